"""Whether given pairs meet a problem, and whether they are the best: for any assignment.

One that people have made, or have stored, is judged without trust in what found it.
"""

import numpy as np

from .checking import pairs_of
from .faults import BadProblem
from .networks import left_after_pins, network_of
from .proving import proof_of
from .ruled import RULES_IN_WORDS, breaking
from .wording import named


def edges_of_pairs(problem, pairs):
    """The edges of pairs that meet the problem. Raises BadProblem."""
    submission, reviewer = pairs_of(pairs, "pairs", problem)
    edges = problem.edge_numbers(submission, reviewer)
    for at in np.flatnonzero(edges < 0)[:1]:
        raise BadProblem(
            f"Submission {submission[at]} and reviewer {reviewer[at]} are in conflict."
        )
    if len(np.unique(edges)) < len(edges):
        raise BadProblem("A pair is there twice.")
    if len(np.setdiff1d(problem.pinned, edges)):
        raise BadProblem("A pin is not among the pairs.")
    look_at_counts(problem, edges)
    return edges


def look_at_counts(problem, edges):
    reviews = np.bincount(problem.submission[edges], minlength=problem.submissions)
    loads = np.bincount(problem.reviewer[edges], minlength=problem.reviewers)
    for one in np.flatnonzero(reviews != problem.demand)[:1]:
        needed = problem.demand[one]
        raise BadProblem(
            f"{named(problem, 'submission', [one])}: {reviews[one]} of {needed} needed."
        )
    for one in np.flatnonzero((loads < problem.min_load) | (loads > problem.max_load))[:1]:
        limits = f"{problem.min_load[one]} to {problem.max_load[one]}"
        raise BadProblem(
            f"{named(problem, 'reviewer', [one])}: {loads[one]}, where {limits} belong."
        )
    for rule, (often, who) in breaking(problem, edges).items():
        if often and rule not in problem.soft:
            words = named(problem, "submission", who)
            raise BadProblem(f"“{RULES_IN_WORDS[rule]}” is broken for {words}.")


def proof_of_edges(problem, gains, edges):
    """The Proof that these edges are the greatest total, or that they are not.

    Of rules that are no flow together only the first is looked at: then “not the best” may be
    said of what is.
    """
    network = network_of(problem, gains)
    is_chosen = np.zeros(len(problem.score), bool)
    is_chosen[edges] = True
    flows = is_chosen[network.edges].astype(np.int64)
    loads = np.bincount(problem.reviewer[network.edges], flows, minlength=problem.reviewers)
    rest = loads.astype(np.int64) - left_after_pins(problem)[1]
    gates = through_gates(problem, network, flows)
    return proof_of(network, np.concatenate([flows, rest, gates]))


def through_gates(problem, network, flows):
    """What goes by each gate; what has no room there goes beside it, at the rule's price."""
    begin = len(network.edges) + problem.reviewers
    tails, room = network.tails[begin:], network.capacities[begin:]
    through = np.bincount(
        network.heads[: len(network.edges)], flows, minlength=len(network.supplies)
    ).astype(np.int64)[tails]
    _gates, first = np.unique(tails, return_index=True)
    is_first = np.zeros(len(tails), bool)
    is_first[first] = True
    within = np.minimum(through, room)
    within[~is_first] = (through - np.minimum(through, room)[first_of(tails, first)])[~is_first]
    return within


def first_of(tails, first):
    """The place of the first arc of the same gate."""
    return first[np.searchsorted(tails[first], tails)]
