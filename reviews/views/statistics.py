"""Statistics of a workshop for its chairs."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.chair_page import reviewing_context
from reviews.progress.counting import counted_for
from reviews.progress.drawing import bar_of
from reviews.statistics.charts import columns_of, steps_of
from reviews.statistics.numbers import days_of, in_time, load_of, sent_in, shares_of, turnaround_of
from submissions.conflicts import set_aside
from workshop.views.exports import KINDS
from workshop.views.shared import chaired


@require_safe
def statistics(request, slug):
    """All of it from what the viewer may decide."""
    workshop = chaired(request, slug)
    sent, counted = sent_in(workshop, request.user), counted_for(workshop, request.user)
    days = days_of(workshop, sent) if sent else None
    shares = shares_of(workshop, sent)
    context = reviewing_context(workshop) | set_aside(workshop, request.user)
    context |= {
        "days": days,
        "days_drawn": days and _climbing(days),
        "total": shares[0],
        "topics": [(one, bar_of(one.sent, len(sent))) for one in shares[1:]],
        "accepted": [(one, bar_of(one.accepted, one.told)) for one in shares if one.told],
        "load": _drawn(load_of(workshop, counted)),
        "turnaround": _drawn(turnaround_of(counted), quartiles=True),
        "exports": KINDS,
    }
    return render(request, "reviews/statistics.html", context)


def _climbing(days):
    points = [(days.place_of(day), all_ / days.total) for day, _new, all_ in days.rows]
    return steps_of(points, days.deadline and days.place_of(days.deadline))


def _drawn(spread, *, quartiles=False):
    """What the page says of it, or None."""
    if spread is None:
        return None
    marks = spread.quartiles if quartiles else [spread.middle + 0.5]
    return {
        "drawing": columns_of(spread.drawn, [spread.place_of(one) for one in marks]),
        "spread": spread,
        "of": len(spread.values),
        "most": max(spread.drawn),
        "told": [in_time(one) for one in spread.quartiles] if quartiles else [],
    }
