import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.matching.faults import BadProblem
from reviews.matching.solver import proof, solution, solve
from tests.reviews.matching.problems import answers, easy_problems, problem, total, without
from tests.reviews.matching.test_rules import HOUSES, SENIOR, fit
from tests.reviews.matching.test_solver import larger

SCORES = {(0, 0): 1, (0, 1): 0.5, (1, 0): 0.5, (1, 1): 1}


def test_the_best_pairs_are_proven_to_be():
    found = proof(larger(), solve(larger()))

    assert found.is_best
    assert found.gap < 1e-9


def test_other_pairs_are_told_from_the_best_with_their_gap():
    found = proof(problem(2, 2, SCORES, max_load=[1, 1]), [(0, 1), (1, 0)])

    assert (found.is_best, found.total, found.bound, found.gap) == (False, 1, 2, 0.5)


@settings(max_examples=30, deadline=None)
@given(easy_problems(), st.data())
def test_any_pairs_are_judged(given, data):
    every = list(answers(given))
    if every:
        chosen = data.draw(st.sampled_from(every))
        best = max(total(given, one) for one in every)

        found = proof(given, sorted(chosen))

        assert found.is_best == (total(given, chosen) > best - 1e-9)
        assert found.bound == pytest.approx(best)


@pytest.mark.parametrize(
    "rules",
    [
        {"senior": SENIOR},
        {"institutions": HOUSES},
        {"institutions": HOUSES, "soft": {"institutions": 0.1}},
        {"senior": SENIOR, "soft": {"senior": 0.1}},
        {"pins": [(0, 2)]},
        {"keep": [(0, 3)]},
    ],
)
def test_rules_pins_and_what_is_kept_have_their_part_in_it(rules):
    found = proof(fit(**rules), solve(fit(**rules)))

    assert found.is_best
    assert found.bound == pytest.approx(solution(fit(**rules)).bound)


@pytest.mark.parametrize(
    ("given", "pairs", "why"),
    [
        (problem(1, 2, without(1, 2, (0, 1))), [(0, 1)], "reviewer 1 are in conflict"),
        (problem(1, 2), [(0, 0), (0, 0)], "A pair is there twice"),
        (problem(1, 2), [], "submission 0: 0 of 1 needed"),
        (problem(1, 2, max_load=[0, 1]), [(0, 0)], "reviewer 0: 1, where 0 to 0 belong"),
        (problem(1, 2, pins=[(0, 1)]), [(0, 0)], "A pin is not among the pairs"),
        (problem(1, 2, senior=[False, True]), [(0, 0)], "“at least one senior” is broken for"),
    ],
)
def test_pairs_that_break_a_rule_are_refused(given, pairs, why):
    with pytest.raises(BadProblem, match=why):
        proof(given, pairs)
