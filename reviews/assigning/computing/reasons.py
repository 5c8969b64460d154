"""Why each pair of a draft: what is shared, its rank, and who was better and why not."""

from collections import Counter

from reviews.matching.explaining import profile, readable, shared
from reviews.matching.weights import Weights

MOST_BETTER, MOST_TERMS = 3, 3
NEAR = 1e-9


def lines_of(asked, table, pairs):
    """A dictionary for each pair, in order."""
    ranking, chosen = Ranking(asked, table, pairs), set(pairs)
    sharing = Sharing(asked)
    return [
        {"pair": pair, "score": round(table[pair], 4)} | ranking.of(pair, chosen) | sharing.of(pair)
        for pair in pairs
    ]


class Sharing:
    """What `matching.explaining.explain` says, each text profiled once for all pairs."""

    def __init__(self, asked):
        self.asked, self.profiles = asked, {}
        past = [text for papers in asked["papers"] for text in papers]
        self.corpus = Weights([*asked["texts"], *past])

    def of(self, pair):
        submission, reviewer = pair
        topics = set(self.asked["topics_of_reviewers"][reviewer])
        named = self.asked["topics_of_submissions"][submission]
        return {"topics": [one for one in named if one in topics]} | self._words(*pair)

    def _words(self, submission, reviewer):
        """The paper that shares most, and the terms."""
        text = self.asked["texts"][submission]
        wanted = self._profile(text)
        shares = [shared(wanted, self._profile(one)) for one in self.asked["papers"][reviewer]]
        worth = [sum(share.values()) for share in shares]
        if not any(worth):
            return {"paper": None}
        paper = worth.index(max(worth))
        return {"paper": paper, "terms": readable(self.corpus, text, shares[paper], MOST_TERMS)}

    def _profile(self, text):
        if text not in self.profiles:
            self.profiles[text] = profile(self.corpus, text)
        return self.profiles[text]


class Ranking:
    """The candidates of each submission, the best first."""

    def __init__(self, asked, table, pairs):
        self.table, self.of_submission = table, {}
        self.closed = {(one, other): why for one, other, why in asked["closed"]}
        self.shut = Counter(submission for submission, _reviewer in self.closed)
        self.loads = Counter(reviewer for _submission, reviewer in pairs)
        self.most, self.pins = asked["most"], set(map(tuple, asked["pins"]))
        for submission, reviewer in table:
            self.of_submission.setdefault(submission, []).append(reviewer)
        for submission, reviewers in self.of_submission.items():
            reviewers.sort(key=lambda one, at=submission: (-table[at, one], one))

    def of(self, pair, chosen):
        """{rank, of: how many may review it, better: [[reviewer, why not], …]}

        Whoever is no candidate is further from it, by text, than all who are.
        """
        submission, reviewer = pair
        everybody = self.of_submission[submission]
        above = [one for one in everybody if self._is_better(submission, one, reviewer)]
        rank = 1 + sum((submission, one) not in self.closed for one in above)
        passed = [one for one in above if (submission, one) not in chosen]
        better = [[one, self._why_not(submission, one)] for one in passed[:MOST_BETTER]]
        return {"rank": rank, "of": self._eligible(submission), "better": better}

    def _eligible(self, submission):
        return len(self.most) - self.shut[submission]

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
