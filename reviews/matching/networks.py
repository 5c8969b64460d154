"""A problem as a flow: from a source through reviewers, then gates of rules, to submissions.

Minimum loads are what reviewers have of their own; the source gives the rest. So they are met
exactly or no flow exists. Pins have been served before: they lower demand and loads.
"""

from dataclasses import dataclass

import numpy as np


@dataclass
class Network:
    """The first arcs are the edges `edges` of the problem, each from its reviewer."""

    edges: np.ndarray
    tails: np.ndarray
    heads: np.ndarray
    capacities: np.ndarray
    gains: np.ndarray  # what a unit is worth
    supplies: np.ndarray

    def chosen(self, flows):
        return self.edges[flows[: len(self.edges)] > 0]


def network_of(problem, gains, forbidden=(), gates=("senior", "institutions")):
    """With the gates of the rules named: one family is exact, of two the second is left out."""
    free = free_edges(problem, forbidden)
    demand, least, most = left_after_pins(problem)
    reviewers, submissions = problem.reviewers, problem.submissions
    source = reviewers + submissions
    heads = problem.submission[free] + np.int32(reviewers)
    extra = gate_of(problem, free, source + 1, gates)
    if extra:
        behind, extra = extra[0], extra[1:]
        heads = np.where(behind >= 0, behind, heads).astype(np.int32)
    tails, targets, capacities, prices, nodes = extra or nothing(source + 1)
    rest = np.minimum(most, np.bincount(problem.reviewer[free], minlength=reviewers)) - least
    supplies = np.zeros(nodes, np.int64)
    supplies[:reviewers], supplies[reviewers:source] = least, -demand
    supplies[source] = demand.sum() - least.sum()
    return Network(
        free,
        np.concatenate([problem.reviewer[free], np.full(reviewers, source, np.int32), tails]),
        np.concatenate([heads, np.arange(reviewers, dtype=np.int32), targets]),
        np.concatenate([np.ones(len(free), np.int64), np.maximum(rest, 0), capacities]),
        np.concatenate([gains[free], np.zeros(reviewers), -prices]),
        supplies,
    )


def free_edges(problem, forbidden=()):
    """The edges that no pin has decided."""
    if not len(problem.pinned) and not len(forbidden):
        return np.arange(len(problem.score), dtype=np.int32)
    is_free = np.ones(len(problem.score), bool)
    is_free[problem.pinned] = False
    is_free[np.asarray(forbidden, np.int64)] = False
    return np.flatnonzero(is_free).astype(np.int32)


def left_after_pins(problem):
    """(demand, least, most) of what is to be found beside the pins."""
    asked = np.bincount(problem.submission[problem.pinned], minlength=problem.submissions)
    loads = np.bincount(problem.reviewer[problem.pinned], minlength=problem.reviewers)
    least = np.maximum(problem.min_load - loads, 0)
    return problem.demand - asked, least, problem.max_load - loads


def nothing(nodes):
    none = np.empty(0, np.int32)
    return none, none, np.empty(0, np.int64), np.empty(0), nodes


def gate_of(problem, free, first, gates):
    """(the gate of each edge or -1, its arcs: tails, heads, capacities, prices; nodes)."""
    if problem.senior is not None and "senior" in gates:
        return senior_gate(problem, free, first)
    if problem.institutions is not None and "institutions" in gates:
        return institution_gate(problem, free, first)
    return None


def senior_gate(problem, free, first):
    """Juniors come through a gate for one less than needed, unless a senior is pinned."""
    submissions = problem.submissions
    gates = np.where(problem.senior[problem.reviewer[free]], -1, first + problem.submission[free])
    pinned = problem.submission[problem.pinned]
    seniors = problem.senior[problem.reviewer[problem.pinned]]
    has_senior = np.bincount(pinned, seniors, minlength=submissions) > 0
    demand = problem.demand - np.bincount(pinned, minlength=submissions)
    room = np.maximum(demand - ~has_senior, 0)
    return gates, *arcs_of(problem, "senior", np.arange(submissions), room, first)


def institution_gate(problem, free, first):
    """One from each institution: a gate for each with a submission, shut where one is pinned."""
    several = int(problem.institutions.max(initial=0)) + 1
    keys = problem.submission.astype(np.int64) * several + problem.institutions[problem.reviewer]
    belongs = problem.institutions[problem.reviewer] >= 0
    used, at = np.unique(keys[free][belongs[free]], return_inverse=True)
    gates = np.full(len(free), -1)
    gates[belongs[free]] = first + at
    pinned = problem.pinned[belongs[problem.pinned]]
    room = 1 - np.isin(used, keys[pinned])
    return gates, *arcs_of(problem, "institutions", used // several, room, first)


def arcs_of(problem, rule, submissions, room, first):
    """From each gate to its submission; past its room at a price where the rule is soft."""
    tails = first + np.arange(len(submissions))
    heads = problem.reviewers + submissions
    prices = np.zeros(len(submissions))
    nodes = first + len(submissions)
    if rule in problem.soft:
        tails, heads = np.tile(tails, 2), np.tile(heads, 2)
        beyond = np.maximum(problem.demand[submissions], 0)
        room = np.concatenate([room, beyond])
        prices = np.concatenate([prices, np.full(len(submissions), problem.soft[rule])])
    return tails.astype(np.int32), heads.astype(np.int32), room.astype(np.int64), prices, nodes
