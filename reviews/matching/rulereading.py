"""The rules of a problem that are not needed, checked."""

from collections.abc import Mapping

import numpy as np

from .checking import brief, columns_of, in_range, pairs_of, same_length, whole
from .faults import BadProblem
from .problems import RULES


def senior_of(values, problem):
    if values is None:
        return None
    array = np.asarray(values)
    if array.shape != (problem.reviewers,) or not np.all((array == 0) | (array == 1)):
        raise BadProblem(f"“senior” has true or false for each of {problem.reviewers} reviewers.")
    return array.astype(bool)


def institutions_of(values, problem):
    """A number for each id, -1 for none."""
    if values is None:
        return None
    values = list(values)
    if len(values) != problem.reviewers:
        raise BadProblem(
            f"“institutions” has {len(values)} entries for {problem.reviewers} reviewers."
        )
    number = {}
    return np.array(
        [-1 if one in {None, ""} else number.setdefault(one, len(number)) for one in values],
        np.int64,
    )


def mutual_of(given, problem):
    """Pairs of edges that would make two people review each other."""
    if given.get("authors") is None:
        return None
    wrote, author = pairs_of(given["authors"], "authors", problem)
    papers = {}
    for submission, person in zip(wrote.tolist(), author.tolist(), strict=True):
        papers.setdefault(person, []).append(submission)
    writes = np.isin(problem.reviewer, list(papers))
    found = {
        tuple(sorted((edge, other)))
        for edge in np.flatnonzero(writes).tolist()
        for other in answers_to(problem, papers, wrote, author, edge)
    }
    return np.array(sorted(found), np.int64).reshape(-1, 2)


def answers_to(problem, papers, wrote, author, edge):
    """The edges from the authors of this edge's submission to what its reviewer wrote."""
    reviewer = int(problem.reviewer[edge])
    pairs = [
        (own, other)
        for other in author[wrote == problem.submission[edge]].tolist()
        for own in papers[reviewer]
        if other != reviewer
    ]
    if not pairs:
        return ()
    found = problem.edge_numbers(*zip(*pairs, strict=True))
    return found[found >= 0].tolist()


def soft_of(values):
    if values is None:
        return {}
    if not isinstance(values, Mapping) or not set(values) <= set(RULES):
        raise BadProblem(f"“soft” has a price under {', '.join(RULES)}.")
    for rule, price in values.items():
        if not isinstance(price, int | float) or not 0 <= price <= 1e6:
            raise BadProblem(f"The price of “{rule}” is from 0 to 1000000, not {brief(price)}.")
    return dict(values)


def conflicts_of(value, problem):
    if value is None:
        return (), (), ()
    submission, reviewer, kind = columns_of(value, "conflicts", ("submission", "reviewer", "kind"))
    submission, reviewer = whole(submission, "conflicts"), whole(reviewer, "conflicts")
    kind = np.array(list(map(str, kind)), dtype=object)
    same_length("conflicts", submission, reviewer, kind)
    in_range("conflicts", submission, problem.submissions, "submission")
    in_range("conflicts", reviewer, problem.reviewers, "reviewer")
    return submission, reviewer, kind
