"""Why each pair of a proposal: what is shared, its rank, and who was better and why not."""

from collections import Counter

from reviews.matching.explaining import explain
from reviews.matching.weights import Weights

MOST_BETTER = 3
NEAR = 1e-9


def lines_of(asked, table, pairs):
    """A dictionary for each pair, in order."""
    ranking, chosen = Ranking(asked, table, pairs), set(pairs)
    corpus = Weights([*asked["texts"], *(text for papers in asked["papers"] for text in papers)])
    return [
        {"pair": pair, "score": round(table[pair], 4)}
        | ranking.of(pair, chosen)
        | shared_by(asked, corpus, pair)
        for pair in pairs
    ]


def shared_by(asked, corpus, pair):
    submission, reviewer = pair
    topics = set(asked["topics_of_reviewers"][reviewer])
    shared = [one for one in asked["topics_of_submissions"][submission] if one in topics]
    papers, text = asked["papers"][reviewer], asked["texts"][submission]
    reason = explain(papers, text, corpus) if papers else None
    words = {"paper": reason.paper, "terms": reason.terms} if reason else {"paper": None}
    return {"topics": shared} | words


class Ranking:
    """The candidates of each submission, the best first."""

    def __init__(self, asked, table, pairs):
        self.table, self.of_submission = table, {}
        self.closed = {(one, other): why for one, other, why in asked["closed"]}
        self.loads = Counter(reviewer for _submission, reviewer in pairs)
        self.most, self.pins = asked["most"], set(map(tuple, asked["pins"]))
        for submission, reviewer in table:
            self.of_submission.setdefault(submission, []).append(reviewer)
        for submission, reviewers in self.of_submission.items():
            reviewers.sort(key=lambda one, at=submission: (-table[at, one], one))

    def of(self, pair, chosen):
        """{rank, of: how many may review it, better: [[reviewer, why not], …]}"""
        submission, reviewer = pair
        everybody = self.of_submission[submission]
        eligible = [one for one in everybody if (submission, one) not in self.closed]
        above = [one for one in everybody if self._is_better(submission, one, reviewer)]
        rank = 1 + sum((submission, one) not in self.closed for one in above)
        passed = [one for one in above if (submission, one) not in chosen]
        better = [[one, self._why_not(submission, one)] for one in passed[:MOST_BETTER]]
        return {"rank": rank, "of": len(eligible), "better": better}

    def _is_better(self, submission, one, other):
        return self.table[submission, one] > self.table[submission, other] + NEAR

    def _why_not(self, submission, reviewer):
        """Closed for a reason in a word; "full" of what must be; needed elsewhere; or a rule."""
        if why := self.closed.get((submission, reviewer)):
            return why
        if self.loads[reviewer] < self.most[reviewer]:
            return "rule" if self.loads[reviewer] or self.most[reviewer] else "full"
        must = sum(other == reviewer for _submission, other in self.pins)
        return "full" if must >= self.most[reviewer] else "elsewhere"
