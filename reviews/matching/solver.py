"""The best assignment of reviewers to submissions, and the proof that it is."""

from dataclasses import replace

import numpy as np

from .blaming import blame
from .checking import checked
from .checkingpairs import edges_of_pairs, proof_of_edges
from .networks import left_after_pins
from .solutions import beside_scores, gains_of, told
from .sparing import spared_flow


def solve(problem):
    """The pairs (submission, reviewer), sorted. Raises BadProblem, of which Infeasible is one.

    `problem` is the dictionary that `problems` describes.
    """
    return solution(problem).pairs


def solution(problem, seconds=None):
    """The pairs with what is known of them.

    `seconds`: how long a floor, or several rules at once, is looked for; it can take twice that.
    """
    return solved(checked(problem), seconds)


def refill(problem, kept, seconds=None):
    """Fill the holes that are left by who dropped out: a Solution with the fewest moves.

    `problem` is as it is now, `kept` the pairs of before; those that are absent now are dropped.
    Up to 1000 reviews no better total moves a pair; in larger problems none moves it for less
    than what 1000 exchanges could gain.
    """
    return solved(refilling(problem, kept), seconds)


def proof(problem, pairs):
    """A Solution of given pairs: whether they are the greatest total, and what none exceeds.

    Raises BadProblem where they do not meet the problem.
    """
    problem = replace(checked(problem), floor=0.0)
    edges, gains = edges_of_pairs(problem, pairs), gains_of(problem)
    found = proof_of_edges(problem, gains, edges)
    if found.is_best:
        return told(problem, edges, found.bound + gains[problem.pinned].sum())
    best = solved(problem)
    bests = problem.edge_numbers(*np.array(best.pairs).T)
    return told(problem, edges, best.bound + beside_scores(problem, bests))


def refilling(problem, kept):
    problem = checked({**problem, "keep": list(kept)})
    bonus = min(int(problem.demand.sum()) + 1, 1000)
    return replace(problem, keep_bonus=float(bonus))


def solved(problem, seconds=None):
    gains = gains_of(problem)
    found = None if has_too_many_pins(problem) else spared_flow(problem, gains)
    if found is None:
        raise blame(problem)
    network, flows, proof = found
    edges = np.concatenate([problem.pinned, network.chosen(flows)])
    if problem.demand.any() and (problem.floor or not is_flow(problem)):
        return solved_mixed(problem, gains, edges, seconds)
    return told(problem, edges, proof.bound + gains[problem.pinned].sum())


def is_flow(problem):
    """Whether one family of gates says all of its rules."""
    has_both = problem.senior is not None and problem.institutions is not None
    return not has_both and (problem.mutual is None or not len(problem.mutual))


def solved_mixed(problem, gains, begin, seconds):
    """By HiGHS, which takes time and memory to load."""
    from .mixed import Nothing, mixed

    try:
        edges, bound, floor = mixed(problem, gains, begin, seconds)
    except Nothing:
        raise blame(problem) from None
    solution = told(problem, edges, bound)
    notes = [*solution.notes, *floor.notes]
    if not solution.is_best:
        notes.append(f"The total is at most {solution.gap:.4%} below the best there can be.")
    is_best = solution.is_best and floor.is_sure
    told_more = {"floor": floor.sum, "notes": notes, "is_fairest": floor.is_sure}
    return replace(solution, is_best=is_best, **told_more)


def has_too_many_pins(problem):
    demand, _least, most = left_after_pins(problem)
    return np.any(demand < 0) or np.any(most < 0)
