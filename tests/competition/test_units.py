"""Joules, accuracies and grams as people read them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.units import accuracy, co2e_g, duration, grams, joules, joules_in

STEADY = settings(deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("energy_j", "told"),
    [
        (150e3, "150 kJ"),
        (9460, "9.46 kJ"),
        (9463.7, "9.46 kJ"),
        (10e3, "10 kJ"),
        (5000e3, "5 MJ"),
        (318, "318 J"),
        (0.0123, "12.3 mJ"),
        (4e-6, "4 µJ"),
        (4e-8, "0.04 µJ"),
        (2.5e9, "2.5 GJ"),
        (3e13, "30,000 GJ"),
        (1, "1 J"),
        (0, "0 J"),
    ],
)
def test_joules_are_told_in_three_digits_of_the_unit_that_fits(energy_j, told):
    assert joules(energy_j) == told.replace(" ", "\xa0")


@pytest.mark.parametrize(("energy_j", "told"), [(999.9, "1 kJ"), (999_499, "999 kJ")])
def test_what_is_rounded_up_to_a_thousand_is_one_of_the_next_unit(energy_j, told):
    assert joules(energy_j) == told.replace(" ", "\xa0")


def test_the_least_and_the_most_measured_are_told_in_the_same_unit():
    assert joules(9460, 9410, 9520) == "9.46\xa0kJ (9.41–9.52)"
    assert joules(1000, 990, 1100) == "1\xa0kJ (0.99–1.1)"
    assert joules(9460, 9410, None) == "9.46\xa0kJ"


@pytest.mark.parametrize(
    ("correct", "total", "told"),
    [
        (9499, 10_000, "94.99 %"),
        (9500, 10_000, "95.00 %"),
        (10_000, 10_000, "100.00 %"),
        (5, 10_000, "0.05 %"),
        (47_499, 50_000, "94.998 %"),
        (949, 1000, "94.9 %"),
        (95, 100, "95 %"),
        (1, 8, "12.5 %"),
        (1, 1, "100 %"),
        (2, 3, "66 %"),
        (2999, 3000, "99.96 %"),
    ],
)
def test_an_accuracy_has_as_many_decimals_as_its_test_set_needs(correct, total, told):
    assert accuracy(correct, total) == told.replace(" ", "\xa0")


@STEADY
@given(total=st.integers(2, 60_000), data=st.data())
def test_an_accuracy_is_never_told_as_more_and_never_as_that_of_another_count(total, data):
    correct = data.draw(st.integers(1, total))

    told = accuracy(correct, total)

    whole, _point, part = told.removesuffix("\xa0%").partition(".")
    assert int(whole + part) * total <= correct * 10 ** (2 + len(part))
    assert told != accuracy(correct - 1, total)


def test_grams_come_from_joules_and_the_factor_of_the_competition():
    assert co2e_g(3.6e6, 56.0) == pytest.approx(56)
    assert grams(co2e_g(150e3, 56.0)) == "2.33\xa0g"
    assert grams(co2e_g(10e3, 56.0)) == "156\xa0mg"
    assert grams(1500) == "1.5\xa0kg"
    assert grams(0) == "0\xa0g"


@pytest.mark.parametrize(
    ("typed", "energy_j"),
    [
        ("10 kJ", 10e3),
        ("10kJ", 10e3),
        (" 10\xa0KJ ", 10e3),
        ("5000", 5000),
        ("5,000 J", 5000),
        ("1.5 MJ", 1.5e6),
        ("12.3 mJ", 0.0123),
        ("4 µJ", 4e-6),
        ("4 \u03bcJ", 4e-6),
        ("3 G", 3e9),
    ],
)
def test_an_energy_is_read_as_it_is_written(typed, energy_j):
    assert joules_in(typed) == pytest.approx(energy_j)


@pytest.mark.parametrize(
    "typed", ["", "ten", "0", "0.000", "-5", "+5", "1e9", "inf", "nan", "1,5 kJ", "5 kWh", "1.2.3"]
)
def test_what_is_no_energy_is_not_guessed(typed):
    assert joules_in(typed) is None


@STEADY
@given(st.text())
def test_whatever_is_typed_is_an_energy_or_none(typed):
    found = joules_in(typed)

    assert found is None or found > 0


@STEADY
@given(st.floats(1e-6, 9e9))
def test_what_is_told_is_read_again(energy_j):
    assert joules_in(joules(energy_j)) == pytest.approx(energy_j, rel=0.006)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"),
        (0.04, "0 s"),
        (12.34, "12.3 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min"),
        (125.2, "2 min 5 s"),
        (3599.7, "1 h"),
        (3600, "1 h"),
        (4230, "1 h 10 min"),
        (86_400 * 50, "1,200 h"),
    ],
)
def test_durations(seconds, told):
    assert duration(seconds).replace("\xa0", " ") == told
