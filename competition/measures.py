"""Numbers beside the ranks: how far all have come together, and what an entry saves."""

from math import log10

from competition.entries import check_entries
from competition.ranking import pareto_front


def hypervolume(entries, reference):
    """How far the field has come: the area that it dominates, of accuracy and log10 of joules.

    `reference` is (accuracy, joules), the same in each edition that is to be compared.
    """
    floor, most_j = float(reference[0]), float(reference[1])
    named = {entry.id: entry for entry in entries}
    area, reached = 0, floor
    for one in map(named.get, pareto_front(named.values())):
        saved, height = log10(most_j) - log10(one.energy_j), float(one.accuracy)
        area += max(0, saved) * max(0, height - reached)
        reached = max(reached, height)
    return area


def energy_saved(entry, baseline):
    """As a share of what the baseline takes; below 0 where the entry takes more."""
    check_entries([entry])
    check_entries([baseline])
    return 1 - float(entry.energy_j) / float(baseline.energy_j)


def joules_per_correct(entry):
    """None where nothing was predicted correctly."""
    check_entries([entry])
    return float(entry.energy_j) / entry.correct if entry.correct else None
