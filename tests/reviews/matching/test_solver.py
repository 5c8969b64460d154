import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.matching import engine, sparing
from reviews.matching.checking import checked
from reviews.matching.faults import BadProblem, Infeasible
from reviews.matching.networks import network_of
from reviews.matching.proving import proof_of
from reviews.matching.solver import solution, solve
from tests.reviews.matching.problems import answers, problem, small_problems, total


@pytest.fixture(params=["ortools", "scipy"])
def any_engine(request, monkeypatch):
    if request.param == "scipy":
        monkeypatch.setattr(engine, "SimpleMinCostFlow", None)


def larger(seed=1, submissions=40, reviewers=20):
    rng = random.Random(seed)
    scores = {
        (one, other): rng.random()
        for one in range(submissions)
        for other in range(reviewers)
        if rng.random() > 0.1
    }
    loads = {"demand": [3] * submissions, "min_load": [4] * reviewers, "max_load": [7] * reviewers}
    return problem(submissions, reviewers, scores, **loads)


def test_the_greatest_total_is_found(any_engine):
    scores = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8, (1, 1): 0.1}

    assert solve(problem(2, 2, scores, max_load=[1, 1])) == [(0, 1), (1, 0)]


def assert_as_good_as_any(given):
    """The answer is as good as the best of all, or there is none."""
    best = max((total(given, chosen) for chosen in answers(given)), default=None)
    try:
        found = solution(given)
    except Infeasible:
        assert best is None
    else:
        assert set(found.pairs) in list(answers(given))
        assert found.total == pytest.approx(best, abs=1e-9)
        assert found.is_best
        assert found.bound == pytest.approx(best, abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(small_problems())
def test_no_assignment_is_better_and_no_rule_is_broken(given):
    assert_as_good_as_any(given)


@settings(max_examples=25, deadline=None)
@given(small_problems())
def test_neither_is_it_without_ortools(given):
    before = engine.SimpleMinCostFlow
    engine.SimpleMinCostFlow = None
    try:
        assert_as_good_as_any(given)
    finally:
        engine.SimpleMinCostFlow = before


@settings(max_examples=60, deadline=None)
@given(small_problems(5))
def test_neither_is_it_where_most_edges_are_left_out_first(given):
    before = sparing.MANY, sparing.BEST
    sparing.MANY, sparing.BEST = 0, 1
    try:
        assert_as_good_as_any(given)
    finally:
        sparing.MANY, sparing.BEST = before


def test_edges_that_were_left_out_come_back_where_they_help(monkeypatch):
    whole = solution(larger())
    monkeypatch.setattr(sparing, "MANY", 0)
    monkeypatch.setattr(sparing, "BEST", 1)

    spared = solution(larger())

    assert spared.is_best
    assert (spared.total, spared.bound) == pytest.approx((whole.total, whole.bound), abs=1e-9)


def test_both_engines_agree(any_engine):
    assert solution(larger()).total == pytest.approx(108.6955310803556)


def test_prices_prove_it():
    found = solution(larger())

    assert found.is_best
    assert found.gap < 1e-9


def test_no_prices_prove_what_is_not_the_best():
    given = checked(problem(2, 2, {(0, 0): 1, (0, 1): 0, (1, 0): 0, (1, 1): 1}, max_load=[1, 1]))
    network = network_of(given, given.score)
    worse = np.array([0, 1, 1, 0, 1, 1])

    assert not proof_of(network, worse).is_best


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_edges_makes_no_difference(rng):
    given = larger()
    rows = list(zip(*given["edges"], strict=True))
    rng.shuffle(rows)

    assert solve(given | {"edges": list(zip(*rows, strict=True))}) == solve(given)


def test_arrays_by_name_and_numbers_for_all_are_understood():
    given = larger()
    names = "submission", "reviewer", "score"
    named = {name: np.array(one) for name, one in zip(names, given["edges"], strict=True)}

    assert solve(given | {"edges": named, "demand": 3, "max_load": 7.0}) == solve(given)


@pytest.mark.parametrize("scale", [1e-320, 1e-30, 1e30, 1e90])
def test_scores_of_any_size_are_compared(scale):
    given = problem(1, 3, {(0, 0): 0, (0, 1): 2 * scale, (0, 2): scale})

    assert solve(given) == [(0, 1)]


def test_pins_are_kept_whatever_they_cost():
    scores = {(0, 0): 1, (0, 1): 0, (1, 0): 0, (1, 1): 1}

    found = solution(problem(2, 2, scores, pins=[(0, 1)], max_load=[1, 1]))

    assert (found.pairs, found.total, found.bound) == ([(0, 1), (1, 0)], 0, 0)


def test_nothing_to_do_is_an_answer():
    assert solve(problem(0, 0)) == solve(problem(0, 3)) == solve(problem(2, 0, demand=[0, 0])) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"edges": [[0, 5], [0, 1], [1, 1]]}, "names submission 5 (entry 1), but submissions"),
        (
            {"edges": [[0, 1], [0, -1], [1, 1]]},
            "names reviewer -1 (entry 1), but reviewers",
        ),
        (
            {"edges": [[0, 1], [0, 1], [1, float("nan")]]},
            "submission 1 and reviewer 1 is nan",
        ),
        ({"edges": [[0], [0], [float("inf")]]}, "score of submission 0 and reviewer 0 is inf"),
        ({"edges": [[0, 1, 0], [0, 1, 0], [1, 1, 1]]}, "submission 0 and reviewer 0 twice"),
        ({"edges": [[0, 1], [0], [1]]}, "“edges” have different lengths: 2, 1, 1"),
        ({"edges": [[0.5], [0], [1]]}, "“edges: submission” is not an array of whole numbers"),
        ({"edges": [[0], [0], ["high"]]}, "“edges: score” is not an array of numbers"),
        ({"edges": [[[0]], [[0]], [1]]}, "“edges: submission” is an array of arrays"),
        ({"edges": "none"}, "“edges” are 3 arrays of the same length: submission, reviewer, score"),
        ({"demand": [1]}, "“demand” has 1 numbers for 2 submissions"),
        ({"demand": [1, -1]}, "“demand” of submission 1 is -1: it cannot be negative"),
        ({"demand": None}, "“demand” is not an array of whole numbers"),
        ({"min_load": [-1, 0]}, "“min_load” of reviewer 0 is -1"),
        ({"min_load": [3, 0]}, "min_load of reviewer 0 is 3, above the max_load, 2"),
        ({"pins": [(0, 9)]}, "“pins” names reviewer 9 (entry 0)"),
        ({"pins": [(0, 0), (0, 0)]}, "“pins” has submission 0 and reviewer 0 twice"),
        ({"pins": [0, 1, 2]}, "“pins” are pairs (submission, reviewer)"),
        ({"edges": [[0], [0], [1]], "pins": [(1, 1)]}, "reviewer 1, who are in conflict"),
        ({"floor": 1.5}, "“floor” is a number from 0 to 1, not 1.5"),
        ({"floor": "high"}, "“floor” is a number from 0 to 1, not 'high'"),
        ({"submissions": -1}, "“submissions” is -1: it is between 0 and"),
        ({"reviewers": 2.5}, "“reviewers” is how many there are, a whole number, not 2.5"),
        ({"florr": 1}, "florr, which nothing is known of"),
        ({"names": {"submissions": ["a"]}}, "“names” has 1 submissions, of 2"),
    ],
)
def test_bad_input_is_told_in_words(change, why):
    with pytest.raises(BadProblem) as refused:
        solve(problem(2, 2) | change)

    assert why in str(refused.value)


def test_what_is_missing_is_named():
    with pytest.raises(BadProblem, match="The problem lacks edges, demand, min_load, max_load"):
        solve({"submissions": 1, "reviewers": 1})
    with pytest.raises(BadProblem, match="A problem is a dictionary with submissions"):
        solve([])
