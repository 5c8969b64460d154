"""The results of a competition: who won, what was awarded, how far all have come."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from competition.leaderboard import Row
from competition.measures import hypervolume
from competition.slices import exact
from competition.units import joules
from program.leaderboards.facts import per_cent
from program.leaderboards.lines import Line, share_of


@dataclass(frozen=True)
class Prize:
    """A slice with who is first in it, each a Line; `gap` is how much more the next one takes."""

    label: str
    winners: list
    gap: str
    is_unverified: bool = False


def prizes_of(board):
    return [
        Prize(
            part.label,
            [line_of(row) for row in rows],
            _gap_of(part, rows, board),
            is_unverified=not rows and bool(board.first_of(part)),
        )
        for part, rows in board.winners
    ]


def line_of(row):
    return Line(row, "", is_on_front=row.is_on_front)


def _gap_of(part, winners, board):
    """As a share of what the winner takes; "" where nobody else has a rank."""
    others = [row for place, row in board.rows_of(part) if place and place > 1]
    if not winners or not others:
        return ""
    return share_of(others[0].ranked.energy_j / winners[0].ranked.energy_j - 1)


def awards_of(competition, board):
    """[(Award, Line of its entry)]; those whose entry is listed no more are left out."""
    awards = competition.awards.all()
    rows = [(award, _row_of(award.entry_id, board)) for award in awards]
    return [(award, line_of(row)) for award, row in rows if row]


def _row_of(pk, board) -> Row | None:
    return next((row for row in board.rows if row.entry.pk == pk), None)


def approaches_of(board):
    """Those about which the organisers have written."""
    return [line_of(row) for row in board.rows if row.entry.approach.strip()]


def missing_of(competition, board):
    """What the organisers have not written, for who previews it."""
    written = [
        (approaches_of(board), _("promising approaches")),
        (competition.lessons, _("lessons learned")),
        (competition.feedback, _("feedback by the organisers")),
    ]
    return [what for text, what in written if not text]


def statistics_of(competition, board):
    """[(what, figure, how it is to be read)]."""
    verified = sum(row.is_verified for row in board.measured)
    figures = [
        (_("Teams"), competition.teams.count(), ""),
        (_("Entries"), len(board.rows), ""),
        (_("Entries with an energy"), len(board.measured), ""),
        (_("Verified by the organisers"), verified, ""),
        *_saved(board),
        *_area(board),
    ]
    return [(what, str(figure), how) for what, figure, how in figures]


def _saved(board):
    saved = [row.saved for row in _running(board) if row.saved is not None]
    if saved and max(saved) > 0:
        yield _("Saved by the least energy"), share_of(max(saved)), _("of the baseline’s")


def _area(board):
    """Beside the same reference two editions can be compared: it is said."""
    entries = [row.ranked for row in _running(board)]
    if not entries or not board.slices:
        return
    reference = reference_of(board)
    how = _("accuracy × log10 of energy, above %(accuracy)s and below %(energy)s")
    said = {"accuracy": per_cent(reference[0]), "energy": joules(reference[1])}
    yield _("Hypervolume"), f"{hypervolume(entries, reference):.3f}", how % said


def reference_of(board):
    """(the least accuracy of a slice, the most energy of a baseline or else of any entry)."""
    least = min(exact(part.lower) for part in board.slices)
    baselines = [row for row in board.measured if row.entry.is_baseline]
    energies = [row.ranked.energy_j for row in baselines or _running(board)]
    return least, max(energies)


def _running(board):
    return [row for row in board.measured if row.ranked.counts and not row.entry.is_baseline]
