"""Small problems, and their answers by trying everything."""

from itertools import combinations, product

from hypothesis import strategies as st


def problem(submissions, reviewers, scores=None, **others):
    """Every pair is an edge of score 0.5, or those of {(submission, reviewer): score} alone."""
    if scores is None:
        scores = dict.fromkeys(product(range(submissions), range(reviewers)), 0.5)
    rows = [(*pair, score) for pair, score in scores.items()]
    made = {
        "submissions": submissions,
        "reviewers": reviewers,
        "edges": [list(column) for column in zip(*rows, strict=True)] or [[], [], []],
        "demand": [1] * submissions,
        "min_load": [0] * reviewers,
        "max_load": [submissions] * reviewers,
    }
    return made | others


def without(submissions, reviewers, *absent):
    pairs = product(range(submissions), range(reviewers))
    return {pair: 0.5 for pair in pairs if pair not in absent}


@st.composite
def small_problems(draw, most=4):
    submissions, reviewers = draw(st.integers(1, most)), draw(st.integers(1, most))
    pairs = list(product(range(submissions), range(reviewers)))
    edges = draw(st.lists(st.sampled_from(pairs), unique=True))
    scores = {pair: draw(st.integers(-9, 9)) / 7 for pair in edges}
    least = draw(st.lists(st.integers(0, 2), min_size=reviewers, max_size=reviewers))
    more = draw(st.lists(st.integers(0, 3), min_size=reviewers, max_size=reviewers))
    pins = draw(st.lists(st.sampled_from(edges), unique=True, max_size=2)) if edges else []
    return problem(
        submissions,
        reviewers,
        scores,
        demand=draw(st.lists(st.integers(0, 3), min_size=submissions, max_size=submissions)),
        min_load=least,
        max_load=[low + high for low, high in zip(least, more, strict=True)],
        pins=pins,
    )


def table_of(given):
    rows = zip(*given["edges"], strict=True)
    return {(submission, reviewer): score for submission, reviewer, score in rows}


def answers(given):
    """All assignments that meet demand, loads, conflicts and pins, each as a set of pairs."""
    edges = list(table_of(given))
    choices = [
        combinations([pair for pair in edges if pair[0] == one], wanted)
        for one, wanted in enumerate(given["demand"])
    ]
    for groups in product(*choices):
        chosen = {pair for group in groups for pair in group}
        if is_met(given, chosen):
            yield chosen


def is_met(given, chosen):
    loads = [sum(who == one for _, who in chosen) for one in range(given["reviewers"])]
    limits = zip(given["min_load"], loads, given["max_load"], strict=True)
    pinned = set(map(tuple, given.get("pins", ())))
    return pinned <= chosen and all(low <= load <= high for low, load, high in limits)


def total(given, chosen):
    scores = table_of(given)
    return sum(scores[pair] for pair in chosen)


def worst(given, chosen):
    scores = table_of(given)
    sums = [
        sum(scores[pair] for pair in chosen if pair[0] == one)
        for one, wanted in enumerate(given["demand"])
        if wanted
    ]
    return min(sums, default=0)


@st.composite
def easy_problems(draw):
    """Nearly all of them have an answer, and most have many."""
    submissions, reviewers = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    pairs = list(product(range(submissions), range(reviewers)))
    absent = draw(st.lists(st.sampled_from(pairs), max_size=2))
    values = st.integers(-3, 9).map(lambda number: number / 7)
    loads = st.lists(st.integers(2, 3), min_size=reviewers, max_size=reviewers)
    demands = st.lists(st.integers(0, 2), min_size=submissions, max_size=submissions)
    return problem(
        submissions,
        reviewers,
        {pair: draw(values) for pair in pairs if pair not in absent},
        demand=draw(demands.filter(any)),
        max_load=draw(loads),
    )
