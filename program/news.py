"""What is new of a workshop: what its chairs write, and each date that moved."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from workshop.moves import NEWS

MOST = 8


@dataclass(frozen=True)
class Line:
    at: datetime
    text: str
    url: str = ""


def lines_of(workshop, moves, now):
    """[Line, …], the latest first. Counts on `news` being prefetched."""
    written = [Line(row.at, row.line, row.url) for row in workshop.news.all() if row.at <= now]
    moved = [_of(move) for move in moves if now - move.at < NEWS]
    return sorted([*written, *moved], key=lambda line: line.at, reverse=True)[:MOST]


def _of(move):
    """In the zone of the date, as the list of dates has it."""
    told = _("%(date)s: now %(new)s, not %(old)s.")
    new, old = move.date.written(), move.date.written(move.old_local)
    return Line(move.at, told % {"date": move.date.name, "new": new, "old": old})
