"""Where numbers stand in the drawing, and which are written beside its axes."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.scales import (
    scale_of_joules,
    scale_of_shares,
    ticks_of_joules,
    ticks_of_shares,
)

STEADY = settings(deadline=None, derandomize=True, database=None)
JOULES = st.lists(st.floats(1e-6, 1e15), min_size=1, max_size=5)
SHARES = st.lists(st.integers(0, 10_000).map(lambda one: one / 10_000), min_size=1, max_size=5)


def test_ten_times_the_energy_is_the_same_way_wherever_it_begins():
    scale = scale_of_joules([1e3, 1e6], 0, 300)

    places = [scale.place_of(value) for value in (1e3, 1e4, 1e5, 1e6)]

    ways = [after - before for before, after in pairwise(places)]
    assert ways == pytest.approx([ways[0]] * 3)
    assert places[0] > 0
    assert places[-1] < 300


@pytest.mark.parametrize(
    ("energies", "ticks"),
    [
        ([10e3], [5e3, 10e3, 20e3]),
        ([10e3, 12e3], [5e3, 10e3, 20e3]),
        ([1e3, 9e3], [1e3, 2e3, 5e3, 10e3]),
        ([10e3, 150e3, 5e6], [1e4, 1e5, 1e6]),
        ([1e-3, 1e9], [1e-3, 1, 1e3, 1e6, 1e9]),
    ],
)
def test_ticks_of_joules_are_few_and_round(energies, ticks):
    assert ticks_of_joules(scale_of_joules(energies, 0, 1)) == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([0.925], ["91.5", "92.0", "92.5", "93.0", "93.5"]),
        ([0.925, 0.985], ["94", "96", "98"]),
        ([0.1, 0.99], ["20", "40", "60", "80", "100"]),
        ([1.0], ["99.0", "99.5", "100.0"]),
    ],
)
def test_ticks_of_shares_have_the_decimals_that_they_need(shares, told):
    ticks, decimals = ticks_of_shares(scale_of_shares(shares, 1, 0))

    assert [f"{100 * one:.{decimals}f}" for one in ticks] == told


@STEADY
@given(energies=JOULES)
def test_all_energies_and_two_to_five_ticks_are_within(energies):
    scale = scale_of_joules(energies, 0, 100)

    ticks = ticks_of_joules(scale)

    assert 2 <= len(ticks) <= 5
    assert all(0 <= scale.place_of(value) <= 100 for value in [*energies, *ticks])


@STEADY
@given(shares=SHARES)
def test_all_shares_and_two_to_five_ticks_are_within(shares):
    scale = scale_of_shares(shares, 100, 0)

    ticks, _decimals = ticks_of_shares(scale)

    assert 2 <= len(ticks) <= 5
    assert all(-1e-6 <= scale.place_of(value) <= 100 + 1e-6 for value in [*shares, *ticks])
