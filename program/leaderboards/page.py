"""What the page of the leaderboard is given: the drawing, and a part of the table below it."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from competition.plot import figure_of
from competition.ranking import pareto_front
from program.leaderboards.asking import (
    BY_ACCURACY,
    BY_ENERGY,
    BY_RANK,
    BY_TEAM,
    LeaderboardForm,
)
from program.leaderboards.lines import lines_of, listed_of
from workshop.views.tables import paging_of

ROWS = 200
TURNED = {BY_ACCURACY: "descending"}


def leaderboard_of(board, asked):
    """`asked` is what stands in the address."""
    form = LeaderboardForm(asked, board.slices)
    listed = listed_of(board, form)
    page = Paginator(listed, ROWS).get_page(asked.get("page"))
    shown = {row.id: row for _heading, _places, row in listed if row.ranked}
    front = front_of(shown.values())
    marks = _marks(listed, page, form)
    return {
        "form": form,
        "figure": figure_of(marks, board.slices, front=front),
        "lines": lines_of(page, front),
        "empty": _empty(board, listed, form),
        "heads": _heads(board, form),
        "has_baseline": any(row.entry.is_baseline for row in board.measured),
        "number": len({row.id for _heading, _places, row in listed}),
        "query": form.query(),
        **paging_of(page),
    }


def front_of(rows):
    """The ids of those that no other beats, of what may have a rank."""
    ranked = [row.ranked for row in rows]
    return set(pareto_front([one for one in ranked if one.counts and not one.baseline]))


def _marks(listed, page, form):
    """Each leads to its row, on whatever page that is."""
    found = {}
    for place, (_heading, _places, row) in enumerate(listed):
        if row.ranked and row.id not in found:
            number = place // ROWS + 1
            address = "" if number == page.number else form.query(page=number)
            found[row.id] = replace(row.mark, page=address)
    return list(found.values())


def _empty(board, listed, form):
    """The names of the slices in which nothing is, of those that are asked for.

    What is above an energy that is asked for is there all the same.
    """
    filled = {heading for heading, _places, _row in listed}
    filled |= {part.label for part in board.slices if board.rows_of(part)}
    asked = [form.part] if form.part else board.slices
    shown = asked if form.order == BY_RANK else []
    return [part.label for part in shown if part.label not in filled]


def _heads(board, form):
    """[(heading, address of the table in its order or "", how it is sorted by it now)]."""
    columns = [(_("Rank"), BY_RANK), (_("Team and entry"), BY_TEAM), (_("Accuracy"), BY_ACCURACY)]
    columns += [(_("Energy per iteration"), BY_ENERGY), (_("CO2e"), None), (_("Duration"), None)]
    columns += [(_("State"), None)]
    return [(word, _address(form, sort), _now(form, sort)) for word, sort in columns]


def _address(form, sort):
    return "" if sort is None else f"{form.query(sort=sort)}#leaderboard"


def _now(form, sort):
    return TURNED.get(sort, "ascending") if sort == form.order and sort != BY_RANK else ""
