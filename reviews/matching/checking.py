"""From the dictionary to the Problem, or to words that say what is wrong with it."""

from collections.abc import Mapping

import numpy as np

from .faults import BadProblem
from .problems import COLUMNS, LARGEST, MOST, NEEDED, OPTIONAL, Problem


def checked(given):
    """The Problem. Raises BadProblem."""
    look_at_keys(given)
    submissions, reviewers = (count(given, name) for name in ("submissions", "reviewers"))
    submission, reviewer, score = edges_of(given["edges"], submissions, reviewers)
    demand = numbers(given, "demand", submissions, "submission")
    least, most = (numbers(given, name, reviewers, "reviewer") for name in ("min_load", "max_load"))
    for at in np.flatnonzero(least > most)[:1]:
        raise BadProblem(
            f"min_load of reviewer {at} is {least[at]}, above the max_load, {most[at]}."
        )
    nothing = np.empty(0, np.int64)
    sizes = submissions, reviewers
    problem = Problem(
        *sizes, submission, reviewer, score, demand, least, most, pinned=nothing, kept=nothing
    )
    problem.names = names_of(given.get("names"), problem)
    problem.pinned = pins_of(given, problem)
    problem.kept = kept_of(given, problem)
    problem.floor = share(given, "floor", 0.0, 1.0)
    problem.keep_bonus = share(given, "keep_bonus", 1.0, 1e6)
    try:
        add_rules(problem, given)
    except TypeError as wrong:
        raise BadProblem(f"A rule of the problem is not understood: {wrong}.") from wrong
    return problem


def add_rules(problem, given):
    from .rulereading import conflicts_of, institutions_of, mutual_of, senior_of, soft_of

    problem.senior = senior_of(given.get("senior"), problem)
    problem.institutions = institutions_of(given.get("institutions"), problem)
    problem.mutual = mutual_of(given, problem)
    problem.soft = soft_of(given.get("soft"))
    problem.conflicts = conflicts_of(given.get("conflicts"), problem)


def look_at_keys(given):
    if not isinstance(given, Mapping):
        raise BadProblem(f"A problem is a dictionary with {', '.join(NEEDED)}.")
    if missing := [name for name in NEEDED if name not in given]:
        raise BadProblem(f"The problem lacks {', '.join(missing)}.")
    if unknown := [str(name) for name in given if name not in {*NEEDED, *OPTIONAL}]:
        raise BadProblem(
            f"The problem has {', '.join(unknown)}, which nothing is known of: it may have"
            f" {', '.join((*NEEDED, *OPTIONAL))}."
        )


def count(given, name):
    value = given[name]
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise BadProblem(f"“{name}” is how many there are, a whole number, not {brief(value)}.")
    if not 0 <= value <= MOST:
        raise BadProblem(f"“{name}” is {value}: it is between 0 and {MOST}.")
    return int(value)


def brief(value):
    text = repr(value)
    return text if len(text) < 40 else f"{text[:36]}…"


def whole(values, what):
    """An array of whole numbers, whatever they are written as."""
    try:
        array = np.asarray(values)
        if array.size == 0 and array.ndim <= 1:
            return np.empty(0, np.int64)
        if array.dtype.kind == "f" and np.all((array == np.floor(array)) & (abs(array) < 2**53)):
            array = array.astype(np.int64)
        if array.dtype.kind not in "iu":
            raise ValueError
    except (TypeError, ValueError, OverflowError):
        raise BadProblem(f"“{what}” is not an array of whole numbers.") from None
    if array.ndim > 1:
        raise BadProblem(f"“{what}” is an array of arrays: one number for each is needed.")
    return array


def numbers(given, name, length, of):
    """A whole number for each, none negative; one stands for all."""
    array = whole(given[name], name)
    if array.ndim == 0:
        array = np.full(length, array)
    if len(array) != length:
        raise BadProblem(
            f"“{name}” has {len(array)} numbers for {length} {of}s: give one for each."
        )
    for at in np.flatnonzero(array < 0)[:1]:
        raise BadProblem(f"“{name}” of {of} {at} is {array[at]}: it cannot be negative.")
    return np.minimum(array, MOST).astype(np.int64)


def edges_of(edges, submissions, reviewers):
    """The three arrays, sorted, each pair once."""
    submission, reviewer, score = columns_of(edges, "edges", COLUMNS)
    submission, reviewer = (
        whole(submission, "edges: submission"),
        whole(reviewer, "edges: reviewer"),
    )
    score = scores_of(score)
    same_length("edges", submission, reviewer, score)
    in_range("edges", submission, submissions, "submission")
    in_range("edges", reviewer, reviewers, "reviewer")
    look_at_scores(submission, reviewer, score)
    return in_order(submission.astype(np.int32), reviewer.astype(np.int32), score, reviewers)


