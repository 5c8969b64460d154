"""The leaderboard: each entry with its energy per iteration and its places, out of the rows.

Nothing of it is stored. The organisers' measurements count where there are any, else the team's;
of several the median, with the least and the most beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from competition import ranking
from competition.energylogs.measurement import LEAST_J, MOST_J
from competition.measures import energy_saved
from competition.models import Competition, Entry, Measurement
from competition.models.competition import MOST_ITERATIONS
from competition.models.entries import State
from competition.plot import Mark
from competition.slices import holds
from competition.units import co2e_g

COUNTED = ["entry", "taken_by", "scope", "findings", "duration_s"]
COUNTED += ["energy_j", "cpu_j", "gpu_j", "ram_j", "system_j"]


@dataclass(frozen=True)
class Energy:
    """In J per iteration, of the runs that count; `by` says who measured them.

    `is_modelled` where the processor's part of one of them is a model's, which no sensor has seen.
    """

    by: str
    energies: tuple
    durations: tuple = ()
    is_modelled: bool = False

    @property
    def middle(self):
        return median(self.energies)

    @property
    def least(self):
        return min(self.energies) if len(self.energies) > 1 else None

    @property
    def most(self):
        return max(self.energies) if len(self.energies) > 1 else None

    @property
    def duration(self):
        return median(self.durations) if self.durations else None

    @property
    def is_of_organisers(self):
        return self.by == Measurement.By.ORGANISERS


@dataclass
class Row:
    """An entry as it is listed; `energy` is None where nothing that counts was measured."""

    entry: Entry
    energy: Energy | None
    ranked: ranking.Entry | None = None
    places: dict = field(default_factory=dict)
    is_on_front: bool = False
    co2e_g: float | None = None
    saved: float | None = None

    @property
    def id(self):
        return self.entry.code

    @property
    def mark(self):
        of = self.energy
        name = f"{self.entry.team}, {self.entry}"
        return Mark(self.ranked, name, of.least, of.most, is_verified=self.is_verified)

    @property
    def is_verified(self):
        """What is called measured is so by a log of the organisers, and by none of the team's.

        What is modelled never wins over what was measured, whatever it is called.
        """
        if self.energy is not None and self.energy.is_modelled:
            return False
        is_theirs = self.energy is not None and self.energy.is_of_organisers
        return self.entry.is_verified and (is_theirs or self.entry.state != State.MEASURED)


@dataclass
class Board:
    """`rows` by energy, those without at the end; `ranks` is what `ranking.rank` gives."""

    competition: Competition
    rows: list
    slices: list
    ranks: dict

    @cached_property
    def by_id(self):
        return {row.id: row for row in self.rows}

    @cached_property
    def measured(self):
        return [row for row in self.rows if row.ranked]

    @cached_property
    def best_verified(self):
        """{slice: its two verified rows of the least energy}: one of them is another than any."""
        found = {}
        for part in self.slices:
            verified = [row for _place, row in self.rows_of(part) if row.is_verified]
            found[part.label] = sorted(verified, key=_by_energy)[:2]
        return found

    def rows_of(self, part):
        """Those in a slice in the order of its ranks: [(rank or None, row), …]."""
        return [(place, self.by_id[one]) for place, one in self.ranks[part.label]]

    @property
    def winners(self):
        """[(slice, [rows that are first])] of each slice; verified ones where only those win."""
        return [
            (part, [row for row in self.first_of(part) if self.may_win(row)])
            for part in self.slices
        ]

    def first_of(self, part):
        return [row for place, row in self.rows_of(part) if place == 1]

    def may_win(self, row):
        return row.is_verified or not self.competition.only_verified_win


def board_of(competition):
    """Of what is listed, in three queries and those for the slices."""
    entries = list(Entry.objects.of(competition).listed().select_related("team"))
    energies = energies_of(competition, entries)
    counting = _counting(competition, entries)
    rows = [_row_of(one, energies.get(one.pk), one.pk in counting, competition) for one in entries]
    return _ranked(competition, rows)


def energies_of(competition, entries):
    """{number of an entry: Energy} of those that have one."""
    named = {entry.pk for entry in entries}
    runs = defaultdict(lambda: defaultdict(list))
    standing = Measurement.objects.standing().filter(energy_j__isnull=False)
    rows = standing.filter(entry__team__competition=competition).only(*COUNTED)
    for one in rows:
        joules = (one.counted_j(competition.scope) or 0) / competition.iterations
        if one.entry_id in named and can_be(joules):
            runs[one.entry_id][one.taken_by].append((joules, one.duration_s, one.is_modelled))
    return {pk: _energy_of(of) for pk, of in runs.items()}


def can_be(joules):
    """Of an iteration. One number that is out of hand must not take the page from everybody."""
    return LEAST_J / MOST_ITERATIONS <= joules <= MOST_J


def _energy_of(runs):
    by = Measurement.By.ORGANISERS if Measurement.By.ORGANISERS in runs else Measurement.By.TEAM
    energies, durations, modelled = zip(*runs[by], strict=True)
    known = tuple(one for one in durations if one is not None)
    return Energy(by, energies, known, any(modelled))


def _counting(competition, entries):
    """The numbers of those that may be ranked: of each team all, or the last that was sent in."""
    able = [one for one in entries if one.state != State.ATTENTION]
    if competition.counts == Competition.Counts.BEST:
        return {one.pk for one in able}
    last = {}
    for one in sorted(able, key=lambda one: (one.changed_at, one.pk)):
        last[one.team_id] = one.pk
    return set(last.values())


def _row_of(entry, energy, counts, competition):
    row = Row(entry, energy)
    if energy is None or entry.counted is None:
        return row
    correct, total = entry.counted
    row.ranked = ranking.Entry(
        id=entry.code,
        correct=correct,
        total=total,
        energy_j=energy.middle,
        submitted=entry.submitted_at,
        team=entry.team_id,
        duration_s=energy.duration,
        baseline=entry.is_baseline,
        verified=row.is_verified and competition.only_verified_win,
        counts=counts,
    )
    if competition.grams_per_kwh is not None:
        row.co2e_g = co2e_g(energy.middle, float(competition.grams_per_kwh))
    return row


def _ranked(competition, rows):
    slices, mode = competition.ranked_slices, competition.ranked_mode
    ranked = [row.ranked for row in rows if row.ranked]
    ranks = ranking.rank(ranked, slices, mode=mode, tolerance=competition.tolerance)
    front = set(ranking.pareto_front(one for one in ranked if one.counts and not one.baseline))
    board = Board(competition, sorted(rows, key=_by_energy), slices, ranks)
    for label, places in ranks.items():
        for place, one in places:
            if place:
                board.by_id[one].places[label] = place
    baseline = next((row for row in board.measured if row.entry.is_baseline), None)
    for row in board.measured:
        row.is_on_front = row.id in front
        row.saved = _saved(row, baseline)
    return board


def _saved(row, baseline):
    """Against that which takes the least energy; None where there is none."""
    if baseline is None or row.entry.is_baseline:
        return None
    return energy_saved(row.ranked, baseline.ranked)


def _by_energy(row):
    return row.ranked is None, row.ranked.energy_j if row.ranked else 0, row.id


def slices_of(row, board):
    """The slices that hold an entry, whether it has a rank there or not."""
    mode = board.competition.ranked_mode
    return [part for part in board.slices if row.ranked and holds(part, row.ranked, mode)]
