"""The rules that a flow cannot all keep at once, as sums of edges that stay below a limit."""

import numpy as np

RULES_IN_WORDS = {
    "senior": "at least one senior",
    "institutions": "at most one per institution",
    "mutual": "no two review each other's",
}


def rows_of_rules(problem):
    """(matrix, least, most, price of one more or None) of each rule."""
    from scipy.sparse import coo_array

    for rule, (edges, numbers, most) in groups_of_rules(problem):
        shape = len(most), len(problem.score)
        matrix = coo_array((np.ones(len(edges)), (numbers, edges)), shape=shape)
        yield matrix, np.full(len(most), -np.inf), most, problem.soft.get(rule)


def groups_of_rules(problem):
    """(rule, (edges, the group of each, how many of each group may be chosen))."""
    if problem.senior is not None:
        junior = np.flatnonzero(~problem.senior[problem.reviewer])
        yield "senior", (junior, problem.submission[junior], np.maximum(problem.demand - 1, 0))
    if problem.institutions is not None:
        yield "institutions", same_institution(problem)
    if problem.mutual is not None:
        several = len(problem.mutual)
        yield "mutual", (problem.mutual.ravel(), np.repeat(np.arange(several), 2), np.ones(several))


def same_institution(problem):
    of_reviewer = problem.institutions[problem.reviewer]
    edges = np.flatnonzero(of_reviewer >= 0)
    keys = problem.submission[edges].astype(np.int64) * (of_reviewer.max(initial=0) + 1)
    _used, numbers, sizes = np.unique(
        keys + of_reviewer[edges], return_inverse=True, return_counts=True
    )
    several = np.flatnonzero(sizes > 1)
    number = np.full(len(sizes), -1)
    number[several] = np.arange(len(several))
    inside = number[numbers] >= 0
    return edges[inside], number[numbers[inside]], np.ones(len(several))


def breaking(problem, chosen):
    """{rule: (how many times it is broken, for which submissions)} by the chosen edges."""
    is_chosen = np.zeros(len(problem.score), bool)
    is_chosen[chosen] = True
    found = {}
    for rule, (edges, numbers, most) in groups_of_rules(problem):
        edges, numbers = edges[is_chosen[edges]], numbers[is_chosen[edges]]
        over = np.maximum(np.bincount(numbers, minlength=len(most)) - most, 0)
        found[rule] = int(over.sum()), np.unique(problem.submission[edges[over[numbers] > 0]])
    return found
