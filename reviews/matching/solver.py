"""The best assignment of reviewers to submissions, and the proof that it is."""

from dataclasses import dataclass, replace

import numpy as np

from .blaming import blame
from .checking import checked
from .networks import left_after_pins
from .ruled import RULES_IN_WORDS, breaking
from .sparing import spared_flow
from .wording import named

NOTHING = 1e-9


@dataclass
class Solution:
    """`total` is the sum of the scores of all pairs; `bound`: no assignment has a greater one.

    `worst` is the least sum of a submission, `floor` what it was to reach. `notes` say in words
    what was not exact.
    """

    pairs: list
    total: float
    bound: float
    is_best: bool
    worst: float
    notes: list
    floor: float | None = None

    @property
    def gap(self):
        """The share of the bound that is not reached."""
        return max(self.bound - self.total, 0) / abs(self.bound) if self.bound else 0.0


def solve(problem):
    """The pairs (submission, reviewer), sorted. Raises BadProblem, of which Infeasible is one.

    `problem` is the dictionary that `problems` describes.
    """
    return solution(problem).pairs


def solution(problem):
    """The pairs with what is known of them."""
    return solved(checked(problem))


def refill(problem, kept):
    """Fill the holes that are left by who dropped out: a Solution with the fewest moves.

    `problem` is as it is now, `kept` the pairs of before; those that are absent now are dropped.
    Up to 1000 reviews no better total moves a pair; in larger problems none moves it for less
    than what 1000 exchanges could gain.
    """
    return solved(refilling(problem, kept))


def refilling(problem, kept):
    problem = checked({**problem, "keep": list(kept)})
    bonus = min(int(problem.demand.sum()) + 1, 1000)
    return replace(problem, keep_bonus=float(bonus))


def solved(problem):
    gains = gains_of(problem)
    found = None if has_too_many_pins(problem) else spared_flow(problem, gains)
    if found is None:
        raise blame(problem)
    network, flows, proof = found
    edges = np.concatenate([problem.pinned, network.chosen(flows)])
    if problem.demand.any() and (problem.floor or not is_flow(problem)):
        return solved_mixed(problem, gains, edges)
    return told(problem, edges, proof.is_best, proof.bound + gains[problem.pinned].sum())


def is_flow(problem):
    """Whether one family of gates says all of its rules."""
    has_both = problem.senior is not None and problem.institutions is not None
    return not has_both and (problem.mutual is None or not len(problem.mutual))


def solved_mixed(problem, gains, begin):
    """By HiGHS, which takes time and memory to load."""
    from .mixed import Nothing, mixed

    try:
        edges, bound, floor, notes = mixed(problem, gains, begin)
    except Nothing:
        raise blame(problem) from None
    is_best = bool(bound - gains[edges].sum() <= NOTHING * max(abs(bound), 1))
    solution = told(problem, edges, is_best, bound)
    if not is_best:
        notes.append(f"The total is at most {solution.gap:.4%} below the best there can be.")
    solution.floor, solution.notes = floor, solution.notes + notes
    return solution


def has_too_many_pins(problem):
    demand, _least, most = left_after_pins(problem)
    return np.any(demand < 0) or np.any(most < 0)


def gains_of(problem):
    """The scores, with what is kept worth its bonus."""
    if not len(problem.kept) or not problem.keep_bonus:
        return problem.score
    gains = problem.score.copy()
    gains[problem.kept] += problem.keep_bonus * problem.spread
    return gains


def told(problem, edges, is_best, bound):
    bound -= np.isin(edges, problem.kept).sum() * problem.keep_bonus * problem.spread
    broken = breaking(problem, edges)
    bound += sum(price * broken[rule][0] for rule, price in problem.soft.items() if rule in broken)
    sums = sums_of(problem, edges)
    return Solution(
        pairs=problem.pairs(edges),
        total=float(problem.score[edges].sum()),
        bound=float(bound),
        is_best=is_best,
        worst=float(min(sums[problem.demand > 0], default=0)),
        notes=[*notes_on(problem, broken)],
    )


def notes_on(problem, broken):
    for rule, (often, who) in broken.items():
        if often:
            yield f"“{RULES_IN_WORDS[rule]}” is broken for {named(problem, 'submission', who)}."


def sums_of(problem, edges):
    """What each submission's reviewers score together."""
    return np.bincount(
        problem.submission[edges], problem.score[edges], minlength=problem.submissions
    )
