"""Joules, accuracies and grams as people read them."""

from math import floor, isfinite, log10

ENERGIES = {1e9: "GJ", 1e6: "MJ", 1e3: "kJ", 1: "J", 1e-3: "mJ", 1e-6: "µJ"}
MASSES = {1e6: "t", 1e3: "kg", 1: "g", 1e-3: "mg", 1e-6: "µg"}
JOULES_PER_KWH = 3.6e6
DIGITS = 3  # beyond which no meter tells one energy from another
MORE_DECIMALS = 3


def joules(energy_j, least=None, most=None):
    """9.46 kJ, or with what was measured at least and at most 9.46 kJ (9.41–9.52)."""
    energy_j = float(energy_j)
    size, unit = _unit_of(energy_j, ENERGIES)
    told = f"{_short(energy_j / size)}\xa0{unit}"
    if least is None or most is None:
        return told
    return f"{told} ({_short(float(least) / size)}–{_short(float(most) / size)})"


def accuracy(correct, total):
    """As many decimals as tell one more correct prediction, cut and not rounded.

    9,499 of 10,000 are 94.99 %, so that none seems to be in the slice above its own.
    """
    least = max(0, len(str(total - 1)) - 2)
    decimals = next(
        (some for some in range(least, least + MORE_DECIMALS) if 10 ** (some + 2) % total == 0),
        least,
    )
    whole, part = divmod(correct * 10 ** (decimals + 2) // total, 10**decimals)
    return f"{whole}.{part:0{decimals}}\xa0%" if decimals else f"{whole}\xa0%"


def co2e_g(energy_j, grams_per_kwh):
    return energy_j / JOULES_PER_KWH * grams_per_kwh


def grams(mass_g):
    size, unit = _unit_of(mass_g, MASSES)
    return f"{_short(mass_g / size)}\xa0{unit}"


def _unit_of(value, units):
    """(size, name) of the greatest unit of which it is at least one, as it is shown."""
    rounded = float(f"{value:.{DIGITS}g}")
    fitting = (size for size in units if abs(rounded) >= size)
    size = next(fitting, min(units)) if rounded else 1
    return size, units[size]


def _short(value):
    """With three digits that count, and no zeros behind the point."""
    if not value or not isfinite(value):
        return f"{value:g}"
    decimals = max(0, DIGITS - 1 - floor(log10(abs(float(f"{value:.{DIGITS}g}")))))
    told = f"{round(value, decimals):,.{decimals}f}"
    return told.rstrip("0").rstrip(".") if decimals else told
