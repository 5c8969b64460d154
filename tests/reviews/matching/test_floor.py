import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviews.matching import mixed
from reviews.matching.solver import solution, solve
from tests.reviews.matching.problems import answers, easy_problems, problem, total, worst
from tests.reviews.matching.test_solver import larger

# The greatest total leaves submission 1 with next to nothing.
UNFAIR = {(0, 0): 1.0, (0, 1): 0.7, (1, 0): 0.6, (1, 1): 0.1}


def test_without_a_floor_the_total_alone_counts():
    found = solution(problem(2, 2, UNFAIR, max_load=[1, 1]) | {"floor": 0})

    assert (found.pairs, found.floor) == ([(0, 1), (1, 0)], None)


def test_a_floor_gives_up_some_of_the_total_for_the_worst():
    scores = UNFAIR | {(0, 0): 2.0}
    given = problem(2, 2, scores, max_load=[1, 1])

    assert solve(given) == [(0, 0), (1, 1)]
    assert solve(given | {"floor": 0.9}) == [(0, 1), (1, 0)]


@settings(max_examples=30, deadline=None)
@given(easy_problems(), st.sampled_from([0.5, 0.8, 0.95, 1.0]))
def test_of_all_that_reach_the_floor_the_greatest_total_is_found(given, floor):
    every = list(answers(given))
    assume(every)
    reachable = max(worst(given, chosen) for chosen in every)

    found = solution(given | {"floor": floor})

    needed = min(found.floor, reachable)
    assert set(found.pairs) in every
    assert found.worst >= needed - 1e-5
    assert found.total == pytest.approx(
        max(total(given, one) for one in every if worst(given, one) >= needed - 1e-5), abs=1e-5
    )


def test_what_is_fair_enough_already_is_not_changed():
    given = larger()
    best = solution(given)

    found = solution(given | {"floor": 0.5})

    assert best.worst >= found.floor
    assert (found.pairs, found.is_best) == (best.pairs, True)


def test_where_time_runs_out_the_greatest_total_is_given_and_that_is_said(monkeypatch):
    monkeypatch.setattr(mixed, "SECONDS_IN_ALL", -1)

    given = problem(2, 2, UNFAIR | {(0, 0): 2.0}, max_load=[1, 1])

    found = solution(given | {"floor": 0.9})

    assert found.pairs == solve(given)
    assert found.notes[-1] == "Nothing fairer was found in time: this is the greatest total."


def test_a_problem_that_time_runs_out_on_is_not_called_the_best():
    """Its best worst sum in whole numbers takes HiGHS half a minute."""
    found = solution(crowded() | {"floor": 0.95}, seconds=6)

    assert (found.is_best, found.is_fairest) == (False, False)
    assert not any("submission can reach 1" in note for note in found.notes)
    assert len(found.pairs) == 180


def crowded(submissions=60, reviewers=18):
    """Too many are about what few have written of."""
    rng = random.Random(3)
    about = [rng.choice([0, 0, 0, 1, 2, 3, 4, 5]) for _ in range(submissions)]
    scores = {
        (one, who): 0.6 * (about[one] == who % 6) + 0.3 * rng.random()
        for one in range(submissions)
        for who in range(reviewers)
    }
    loads = {"demand": [3] * submissions, "max_load": [10] * reviewers}
    return problem(submissions, reviewers, scores, **loads)


def test_without_a_second_for_it_the_greatest_total_is_given():
    given = problem(2, 2, UNFAIR | {(0, 0): 2.0}, max_load=[1, 1])

    found = solution(given | {"floor": 0.9}, seconds=0)

    assert (found.pairs, found.is_fairest) == (solve(given), False)


def test_a_soft_rule_does_not_lower_what_the_worst_can_have():
    given = problem(1, 1, {(0, 0): 0.5}, senior=[False], soft={"senior": 10})

    assert solution(given | {"floor": 1}).floor == pytest.approx(0.5, abs=1e-5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_floor_costs_little(seed):
    best, found = (solution(larger(seed) | {"floor": floor}) for floor in (0, 0.95))

    assert found.worst >= found.floor - 1e-6
    assert found.total >= 0.99 * best.total
    assert found.gap < 0.002


def test_a_floor_keeps_pins_and_loads():
    given = larger() | {"floor": 0.9, "pins": [(0, 3), (1, 3)]}
    pairs = solve(given)
    loads = [sum(who == one for _, who in pairs) for one in range(20)]

    assert {(0, 3), (1, 3)} <= set(pairs)
    assert (min(loads) >= 4, max(loads) <= 7, len(set(pairs))) == (True, True, 120)


def test_the_same_floor_gives_the_same_answer():
    assert solve(larger() | {"floor": 0.95}) == solve(larger() | {"floor": 0.95})
