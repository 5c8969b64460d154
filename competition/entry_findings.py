"""What is found of an entry as a whole, beside what each of its logs says."""

from competition.energylogs.judging import accuracy_gap, accuracy_range, few_repeats, too_good
from competition.leaderboard import can_be, slices_of
from competition.models import Measurement


def findings_of(entry, board):
    """[Finding, …] of its accuracies, its repeats, its energy; `measurements` are prefetched."""
    row = board.by_id.get(entry.code)
    found = [*_of_accuracies(entry), *_of_repeats(entry)]
    if row and row.ranked:
        found += too_good(row.energy.middle, best_j=_best_verified(row, board))
    return found


def _best_verified(row, board):
    """The least energy that is verified in a slice of that entry, but its own; or None."""
    others = [
        one.ranked.energy_j
        for part in slices_of(row, board)
        for one in board.best_verified[part.label]
        if one is not row
    ]
    return min(others, default=None)


def _of_accuracies(entry):
    test_set = entry.competition.test_size
    for counted in filter(None, (entry.claimed, entry.measured)):
        yield from accuracy_range(*counted, test_set=test_set)
    if entry.claimed and entry.measured:
        yield from accuracy_gap(entry.claimed, entry.measured)


def _of_repeats(entry):
    """Of the organisers' own, once there is one: of a team's it is asked nowhere."""
    energies = energies_by(entry, Measurement.By.ORGANISERS)
    return few_repeats(energies) if energies else []


def energies_by(entry, whom):
    """What counts of their logs, in J per iteration."""
    competition = entry.competition
    counted = (log.counted_j(competition.scope) or 0 for log in standing(entry, whom))
    return [one for joules in counted if can_be(one := joules / competition.iterations)]


def standing(entry, whom=None):
    """Its logs that are not removed; counts on `measurements` being prefetched in lists."""
    logs = [log for log in entry.measurements.all() if log.removed_at is None]
    return [log for log in logs if whom is None or log.taken_by == whom]
