"""From numbers to places in a drawing, and which of them to write beside its axes."""

from dataclasses import dataclass
from math import ceil, floor, log10

MOST_TICKS = 5
LEAST_DECADES = 0.8  # so that at least two of 1, 2, 5, 10, … are within
LEAST_SHARE = 0.02
MARGIN = 0.06
NEAR = 1e-9


@dataclass(frozen=True)
class Scale:
    """Places from `start` to `end` for values from `low` to `high`."""

    low: float
    high: float
    start: float
    end: float

    def place_of(self, value):
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def holds(self, value):
        return self.low <= value <= self.high


@dataclass(frozen=True)
class LogScale(Scale):
    """`low` and `high` are logarithms; what is placed is not."""

    def place_of(self, value):
        return Scale.place_of(self, log10(value))

    def holds(self, value):
        return Scale.holds(self, log10(value))


def scale_of_joules(values, start, end):
    logs = [log10(value) for value in values]
    return LogScale(*_widened(min(logs), max(logs), LEAST_DECADES), start, end)


def scale_of_shares(values, start, end):
    """For shares of 1, within which it stays."""
    low, high = _widened(min(values), max(values), LEAST_SHARE)
    return Scale(max(0, low), min(1, high), start, end)


def ticks_of_joules(scale):
    """1, 2, 5, 10, … where they are few, or powers of ten as far apart as need be."""
    decades = range(floor(scale.low), ceil(scale.high) + 1)
    close = [step * 10.0**one for one in decades for step in (1, 2, 5)]
    close = [value for value in close if scale.holds(value)]
    if len(close) <= MOST_TICKS:
        return close
    whole = [one for one in decades if scale.low <= one <= scale.high]
    return [10.0**one for one in whole[:: ceil(len(whole) / MOST_TICKS)]]


def ticks_of_shares(scale):
    """(shares, decimals of their percentages): at most five in steps of 1, 2, 5, 10, …"""
    power = floor(log10((scale.high - scale.low) / MOST_TICKS))
    for step in (1, 2, 5, 10):
        wide = step * 10.0**power
        counts = range(ceil(scale.low / wide - NEAR), floor(scale.high / wide + NEAR) + 1)
        if len(counts) <= MOST_TICKS:
            break
    return [count * wide for count in counts], max(0, -power - 2 - (step == 10))


def _widened(low, high, least):
    """With room at both ends, and never narrower than what still has ticks."""
    room = max((high - low) * MARGIN, (least - (high - low)) / 2)
    return low - room, high + room
