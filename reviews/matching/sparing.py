"""A dense problem solved with few of its edges, and proven with all of them.

Nearly all pairs of a dense problem are far from any good assignment. The prices of a flow without
them tell which would have helped; those are let in, and it is solved again.
"""

import numpy as np

from .engine import best_flow
from .networks import network_of
from .proving import proof_of

MANY = 400_000  # edges; fewer are solved as they are
BEST = 4  # times what is needed: so many edges are tried, of each submission and each reviewer
MOST_ROUNDS = 6
NOTHING = 1e-10  # of the greatest score


def spared_flow(problem, gains):
    """(network, flows, proof) of the best flow; None where none meets all."""
    left_out = unlikely(problem, gains)
    for attempt in range(MOST_ROUNDS + 1):
        left_out = left_out if attempt < MOST_ROUNDS else left_out[:0]
        network = network_of(problem, gains, left_out)
        flows = best_flow(network)
        if flows is None and not len(left_out):
            return None
        if flows is None:
            left_out = left_out[:0]
            continue
        proof = proof_of(network, flows)
        helping = would_help(problem, gains, proof.prices, left_out)
        if not helping.any():
            return network, flows, proof
        left_out = left_out[~helping]
    raise RuntimeError("The flow could not be computed.")


def would_help(problem, gains, prices, left_out):
    left = gains[left_out]
    left += prices[problem.reviewers + problem.submission[left_out]]
    left -= prices[problem.reviewer[left_out]]
    return left > NOTHING * np.max(np.abs(gains), initial=0)


def unlikely(problem, gains):
    """Edges that are among the best of neither their submission nor their reviewer."""
    shape = problem.submissions, problem.reviewers
    has_gates = problem.senior is not None or problem.institutions is not None
    if has_gates or len(gains) <= MANY or len(gains) < shape[0] * shape[1] / 4:
        return np.empty(0, np.int64)
    table = np.full(shape, -np.inf, np.float32)
    table[problem.submission, problem.reviewer] = gains
    of_each = BEST * int(problem.demand.max()), BEST * int(min(problem.max_load.max(), shape[0]))
    least = [best_of(table, axis=1 - axis, most=most) for axis, most in enumerate(of_each)]
    values = table[problem.submission, problem.reviewer]
    is_far = values < least[0][problem.submission]
    is_far &= values < least[1][problem.reviewer]
    is_far[problem.pinned] = False
    return np.flatnonzero(is_far)


def best_of(table, axis, most):
    """The least of so many best along the axis."""
    at = max(table.shape[axis] - max(most, 1), 0)
    return np.partition(table, at, axis=axis).take(at, axis=axis)
