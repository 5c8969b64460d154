"""The front of accuracy and energy, and numbers beside the ranks."""

from datetime import date

import pytest

from competition.measures import energy_saved, hypervolume, joules_per_correct
from competition.ranking import Entry, pareto_front

REFERENCE = (0.80, 1e7)


def make(name, correct, energy_j):
    return Entry(name, correct, 10_000, energy_j, date(2021, 11, 8))


A1, A2, A3 = make("A1", 9650, 150e3), make("A2", 9250, 10e3), make("A3", 9850, 5000e3)


def test_the_worked_example_is_all_front_by_energy():
    assert pareto_front([A1, A2, A3]) == ["A2", "A1", "A3"]


def test_what_another_beats_on_one_count_and_meets_on_the_other_is_not_on_the_front():
    entries = [A1, make("as right", 9650, 151e3), make("as frugal", 9649, 150e3)]

    assert pareto_front(entries) == ["A1"]


def test_exact_twins_are_both_on_the_front():
    assert pareto_front([make("b", 9650, 150e3), make("a", 9650, 150e3), A3]) == ["a", "b", "A3"]


def test_nobody_makes_no_front_and_no_area():
    assert pareto_front([]) == []
    assert hypervolume([], REFERENCE) == 0


def test_an_entry_that_cannot_be_true_is_not_put_on_the_front():
    with pytest.raises(ValueError, match=r"^Entry A: the energy is nan"):
        pareto_front([make("A", 9650, float("nan"))])


def test_the_area_of_the_worked_example_is_as_computed_by_hand():
    assert hypervolume([A1, A2, A3], REFERENCE) == pytest.approx(0.454, abs=0.0005)


def test_what_the_front_beats_adds_no_area():
    assert hypervolume([A2, make("worse", 9200, 11e3)], REFERENCE) == hypervolume([A2], REFERENCE)


@pytest.mark.parametrize("outside", [make("costly", 9900, 2e7), make("wrong", 7000, 1)])
def test_what_does_not_reach_the_reference_adds_no_area(outside):
    assert hypervolume([outside], REFERENCE) == 0
    assert hypervolume([A2, outside], REFERENCE) == hypervolume([A2], REFERENCE)


def test_the_energy_saved_is_a_share_of_the_baselines():
    assert energy_saved(A1, baseline=A3) == pytest.approx(0.97)
    assert energy_saved(A3, baseline=A1) < 0


def test_the_joules_of_a_correct_prediction_are_those_of_all_shared_out():
    assert joules_per_correct(A2) == pytest.approx(10_000 / 9250)
    assert joules_per_correct(make("none", 0, 5)) is None
