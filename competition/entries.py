"""What is ranked: an entry with its counts and its joules, refused where they cannot be true."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import isfinite

NUMBERS = (float, int, Decimal, Fraction)


@dataclass(frozen=True)
class Entry:
    """`energy_j` is per iteration over the test set; `submitted` is whatever can be ordered.

    What does not count is listed without a rank, as a baseline is.
    """

    id: object
    correct: int
    total: int
    energy_j: float
    submitted: date
    team: object = None
    duration_s: float | None = None
    baseline: bool = False
    verified: bool = False
    counts: bool = True

    @cached_property
    def accuracy(self):
        """Exact: 9,499 of 10,000 is less than 95 %."""
        return Fraction(self.correct, self.total)

    @cached_property
    def wrong(self):
        """What it lacks to all, by which the most accurate comes first."""
        return Fraction(self.total - self.correct, self.total)


def check_entries(entries):
    """A ValueError says which entry is wrong, and what; nothing wrong gets a rank."""
    seen = set()
    for entry in entries:
        if wrong := next(_faults_of(entry), None):
            raise ValueError(f"Entry {entry.id}: {wrong}")
        if entry.id in seen:
            raise ValueError(f"Entry {entry.id} is given twice; each is given once.")
        seen.add(entry.id)


def is_finite(value):
    return isinstance(value, NUMBERS) and not isinstance(value, bool) and isfinite(value)


def _faults_of(entry):
    correct, total, energy, duration = entry.correct, entry.total, entry.energy_j, entry.duration_s
    if not _is_count(total) or total == 0:
        yield f"the test set has {total!r} items; it must be a whole number above 0."
    if not _is_count(correct):
        yield f"{correct!r} predictions are correct; it must be a whole number, 0 or more."
    elif correct > total:
        yield f"{correct} predictions are correct of {total}; there cannot be more than all."
    if not is_finite(energy) or energy <= 0:
        yield f"the energy is {energy!r} J; it must be a number above 0."
    if duration is not None and (not is_finite(duration) or duration < 0):
        yield f"the duration is {duration!r} s; it must be a number, 0 or more, or be left out."


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
