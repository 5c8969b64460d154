"""What is to be measured, in the order in which it is worth it."""

from dataclasses import dataclass, field, replace

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from competition import ranking
from competition.entry_findings import findings_of, standing
from competition.leaderboard import Row, board_of
from competition.models import Entry, Measurement
from competition.models.entries import SENT, State
from workshop.listforms import ListForm

TO_MEASURE, EVERYTHING = "to-measure", "all"
TURN = {State.ATTENTION: 0, State.REPORTED: 1, State.MEASURED: 2, State.ACCEPTED: 3}
LAST = max(TURN.values()) + 1


@dataclass
class Line:
    """An entry of the list. `energy` is what counts of it; `wins` where it would be first."""

    entry: Entry
    row: Row | None
    energy: object = None
    wins: list = field(default_factory=list)
    findings: list = field(default_factory=list)

    @property
    def order(self):
        """Needs attention; then what would win, by energy; then the rest, by energy and date."""
        of = self.row and self.row.ranked
        turn = TURN.get(self.entry.state, LAST)
        loses = turn == TURN[State.REPORTED] and not self.wins
        energy = of.energy_j if of else float("inf")
        return turn, loses, energy, self.entry.submitted_at, self.entry.pk


class MeasuringForm(ListForm):
    unasked = _("to measure")
    state = forms.ChoiceField(label=_("State"), required=False)
    field_order = ["words", "state"]

    def choices(self):
        states = [one for one in State if one != State.DRAFT]
        return {"state": [(EVERYTHING, _("all")), *((one.value, one.label) for one in states)]}

    def takes(self, line):
        asked = self.cleaned_data.get("state") or TO_MEASURE
        state = line.entry.state
        is_asked = {
            TO_MEASURE: state in {State.ATTENTION, State.REPORTED},
            EVERYTHING: True,
        }.get(asked, state == asked)
        return is_asked and self.finds(f"{line.entry.title} {line.entry.team} {line.entry.code}")


def lines_of(competition, user):
    """Of all entries that `user` judges, in order; in a number of queries that never grows.

    Who is in a team sees nothing of it here, so it has no part in who would win.
    """
    entries = _judged(competition, user)
    board = board_of(competition)
    names = {entry.code for entry in entries}
    wins = _wins_of([row for row in board.rows if row.id in names], board)
    lines = [_line(entry, board, wins) for entry in entries]
    return sorted(lines, key=lambda line: line.order)


def _judged(competition, user):
    rows = Entry.objects.of(competition).judged_by(user).select_related("team")
    logs = Prefetch("measurements", Measurement.objects.defer("runs"))
    entries = list(rows.prefetch_related(logs))
    for entry in entries:
        entry.team.competition = competition
    return entries


def _line(entry, board, wins):
    row = board.by_id.get(entry.code)
    logs = standing(entry)
    found = [one.as_json() for one in findings_of(entry, board)]
    found += [one for log in logs for one in log.findings]
    energy = row.energy if row else None
    return Line(entry, row, energy, wins.get(entry.code, []), _worst_first(found))


def _worst_first(found):
    """Each sentence once; notes are for the entry's own page."""
    told = {one["message"]: one for one in found if one["level"] != "I"}
    return sorted(told.values(), key=lambda one: one["level"])


def _wins_of(rows, board):
    """{code: [slice, …]} of who would be first if all that are seen were measured as they say."""
    hopeful = [replace(row.ranked, verified=False) for row in rows if row.ranked]
    mode, tolerance = board.competition.ranked_mode, board.competition.tolerance
    ranks = ranking.rank(hopeful, board.slices, mode=mode, tolerance=tolerance)
    wins = {}
    for label, places in ranks.items():
        for place, code in places:
            if place == 1:
                wins.setdefault(code, []).append(label)
    return wins


def progress_of(lines):
    """(how many are measured or accepted, of how many that compete)"""
    competing = [
        one.entry for one in lines if one.entry.state in SENT and not one.entry.is_baseline
    ]
    return sum(entry.is_verified for entry in competing), len(competing)


# --- as a table ---

FIELDS = """code title team state correct total measured_correct measured_total energy_j hardware
archive archive_sha256 image image_digest would_win findings sent""".split()


def record_of(line):
    entry = line.entry
    return {
        "code": entry.code,
        "title": entry.title,
        "team": entry.team.name,
        "state": entry.state,
        "correct": entry.correct,
        "total": entry.total,
        "measured_correct": entry.measured_correct,
        "measured_total": entry.measured_total,
        "energy_j": line.energy.middle if line.energy else None,
        "hardware": entry.hardware,
        "archive": entry.archive_url,
        "archive_sha256": entry.archive_sha256,
        "image": entry.image,
        "image_digest": entry.image_digest,
        "would_win": line.wins,
        "findings": [one["code"] for one in line.findings],
        "sent": f"{entry.submitted_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def cells_of(record):
    return [_cell(record[name]) for name in FIELDS]


def _cell(value):
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)
