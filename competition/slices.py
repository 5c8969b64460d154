"""The slices of accuracy in which entries are compared."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

Bound = Decimal | Fraction | float | str
INTERVAL, THRESHOLD = MODES = ("interval", "threshold")


@dataclass(frozen=True)
class Slice:
    """From `lower` up to `upper`: shares of 1, and exact as they are written. 0.95 is 95 %."""

    label: str = ""
    lower: Bound = 0
    upper: Bound | None = 1
    upper_inclusive: bool = False

    @cached_property
    def least(self):
        return exact(self.lower)

    @cached_property
    def most(self):
        return exact(1 if self.upper is None else self.upper)

    def __str__(self):
        return f"{self.label} ({self.lower} to {self.upper})"


def exact(number):
    """As it is written: the float 0.1 is a tenth, not the binary number beside it."""
    try:
        return Fraction(str(number))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{number!r} is not a number; write it like 0.95.") from None


def holds(part, entry, mode):
    """By a threshold all that reach it are held, so that one entry may be in several."""
    above_least = _beyond(part.least, entry)
    if mode == THRESHOLD or above_least < 0:
        return above_least >= 0
    above_most = _beyond(part.most, entry)
    return above_most < 0 or (part.upper_inclusive and above_most == 0)


def _beyond(bound, entry):
    """Above 0 where the accuracy is above the bound; in whole numbers, exact and quick."""
    return entry.correct * bound.denominator - bound.numerator * entry.total


def check_slices(slices, mode):
    """A ValueError says which slices cannot be, and why."""
    if mode not in MODES:
        raise ValueError(f"The mode is {mode!r}; it must be one of {', '.join(MODES)}.")
    for label, number in Counter(part.label for part in slices).items():
        if number > 1:
            raise ValueError(f"{number} slices are called {label!r}; each needs a name of its own.")
    for part in slices:
        _check_bounds(part, mode)
    if mode == INTERVAL:
        _check_overlaps(slices)


def _check_bounds(part, mode):
    if part.least > 1:
        raise ValueError(f"Slice {part} begins above 1; write 95 % as 0.95.")
    if mode == INTERVAL and part.least > part.most:
        raise ValueError(f"Slice {part} is reversed; its lower bound comes first.")
    if mode == INTERVAL and part.least == part.most and not part.upper_inclusive:
        raise ValueError(f"Slice {part} can hold nothing; its upper bound must be higher.")


def _check_overlaps(slices):
    for one, other in pairwise(sorted(slices, key=lambda part: (part.least, part.most))):
        if other.least < one.most or (one.upper_inclusive and other.least == one.most):
            raise ValueError(f"Slices {one} and {other} overlap; an entry could be in both.")