def columns_of(value, name, columns):
    if isinstance(value, Mapping) and set(value) == set(columns):
        return [value[column] for column in columns]
    if not isinstance(value, Mapping | str) and np.iterable(value) and len(value) == len(columns):
        return list(value)
    raise BadProblem(
        f"“{name}” are {len(columns)} arrays of the same length: {', '.join(columns)}."
    )


def scores_of(values):
    try:
        return np.asarray(values, dtype=np.float64).reshape(len(values))
    except (TypeError, ValueError, OverflowError):
        raise BadProblem("“edges: score” is not an array of numbers.") from None


def same_length(name, *arrays):
    lengths = [array.size for array in arrays]
    if len(set(lengths)) > 1:
        told = ", ".join(map(str, lengths))
        raise BadProblem(f"The arrays of “{name}” have different lengths: {told}.")


def in_range(name, array, size, what):
    for at in np.flatnonzero((array < 0) | (array >= size))[:1]:
        to = f"{what}s are numbered from 0 to {size - 1}" if size else f"there are no {what}s"
        raise BadProblem(f"“{name}” names {what} {array[at]} (entry {at}), but {to}.")


def look_at_scores(submission, reviewer, score):
    for at in np.flatnonzero(~(np.abs(score) <= LARGEST))[:1]:
        raise BadProblem(
            f"The score of submission {submission[at]} and reviewer {reviewer[at]} is {score[at]}:"
            " give a finite number, or leave the pair out."
        )


def in_order(submission, reviewer, score, reviewers):
    keys = submission.astype(np.int64) * reviewers + reviewer
    steps = np.diff(keys)
    if not np.all(steps > 0):
        order = np.argsort(keys, kind="stable")
        submission, reviewer, score = submission[order], reviewer[order], score[order]
        for at in np.flatnonzero(np.diff(keys[order]) == 0)[:1]:
            raise BadProblem(
                f"“edges” has submission {submission[at]} and reviewer {reviewer[at]} twice."
            )
    return submission, reviewer, score


def pairs_of(value, name, problem):
    """Two arrays, of pairs that are each given once."""
    try:
        array = np.asarray(value if value is not None else [])
        array = array.reshape(-1, 2) if array.size or array.ndim < 2 else np.empty((0, 2))
    except ValueError:
        raise BadProblem(f"“{name}” are pairs (submission, reviewer).") from None
    submission, reviewer = whole(array[:, 0], name), whole(array[:, 1], name)
    in_range(name, submission, problem.submissions, "submission")
    in_range(name, reviewer, problem.reviewers, "reviewer")
    return submission, reviewer


def pins_of(given, problem):
    submission, reviewer = pairs_of(given.get("pins"), "pins", problem)
    found = problem.edge_numbers(submission, reviewer)
    for at in np.flatnonzero(found < 0)[:1]:
        raise BadProblem(
            f"“pins” has submission {submission[at]} and reviewer {reviewer[at]}, who are in"
            " conflict: they are not among the edges."
        )
    found.sort()
    for at in np.flatnonzero(np.diff(found) == 0)[:1]:
        pair = problem.submission[found[at]], problem.reviewer[found[at]]
        raise BadProblem(f"“pins” has submission {pair[0]} and reviewer {pair[1]} twice.")
    return found


def kept_of(given, problem):
    """Pairs that have come into conflict since cannot be kept, and are no fault."""
    found = np.unique(problem.edge_numbers(*pairs_of(given.get("keep"), "keep", problem)))
    return found[found >= 0]


def share(given, name, default, most):
    value = given.get(name)
    value = default if value is None else value
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= most:
        raise BadProblem(f"“{name}” is a number from 0 to {most:g}, not {brief(value)}.")
    return float(value)


def names_of(names, problem):
    if names is None:
        return {}
    sizes = {"submissions": problem.submissions, "reviewers": problem.reviewers}
    if not isinstance(names, Mapping) or not set(names) <= set(sizes):
        raise BadProblem("“names” has lists under “submissions” and “reviewers”.")
    for what, values in names.items():
        if not isinstance(values, list | tuple):
            raise BadProblem(f"“names” has a list of names under “{what}”.")
        if len(values) != sizes[what]:
            raise BadProblem(f"“names” has {len(values)} {what}, of {sizes[what]}.")
    return {what: list(map(str, values)) for what, values in names.items()}
