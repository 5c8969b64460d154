"""Who is first in each slice. The names of the entries are those of the rules' worked example."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

from competition.ranking import Entry, Slice, rank

LOW, MIDDLE, TOP = SLICES = [
    Slice("80–90", 0.80, 0.90),
    Slice("90–95", 0.90, 0.95),
    Slice("95–100", 0.95, 1, upper_inclusive=True),
]
DAY = date(2021, 11, 8)


def make(name, correct=9600, energy_j=100.0, submitted=DAY, total=10_000, **more):
    return Entry(name, correct, total, energy_j, submitted, **more)


def top(*entries, **more):
    return rank(entries, SLICES, **more)["95–100"]


def test_the_worked_example_of_the_rules_is_ranked_as_it_says():
    entries = [make("A1", 9650, 150e3), make("A2", 9250, 10e3), make("A3", 9850, 5000e3)]

    ranked = rank(entries, SLICES)

    assert ranked == {"80–90": [], "90–95": [(1, "A2")], "95–100": [(1, "A1"), (2, "A3")]}


@pytest.mark.parametrize(
    ("correct", "label"),
    [
        (8000, "80–90"),
        (8999, "80–90"),
        (9000, "90–95"),
        (9499, "90–95"),
        (9500, "95–100"),
        (10_000, "95–100"),
    ],
)
def test_a_slice_begins_with_its_lower_bound_and_ends_before_its_upper_one(correct, label):
    ranked = rank([make("A", correct)], SLICES)

    assert [name for name, rows in ranked.items() if rows] == [label]


@pytest.mark.parametrize("kind", [float, str, Decimal, lambda bound: Fraction(str(bound))])
def test_bounds_are_exact_however_they_are_given(kind):
    part = Slice("a third of a tenth", kind(0.29), kind(0.57))

    ranked = rank([make("in", 29, total=100), make("out", 57, total=100)], [part])

    assert ranked == {part.label: [(1, "in")]}


def test_an_upper_bound_is_out_unless_it_is_said_to_be_in():
    entries = [make("all", 10_000)]

    assert rank(entries, [Slice("open", 0.95, 1)]) == {"open": []}
    assert rank(entries, [Slice("closed", 0.95, 1, True)]) == {"closed": [(1, "all")]}


def test_what_is_below_all_slices_is_in_none():
    assert rank([make("A", 7999)], SLICES) == {"80–90": [], "90–95": [], "95–100": []}


def test_by_thresholds_an_entry_is_in_each_slice_that_it_reaches():
    entries = [make("best", 9850, 50), make("good", 9300, 40), make("fair", 8100, 60)]

    ranked = rank(entries, SLICES, mode="threshold")

    assert ranked["80–90"] == [(1, "good"), (2, "best"), (3, "fair")]
    assert ranked["90–95"] == [(1, "good"), (2, "best")]
    assert ranked["95–100"] == [(1, "best")]


def test_energies_within_the_tolerance_are_equal_and_accuracy_decides():
    assert top(make("less", 9600, 1000), make("right", 9601, 1001)) == [(1, "right"), (2, "less")]
    assert top(make("less", 9600, 1000), make("right", 9601, 1001.1)) == [(1, "less"), (2, "right")]


def test_the_tolerance_is_exact_at_its_edge():
    near, far = make("near", 9700, 100.1), make("far", 9700, 100.10000001)

    assert top(make("first", energy_j=100), near)[0] == (1, "near")
    assert top(make("first", energy_j=100), far)[0] == (1, "first")


def test_the_tolerance_does_not_chain():
    entries = [make("a", 9600, 100), make("b", 9700, 100.09), make("c", 9800, 100.18)]

    assert top(*entries) == [(1, "b"), (2, "a"), (3, "c")]


def test_with_no_tolerance_the_least_difference_decides():
    entries = [make("more", 9900, 100.0000001), make("less", 9600, 100)]

    assert top(*entries, tolerance=0) == [(1, "less"), (2, "more")]


def test_of_equal_accuracy_the_shorter_duration_comes_first_and_a_missing_one_last():
    entries = [make("none"), make("long", duration_s=2.0), make("short", duration_s=1.0)]

    assert top(*entries) == [(1, "short"), (2, "long"), (3, "none")]


def test_of_equal_duration_the_earlier_submission_comes_first():
    entries = [make("later", submitted=date(2021, 11, 9)), make("earlier")]

    assert top(*entries) == [(1, "earlier"), (2, "later")]


def test_a_shared_rank_skips_the_next():
    entries = [make("c", energy_j=200), make("b"), make("a")]

    assert top(*entries) == [(1, "a"), (1, "b"), (3, "c")]


def test_accuracies_of_test_sets_of_two_sizes_are_compared_exactly():
    entries = [make("a", 96, total=100), make("b", 9600), make("c", 961, total=1000)]

    assert top(*entries) == [(1, "c"), (2, "a"), (2, "b")]


def test_a_baseline_is_listed_without_a_rank():
    entries = [make("base", energy_j=50, baseline=True), make("A")]

    assert top(*entries) == [(1, "A"), (None, "base")]


def test_where_one_is_verified_in_a_slice_those_that_are_not_have_no_rank_there():
    entries = [make("said", energy_j=50), make("measured", energy_j=90, verified=True)]
    below = make("alone", 9200)

    ranked = rank([*entries, below], SLICES)

    assert ranked["95–100"] == [(1, "measured"), (None, "said")]
    assert ranked["90–95"] == [(1, "alone")]


def test_a_verified_baseline_takes_nobodys_rank():
    assert top(make("base", baseline=True, verified=True), make("A")) == [(1, "A"), (None, "base")]


def test_the_best_of_a_team_counts_in_each_slice():
    entries = [make("a2", energy_j=90, team="a"), make("a1", energy_j=80, team="a")]
    others = [make("b1", energy_j=85, team="b"), make("a3", 9200, team="a")]

    ranked = rank([*entries, *others], SLICES)

    assert ranked["95–100"] == [(1, "a1"), (2, "b1"), (None, "a2")]
    assert ranked["90–95"] == [(1, "a3")]


def test_a_teams_best_is_chosen_as_all_others_are():
    entries = [make("less", 9600, 100, team="a"), make("right", 9700, 100.05, team="a")]

    assert top(*entries) == [(1, "right"), (None, "less")]


def test_a_verified_entry_counts_for_its_team_before_a_better_one_that_is_not():
    entries = [make("said", energy_j=50, team="a")]
    entries += [make("measured", energy_j=90, team="a", verified=True)]

    assert top(*entries) == [(1, "measured"), (None, "said")]


@pytest.mark.parametrize("team", [None, ""])
def test_entries_without_a_team_are_each_their_own(team):
    entries = [make("a", energy_j=80, team=team), make("b", energy_j=90, team=team)]

    assert top(*entries) == [(1, "a"), (2, "b")]


def test_a_team_that_is_called_as_an_entry_is_not_that_entry():
    entries = [make("a", energy_j=80), make("b", energy_j=90, team="a")]

    assert top(*entries) == [(1, "a"), (2, "b")]


def test_those_without_a_rank_follow_by_energy():
    entries = [make("base", energy_j=70, baseline=True), make("slow", energy_j=99)]
    entries += [make("said", energy_j=60), make("A", energy_j=90, verified=True)]

    assert top(*entries) == [(1, "A"), (None, "said"), (None, "base"), (None, "slow")]


def test_the_order_in_which_entries_are_given_changes_nothing():
    entries = [make("a", 9600, 100), make("b", 9700, 100.09), make("c", 9700, 100.09)]
    entries += [make("d", 9800, 100.18, team="x"), make("e", 9700, 100.05, team="x")]

    assert len({tuple(top(*given)) for given in permutations(entries)}) == 1


def test_nobody_is_no_trouble():
    assert rank([], SLICES) == {"80–90": [], "90–95": [], "95–100": []}
    assert rank([make("A")], []) == {}


@pytest.mark.parametrize("energy", [float("nan"), float("inf"), None, -1.0, 0, "12", True])
def test_an_energy_that_cannot_be_true_gets_no_rank(energy):
    with pytest.raises(ValueError, match=r"^Entry A: the energy is .* a number above 0\.$"):
        top(make("A", energy_j=energy))


@pytest.mark.parametrize(
    ("correct", "total", "told"),
    [
        (10_001, 10_000, "there cannot be more than all"),
        (-1, 10_000, "whole number, 0 or more"),
        (95.5, 100, "whole number, 0 or more"),
        (0, 0, "whole number above 0"),
        (0, -5, "whole number above 0"),
        (1, None, "whole number above 0"),
    ],
)
def test_counts_that_cannot_be_true_get_no_rank(correct, total, told):
    with pytest.raises(ValueError, match=f"^Entry A: .*{told}"):
        top(make("A", correct, total=total))


@pytest.mark.parametrize("duration", [float("nan"), -1, "3 s"])
def test_a_duration_that_cannot_be_true_gets_no_rank(duration):
    with pytest.raises(ValueError, match=r"^Entry A: the duration is .* or be left out"):
        top(make("A", duration_s=duration))


def test_what_is_wrong_is_refused_wherever_it_would_stand():
    with pytest.raises(ValueError, match=r"^Entry B: the energy"):
        top(make("A"), make("B", 100, float("nan"), baseline=True))


def test_an_entry_that_is_given_twice_is_refused():
    with pytest.raises(ValueError, match=r"^Entry A is given twice"):
        top(make("A"), make("A", energy_j=90))


@pytest.mark.parametrize(
    ("slices", "told"),
    [
        ([Slice("a", 0.9, 0.8)], r"^Slice a \(0.9 to 0.8\) is reversed"),
        ([Slice("a", 0.9, 0.9)], r"^Slice a \(0.9 to 0.9\) can hold nothing"),
        ([Slice("b", 0.85, 1), Slice("a", 0.8, 0.9)], r"^Slices a .* and b .* overlap"),
        ([Slice("b", 0.9, 1), Slice("a", 0.8, 0.9, True)], r"^Slices a .* and b .* overlap"),
        ([Slice("a", 80, 90)], r"^Slice a \(80 to 90\) begins above 1; write 95 % as 0.95"),
        ([Slice("a", "high", 1)], r"^'high' is not a number"),
        ([Slice("a", float("nan"), 1)], r"^nan is not a number"),
        ([Slice("a", 0.8, 0.9), Slice("a", 0.9, 1)], r"^2 slices are called 'a'"),
    ],
)
def test_slices_that_cannot_be_are_refused_in_words(slices, told):
    with pytest.raises(ValueError, match=told):
        rank([make("A")], slices)


def test_a_slice_without_an_upper_bound_reaches_to_the_end():
    part = Slice("good", 0.9, None, upper_inclusive=True)

    assert rank([make("all", 10_000)], [part]) == {"good": [(1, "all")]}
    assert rank([make("all", 10_000)], [part], mode="threshold") == {"good": [(1, "all")]}


def test_slices_that_only_touch_and_thresholds_that_overlap_are_right():
    assert rank([], [Slice("a", 0.9, 0.9, True), Slice("b", 0.91, 1)]) == {"a": [], "b": []}
    assert rank([], [Slice("a", 0.9), Slice("b", 0.8)], mode="threshold") == {"a": [], "b": []}


@pytest.mark.parametrize("tolerance", [-0.1, float("nan"), float("inf"), None])
def test_a_tolerance_that_cannot_be_is_refused(tolerance):
    with pytest.raises(ValueError, match=r"^The tolerance is .* such as 0\.001"):
        top(tolerance=tolerance)


def test_another_mode_is_refused():
    with pytest.raises(ValueError, match=r"^The mode is 'cumulative'; it must be one of interval"):
        top(mode="cumulative")
