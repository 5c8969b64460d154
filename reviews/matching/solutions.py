"""What is known of an assignment, in the scores of its pairs."""

from dataclasses import dataclass

import numpy as np

from .ruled import RULES_IN_WORDS, breaking
from .wording import named

NOTHING = 1e-6  # of a total: so near to its bound it is the best


@dataclass
class Solution:
    """`total` is the sum of the scores of all pairs; `bound`: no assignment has a greater one.

    `worst` is the least sum of a submission, `floor` what it was to reach; `is_fairest`: the floor
    is as high as was asked, and reached. Else it is not the best. `notes` say in words what was not
    exact.
    """

    pairs: list
    total: float
    bound: float
    is_best: bool
    worst: float
    notes: list
    floor: float | None = None
    is_fairest: bool = True

    @property
    def gap(self):
        """The share of the bound that is not reached."""
        return max(self.bound - self.total, 0) / abs(self.bound) if self.bound else 0.0


def gains_of(problem):
    """The scores, with what is kept worth its bonus."""
    if not len(problem.kept) or not problem.keep_bonus:
        return problem.score
    gains = problem.score.copy()
    gains[problem.kept] += problem.keep_bonus * problem.spread
    return gains


def told(problem, edges, bound):
    """The Solution; `bound` is of the gains, with bonuses and prices."""
    broken, sums = breaking(problem, edges), sums_of(problem, edges)
    bound -= beside_scores(problem, edges)
    total = problem.score[edges].sum()
    return Solution(
        pairs=problem.pairs(edges),
        total=float(total),
        bound=float(bound),
        is_best=bool(bound - total <= NOTHING * max(abs(bound), abs(total), problem.spread)),
        worst=float(min(sums[problem.demand > 0], default=0)),
        notes=[*notes_on(problem, broken)],
    )


def beside_scores(problem, edges):
    """What some edges gain beside their scores: bonuses, less the prices of what they break."""
    kept = np.isin(edges, problem.kept).sum() * problem.keep_bonus * problem.spread
    broken = breaking(problem, edges) if problem.soft else {}
    return kept - sum(problem.soft.get(rule, 0) * often for rule, (often, _) in broken.items())


def notes_on(problem, broken):
    for rule, (often, who) in broken.items():
        if often:
            yield f"“{RULES_IN_WORDS[rule]}” is broken for {named(problem, 'submission', who)}."


def sums_of(problem, edges):
    """What each submission's reviewers score together."""
    return np.bincount(
        problem.submission[edges], problem.score[edges], minlength=problem.submissions
    )
