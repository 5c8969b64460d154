"""The points of the drawing of accuracy and energy, which of many are drawn, and its front."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from competition.units import accuracy, joules

MOST = 300  # beyond which, off the front, one point stands for those close to it
CELL = 17  # the side of the target of a point on the narrowest screen
CLOSE = 5  # what is nearer to a point is behind its mark
POINT = (
    '<a href="{}#entry-{}"{} transform="translate({} {})"><title>{}</title>{}'
    '<circle class="hit" r="17"/>{}</a>\n'
)
FILLED = SafeString('<circle r="4"/>')
HOLLOW = SafeString('<circle class="hollow" r="4"/>')
SQUARE = SafeString('<path d="M-4-4h8v8h-8z"/>')
ON_FRONT = SafeString(' class="on"')
NOTHING = SafeString("")
BAR = '<path d="M{} 0H{}"/>'
REACH = '<path class="reach" d="M{} {}V{}{}H{}"/>\n'


def chosen(marks, on_front, across, up):
    """All of them if they are few; else the front, the baselines, and one of those in each cell."""
    if len(marks) <= MOST:
        return marks
    taken, kept = set(), []
    for mark in marks:
        x, y = place_of(mark.entry, across, up)
        cell = (x // CELL, y // CELL)
        is_needed = mark.entry.id in on_front or mark.entry.baseline
        if is_needed or cell not in taken:
            taken.add(cell)
            kept.append(mark)
    return kept


def marks_of(marks, line, across, up):
    """The points by energy as a reader by keys meets them, the line of the front below them."""
    ids = {entry.id for entry in line}
    points = ((mark, mark.entry.id in ids) for mark in marks)
    drawn = format_html_join("", POINT, (_point_of(*one, across, up) for one in points))
    return _line_of(line, across, up) + drawn


def place_of(entry, across, up):
    x, y = across.place_of(entry.energy_j), up.place_of(entry.correct / entry.total)
    return round(x, 1), round(y, 1)


def _line_of(line, across, up):
    """What can be had for at most that energy: up where an entry is, and on to the right."""
    if not line:
        return NOTHING
    (x, y), *others = (place_of(entry, across, up) for entry in line)
    path = "".join(f"H{x}V{y}" for x, y in others)
    return format_html(REACH, x, up.start, y, path, across.end)


def _point_of(mark, is_on_front, across, up):
    entry = mark.entry
    shape = SQUARE if entry.baseline else FILLED if mark.is_verified else HOLLOW
    return (
        mark.page,
        entry.id,
        ON_FRONT if is_on_front else NOTHING,
        *place_of(entry, across, up),
        _told_of(mark),
        _bar_of(mark, across),
        shape,
    )


def _told_of(mark):
    entry = mark.entry
    share = accuracy(entry.correct, entry.total)
    energy = joules(entry.energy_j, mark.least_j, mark.most_j)
    return f"{mark.name}: {share}, {energy}, {_kind_of(mark)}"


def _kind_of(mark):
    if mark.entry.baseline:
        return _("baseline")
    return _("measured") if mark.is_verified else _("self-reported")


def _bar_of(mark, across):
    """From the least to the most that was measured, where it reaches beyond the mark."""
    if not (mark.least_j and mark.most_j):
        return NOTHING
    middle = across.place_of(mark.entry.energy_j)
    ends = [round(across.place_of(one) - middle, 1) for one in (mark.least_j, mark.most_j)]
    return format_html(BAR, *ends) if max(map(abs, ends)) > CLOSE else NOTHING
