"""Who is first in each slice of accuracy, by energy; and which entries nobody beats on both.

Less energy is better. Energies that differ by less than can be measured are equal, and then
accuracy, duration and date decide. What holds, and is tested: the order in which entries are given
changes nothing; what has no rank changes nobody's; an entry that takes less energy, or is right
more often within its slice, never has a worse rank than before, though two others may change
places, as another leads those who are equal; and whoever takes no more energy and is right more
often stands above.
"""

from collections import defaultdict
from itertools import groupby

from competition.entries import Entry, check_entries, is_finite
from competition.slices import Slice, check_slices, exact, holds

__all__ = ["Entry", "Slice", "pareto_front", "rank"]


def rank(entries, slices, *, mode="interval", tolerance=0.001):
    """{label: [(rank, id), …]}: those with a rank in order, then those without (None) by energy.

    Without a rank are baselines and what does not count; in a slice where a team's entry is
    verified, all that are not; and all but the best of a team there. What is below all slices is
    in none.
    """
    entries, slices = list(entries), list(slices)
    check_entries(entries)
    check_slices(slices, mode)
    if not is_finite(tolerance) or tolerance < 0:
        raise ValueError(f"The tolerance is {tolerance!r}; it must be a share such as 0.001.")
    entries.sort(key=_by_energy)
    widened = 1 + exact(tolerance)
    return {
        part.label: _rank([one for one in entries if holds(part, one, mode)], widened)
        for part in slices
    }


def pareto_front(entries):
    """The ids of those to which no other is at least equal on both counts and better on one."""
    check_entries(entries := list(entries))
    front = []
    for entry in sorted(entries, key=_by_energy):
        best = front[-1] if front else None
        if best is None or entry.wrong < best.wrong or _are_twins(entry, best):
            front.append(entry)
    return [entry.id for entry in front]


def _rank(entries, widened):
    ordered = _ordered(_counting(entries, widened), widened)
    ranked, place = [], 1
    for _key, equals in groupby(ordered, key=lambda pair: pair[0]):
        ids = [entry.id for _key, entry in equals]
        ranked += [(place, one) for one in ids]
        place += len(ids)
    counted = {entry.id for _key, entry in ordered}
    return ranked + [(None, one.id) for one in entries if one.id not in counted]


def _counting(entries, widened):
    """The best entry of each team, by energy; where none is given, each is a team of its own."""
    running = [one for one in entries if one.counts and not one.baseline]
    if any(one.verified for one in running):
        running = [one for one in running if one.verified]
    teams = defaultdict(list)
    for one in running:
        teams[(True, one.id) if one.team in (None, "") else (False, one.team)].append(one)
    best = {_ordered(own, widened)[0][1].id for own in teams.values()}
    return [one for one in running if one.id in best]


def _ordered(entries, widened):
    """[(key, entry), …] of entries by energy, the best first; the same key makes equals."""
    keyed, group, limit = [], 0, 0
    for one in entries:
        energy = exact(one.energy_j)
        if energy > limit:  # of the leader alone, lest many small steps make one group
            group, limit = group + 1, energy * widened
        keyed.append(((group, *_by_what_decides(one)), one))
    return sorted(keyed, key=lambda pair: pair[0])


def _by_what_decides(entry):
    return entry.wrong, _missing_last(entry.duration_s), _missing_last(entry.submitted)


def _by_energy(entry):
    """What is equal in all is told apart by id, so that the list is always the same."""
    return entry.energy_j, *_by_what_decides(entry), repr(entry.id)


def _missing_last(value):
    return value is None, value


def _are_twins(one, other):
    return one.energy_j == other.energy_j and one.wrong == other.wrong
