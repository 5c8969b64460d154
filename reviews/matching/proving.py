"""That a flow is the best one, shown by prices: what no exchange along any way can improve.

A price for each node, such that every arc that could carry more, or less, would lose by it. They
exist exactly where the flow is the best, and their bound holds whatever found them.
"""

from dataclasses import dataclass

import numpy as np

from .engine import costs_of


@dataclass
class Proof:
    """`is_best`: no negative reduced cost is left, in whole numbers. `bound`: no total is above."""

    is_best: bool
    prices: np.ndarray
    bound: float


def proof_of(network, flows):
    costs = costs_of(network)
    prices = prices_of(network, costs, flows)
    if prices is None:
        return Proof(False, np.zeros(len(network.supplies)), float("inf"))
    unit = np.max(np.abs(network.gains), initial=0) / max(np.max(np.abs(costs), initial=0), 1)
    return Proof(True, prices * unit, bound_by(network, prices * unit))


def bound_by(network, prices):
    """The most that any flow can gain, by these prices (weak duality, in the gains themselves)."""
    left = prices[network.heads] - prices[network.tails]
    left += network.gains
    np.maximum(left, 0, out=left)
    return float(left @ network.capacities + prices @ network.supplies)


def prices_of(network, costs, flows):
    """The shortest ways along all that could still change; None where going round would gain."""
    more, less = np.flatnonzero(flows < network.capacities), np.flatnonzero(flows > 0)
    steps = [
        Step(network.heads[less], network.tails[less], -costs[less]),
        Step(network.tails[more], network.heads[more], costs[more]),
    ]
    distance = np.zeros(len(network.supplies), np.int64)
    for _ in range(len(distance) + 1):
        if not sum(step.shorten(distance) for step in steps):
            return distance
    return None


class Step:
    """All arcs at once, in the order of where they lead."""

    def __init__(self, begins, ends, costs):
        if np.any(np.diff(ends) < 0):
            order = np.argsort(ends, kind="stable")
            begins, ends, costs = begins[order], ends[order], costs[order]
        self.begins, self.costs = begins, costs
        self.first = np.flatnonzero(np.diff(ends, prepend=-1))
        self.ends = ends[self.first]

    def shorten(self, distance):
        """How many nodes have come nearer."""
        if not len(self.ends):
            return 0
        reached = np.minimum.reduceat(distance[self.begins] + self.costs, self.first)
        nearer = np.flatnonzero(reached < distance[self.ends])
        distance[self.ends[nearer]] = reached[nearer]
        return len(nearer)
