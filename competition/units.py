"""Joules, accuracies and grams as people read them."""

import re
from math import floor, isfinite, log10

ENERGIES = {1e9: "GJ", 1e6: "MJ", 1e3: "kJ", 1: "J", 1e-3: "mJ", 1e-6: "µJ"}
MASSES = {1e6: "t", 1e3: "kg", 1: "g", 1e-3: "mg", 1e-6: "µg"}
JOULES_PER_KWH = 3.6e6
DIGITS = 3  # beyond which no meter tells one energy from another
MORE_DECIMALS = 3
TYPED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,9})?\s*([GMkKmuµ\u03bc]?)[Jj]?")
PREFIXES = {"G": 1e9, "M": 1e6, "k": 1e3, "K": 1e3, "": 1, "m": 1e-3, "u": 1e-6, "µ": 1e-6}
PREFIXES["\u03bc"] = 1e-6  # the Greek letter, which some keyboards have
MINUTE = 60


def joules(energy_j, least=None, most=None):
    """9.46 kJ, or with what was measured at least and at most 9.46 kJ (9.41–9.52)."""
    energy_j = float(energy_j)
    size, unit = _unit_of(energy_j, ENERGIES)
    told = f"{_short(energy_j / size)}\xa0{unit}"
    if least is None or most is None:
        return told
    return f"{told} ({_short(float(least) / size)}–{_short(float(most) / size)})"


def joules_in(text):
    """What was typed as 9.46 kJ, 9,460 or 9460 J; None of what cannot be read, or is nothing."""
    found = TYPED.fullmatch(text.strip())
    if not found:
        return None
    whole, part, prefix = found.groups("")
    return float(whole.replace(",", "") + part) * PREFIXES[prefix] or None


def duration(seconds):
    """12.5 s, 2 min 5 s or 1 h 10 min."""
    if round(seconds, 1) < MINUTE:
        return f"{_short(round(seconds, 1))}\xa0s"
    minutes, left = divmod(round(seconds), MINUTE)
    if minutes < MINUTE:
        return f"{minutes}\xa0min" + (f" {left}\xa0s" if left else "")
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return f"{hours:,}\xa0h" + (f" {minutes}\xa0min" if minutes else "")


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
