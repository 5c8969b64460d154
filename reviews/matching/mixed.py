"""What is no flow: a floor for each submission, and rules of which no flow keeps all at once.

First the best in any numbers, whose prices bound every assignment and leave few edges worth
trying; then the best of those in whole numbers. The gap between the two is told.
"""

import time

import numpy as np

from .linear import Linear, likely, ranks
from .ruled import breaking
from .solutions import sums_of

ALL_TRIED = 3_000  # so many edges are tried without choosing
TRIED_OF_EACH = 6, 16
SECONDS = 20  # for each try
SECONDS_IN_ALL = 120  # after them nothing new is tried
PRECISE = 1e-6
LOWER = 0.97, 0.94, 0.9, 0.85, 0.8, 0.7, 0.5  # of a floor that nothing was found for


class Nothing(Exception):
    """No assignment keeps all of it."""


def mixed(problem, gains, begin):
    """(edges, bound of the gains, floor, notes); `begin` is good without any of this.

    Raises Nothing.
    """
    floor, notes = floor_of(problem, begin) if problem.floor else (None, [])
    if is_enough(problem, begin, floor):
        return begin, gains[begin].sum(), floor, notes
    end = time.monotonic() + SECONDS_IN_ALL
    for share in (1, *LOWER) if floor is not None else (1,):
        if time.monotonic() > end:
            break
        found = whole(problem, gains, begin, None if floor is None else lowered(floor, share))
        if found:
            return *found, floor, [*notes, *note_on(share, floor)]
    if floor is None or any(often for often, _who in hard_breaches(problem, begin)):
        raise Nothing
    notes.append("Nothing fairer was found in time: this is the greatest total.")
    return begin, gains[begin].sum(), floor, notes


def is_enough(problem, begin, floor):
    """Whether what is the best without any of this happens to keep all of it."""
    if any(often for often, _who in breaking(problem, begin).values()):
        return False
    return floor is None or sums_of(problem, begin)[problem.demand > 0].min() >= floor


def hard_breaches(problem, edges):
    return [broken for rule, broken in breaking(problem, edges).items() if rule not in problem.soft]


def lowered(floor, share):
    return floor * share if floor > 0 else floor / share


def note_on(share, floor):
    if share < 1:
        yield f"No assignment was found with {floor:.6g} for each submission."


def floor_of(problem, begin):
    """(the sum that each submission is to reach, notes)."""
    fair = Linear(problem, problem.score, fair=True)
    found = fair.relaxed(likely(problem, begin))
    if found is None:
        raise Nothing
    bound = found[0].goal
    notes = [f"The worst submission can reach at most {bound:.6g}."]
    floor = lowered(bound, problem.floor)
    if len(problem.score) > ALL_TRIED or is_reached(problem, floor):
        return floor, notes
    best = fair.whole(np.arange(len(problem.score)), SECONDS)
    if best is None:
        raise Nothing
    notes.append(f"In whole reviews the worst submission can reach {best.goal:.6g}.")
    return min(floor, best.goal - PRECISE * max(abs(best.goal), problem.spread)), notes


def is_reached(problem, floor):
    return Linear(problem, problem.score, floor).whole(everything(problem), SECONDS, 1.0)


def everything(problem):
    return np.arange(len(problem.score))


def whole(problem, gains, begin, floor):
    """(edges, bound), or None."""
    model = Linear(problem, gains, floor)
    relaxed, _columns = model.relaxed(likely(problem, begin)) or (None, None)
    if relaxed is None:
        return None
    left = model.left(relaxed.prices)
    for columns in tries(problem, left, relaxed):
        if found := model.whole(columns, SECONDS):
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
