"""One score from 0 to 1 for each pair: texts, scores from elsewhere and topics, blended."""

from reviews.matching.affinity import scores
from reviews.matching.blending import WEIGHTS, as_shares, standard, weighted_mean

FEW = 3  # texts; with fewer of them topics count for more
OF_FEW = WEIGHTS | {"text": 0.5, "topics": 1.0}
UNKNOWN = 0.5  # of a pair that nothing is known of: the mean


def table_of(asked):
    """{(submission, reviewer): score} of all pairs, or of the candidates alone."""
    given = {"text": by_text(asked), "imported": imported(asked), "topics": by_topics(asked)}
    opinions = {name: (table, standard(name, table)) for name, table in given.items() if table}
    sure, unsure = weighed(opinions, WEIGHTS), weighed(opinions, OF_FEW)
    is_unsure = [len(papers) < FEW for papers in asked["papers"]]
    raw = {
        pair: weighted_mean(unsure if is_unsure[pair[1]] else sure, pair)
        for pair in dict.fromkeys(pair for table, _z in opinions.values() for pair in table)
    }
    table = dict.fromkeys(candidates(asked), UNKNOWN)
    return table | as_shares(raw)


def weighed(opinions, weights):
    return [(weights[name], table) for name, (_given, table) in opinions.items()]


def by_text(asked):
    """Of reviewers with a paper: without one nothing is known, which is not nothing in common."""
    papers = {at: texts for at, texts in enumerate(asked["papers"]) if any(texts)}
    if not papers:
        return {}
    found = scores(papers, dict(enumerate(asked["texts"])), asked["top"])
    return {
        (submission, reviewer): score
        for reviewer, row in found.items()
        for submission, score in row.items()
    }


def imported(asked):
    return {(submission, reviewer): score for submission, reviewer, score in asked["imported"]}


def by_topics(asked):
    """The share of a submission's topics that the reviewer has named, where both say some."""
    named = [set(topics) for topics in asked["topics_of_reviewers"]]
    found = {}
    for submission, topics in enumerate(asked["topics_of_submissions"]):
        for reviewer, known in enumerate(named):
            share = len(known.intersection(topics)) / len(topics) if topics and known else None
            if share is not None and (share or not asked["top"]):
                found[submission, reviewer] = share
    return found


def candidates(asked):
    """All pairs; of many some for each submission in turn, so that everybody can be asked."""
    submissions, reviewers = len(asked["texts"]), len(asked["papers"])
    wide = min(asked["top"] or reviewers, reviewers)
    for submission in range(submissions):
        for place in range(wide):
            yield submission, (submission * wide + place) % reviewers
    yield from map(tuple, [*asked["pins"], *asked["kept"]])
