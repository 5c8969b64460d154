"""What is no flow: a floor for each submission, and rules of which no flow keeps all at once.

First the best in any numbers, whose prices bound every assignment and leave few edges worth
trying; then the best of those in whole numbers. The gap between the two is told.
"""

import time
from dataclasses import dataclass, field

import numpy as np

from .faults import UNBALANCED
from .linear import Linear, likely, ranks
from .ruled import breaking
from .solutions import sums_of

ALL_TRIED = 3_000  # so many edges are tried without choosing
TRIED_OF_EACH = 6, 16
SECONDS_IN_ALL = 120  # after them nothing new is tried
TRIES = 6  # each of which may take such a part of them
PRECISE = 1e-6
LOWER = 0.97, 0.94, 0.9, 0.85, 0.8, 0.7, 0.5  # of a floor that nothing was found for


class Nothing(Exception):
    """No assignment keeps all of it."""


@dataclass
class Floor:
    """The sum that each submission is to reach, or none. `is_sure`: as high as was asked."""

    sum: float | None = None
    notes: list = field(default_factory=list)
    is_sure: bool = True

    @property
    def shares(self):
        return (1,) if self.sum is None else (1, *LOWER)

    def lowered(self, share):
        return None if self.sum is None else lowered(self.sum, share)

    def reached(self, share):
        if share == 1:
            return self
        note = f"No assignment was found with {self.sum:.6g} for each submission."
        return Floor(self.sum, [*self.notes, note], False)

    def given_up(self):
        return Floor(self.sum, [*self.notes, UNBALANCED], False)


def mixed(problem, gains, begin, seconds=None):
    """(edges, bound of the gains, Floor); `begin` is good without any of this.

    Raises Nothing.
    """
    seconds = SECONDS_IN_ALL if seconds is None else min(seconds, SECONDS_IN_ALL)
    a_try = max(seconds, 0) / TRIES
    floor = floor_of(problem, begin, a_try) if problem.floor else Floor()
    end = time.monotonic() + seconds
    if is_enough(problem, begin, floor.sum):
        return begin, gains[begin].sum(), floor
    for share in floor.shares:
        if time.monotonic() > end:
            break
        if found := whole(problem, gains, begin, floor.lowered(share), a_try):
            return *found, floor.reached(share)
    if floor.sum is None or any(often for often, _who in hard_breaches(problem, begin)):
        raise Nothing
    return begin, gains[begin].sum(), floor.given_up()


def is_enough(problem, begin, floor):
    """Whether what is the best without any of this happens to keep all of it."""
    if any(often for often, _who in breaking(problem, begin).values()):
        return False
    return floor is None or sums_of(problem, begin)[problem.demand > 0].min() >= floor


def hard_breaches(problem, edges):
    return [broken for rule, broken in breaking(problem, edges).items() if rule not in problem.soft]


def lowered(floor, share):
    return floor * share if floor > 0 else floor / share


def floor_of(problem, begin, seconds):
    """Raises Nothing."""
    fair = Linear(problem, problem.score, fair=True)
    found = fair.relaxed(likely(problem, begin))
    if found is None:
        raise Nothing
    bound = found[0].goal
    notes = [f"The worst submission can reach at most {bound:.6g}."]
    floor = lowered(bound, problem.floor)
    if len(problem.score) > ALL_TRIED or is_reached(problem, floor, seconds):
        return Floor(floor, notes)
    best = fair.whole(everything(problem), seconds)
    if best is None:
        return Floor(floor, notes)
    least = "" if best.is_proven else "at least "
    notes.append(f"In whole reviews the worst submission can reach {least}{best.goal:.6g}.")
    lowest = best.goal - PRECISE * max(abs(best.goal), problem.spread)
    return Floor(min(floor, lowest), notes, best.is_proven or lowest >= floor)


def is_reached(problem, floor, seconds):
    return Linear(problem, problem.score, floor).whole(everything(problem), seconds, 1.0)


def everything(problem):
    return np.arange(len(problem.score))


def whole(problem, gains, begin, floor, seconds=SECONDS_IN_ALL / TRIES):
    """(edges, bound), or None."""
    model = Linear(problem, gains, floor)
    relaxed, _columns = model.relaxed(likely(problem, begin)) or (None, None)
    if relaxed is None:
        return None
    left = model.left(relaxed.prices)
    for columns in tries(problem, left, relaxed):
        if found := model.whole(columns, seconds):
            return np.flatnonzero(found.shares), bound_of(relaxed, found, left, columns)
    return None


def bound_of(relaxed, found, left, columns):
    """An assignment has only edges that were tried, or one that loses by the prices."""
    others = np.ones(len(left), bool)
    others[columns] = False
    with_others = relaxed.goal + max(left[others], default=-np.inf)
    return min(relaxed.goal, max(found.bound, with_others))


def tries(problem, left, relaxed):
    """The edges that lose least by the prices, ever more of them."""
    if len(left) > ALL_TRIED:
        places = ranks(problem.submission, left)
        needed = relaxed.shares > 0
        needed[problem.pinned] = True
        for most in TRIED_OF_EACH:
            enough = np.maximum(most, 2 * problem.demand)[problem.submission]
            yield np.flatnonzero((places < enough) | needed)
    yield everything(problem)
