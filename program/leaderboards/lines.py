"""The leaderboard in lines: which entries, in which order, and what is written of each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from competition.leaderboard import Row, slices_of
from competition.units import accuracy, duration, grams, joules
from program.leaderboards.asking import BY_ACCURACY, BY_DATE, BY_ENERGY, BY_RANK, BY_TEAM


@dataclass(frozen=True)
class Line:
    """An entry under a heading. `places` are [(rank or None, slice or "")]; it has an `anchor` once
    on a page, though by thresholds it may be in several slices.
    """

    row: Row
    heading: str
    places: tuple = ()
    is_on_front: bool = False
    anchor: str = ""

    @property
    def entry(self):
        return self.row.entry

    @property
    def accuracy(self):
        return accuracy(*self.entry.counted) if self.entry.counted else ""

    @property
    def claimed(self):
        """What the team claims, where something else was measured."""
        claimed, measured = self.entry.claimed, self.entry.measured
        if not (claimed and measured) or claimed[0] * measured[1] == measured[0] * claimed[1]:
            return ""
        return accuracy(*claimed)

    @property
    def energy(self):
        of = self.row.energy
        return joules(of.middle, of.least, of.most) if of else ""

    @property
    def co2e(self):
        return "" if self.row.co2e_g is None else grams(self.row.co2e_g)

    @property
    def duration(self):
        of = self.row.energy
        return "" if of is None or of.duration is None else duration(of.duration)

    @property
    def saved(self):
        """Beside the baseline, in words; "" where there is none."""
        if self.row.saved is None:
            return ""
        told = _("saves %(share)s") if self.row.saved >= 0 else _("takes %(share)s more")
        return told % {"share": share_of(abs(self.row.saved))}

    @property
    def code_url(self):
        return code_url_of(self.entry)


def code_url_of(entry):
    """Strangers typed it."""
    return entry.code_url if urlsplit(entry.code_url).scheme in {"http", "https"} else ""


def share_of(share):
    """As a whole per cent; of nearly all or nearly nothing with a decimal."""
    decimals = 0 if 0.01 <= share <= 0.99 or share >= 1.005 or share == 0 else 1
    return f"{100 * share:,.{decimals}f}\xa0%"


def listed_of(board, asked):
    """[(heading, places, row)]: by slice and rank under the slices, or all in one order.

    What has no energy comes last, unless only what takes little is asked for.
    """
    slices = [asked.part] if asked.part else board.slices
    if asked.order == BY_RANK:
        found = _by_slice(board, slices)
    else:
        found = [("", _places_of(row, board), row) for row in _in_order(board, asked)]
    found = [one for one in found if is_within(one[2], asked.most_j)]
    return found if asked.is_narrowing else found + _without(board, asked.order)


def _by_slice(board, slices):
    return [
        (part.label, ((place, ""),), row) for part in slices for place, row in board.rows_of(part)
    ]


def _in_order(board, asked):
    rows = [row for row in board.measured if asked.part in (None, *slices_of(row, board))]
    return sorted(rows, key=KEYS[asked.order])


def _places_of(row, board):
    labels = [part.label for part in slices_of(row, board)]
    return tuple((row.places.get(label), label) for label in labels)


def is_within(row, most_j):
    return most_j is None or row.ranked.energy_j <= most_j


def _without(board, order):
    """Those in no slice, and those that nothing that counts was measured of."""
    out = [row for row in board.measured if not slices_of(row, board)] if order == BY_RANK else []
    below = [(_("Below all slices"), (), row) for row in out]
    unmeasured = [row for row in board.rows if not row.ranked]
    return below + [(_("Not measured yet"), (), row) for row in unmeasured]


KEYS = {
    BY_ENERGY: lambda row: row.ranked.energy_j,
    BY_ACCURACY: lambda row: (row.ranked.wrong, row.ranked.energy_j),
    BY_TEAM: lambda row: (row.entry.team.name.casefold(), row.ranked.energy_j),
    BY_DATE: lambda row: (row.entry.submitted_at, row.id),
}


def lines_of(listed, front):
    """[Line, …] of a page of what `listed_of` gives."""
    seen, lines = set(), []
    for heading, places, row in listed:
        anchor = "" if row.id in seen else f"entry-{row.id}"
        seen.add(row.id)
        lines.append(Line(row, heading, places, row.id in front, anchor))
    return lines
