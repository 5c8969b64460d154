"""Contributions placed in slots: an order is proposed, changed as one likes, then stored."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from program.arrangements import (
    NotAsSeen,
    arrange,
    save_arrangement,
    stored_arrangement,
)
from program.chair_page import editing_context
from program.placingforms import PlacingForm
from program.placingpage import groups_of
from program.views.shared import edited

STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def place_contributions(request, slug):
    """POST shows what was typed, with a row moved or all arranged anew; “save” stores it."""
    workshop = edited(request, slug)
    if request.method == "POST":
        return _answer(request, workshop)
    arrangement = stored_arrangement(workshop, seen_by=request.user)
    is_proposed = arrangement.is_empty and bool(arrangement.holding and arrangement.rows)
    if is_proposed:
        arrange(arrangement)
    return _page(request, PlacingForm(arrangement), is_proposed=is_proposed)


def _answer(request, workshop):
    arrangement = stored_arrangement(workshop, seen_by=request.user)
    form = PlacingForm(arrangement, request.POST)
    is_whole = form.is_valid()
    if "propose" in request.POST:
        arrange(arrangement)
        return _page(request, PlacingForm(arrangement), seen=_seen(request), is_proposed=True)
    if "save" in request.POST and is_whole:
        return _save(request, form)
    _move(request, arrangement)
    return _page(request, form, seen=_seen(request))


def _seen(request):
    return request.POST.get("seen", "")


def _move(request, arrangement):
    rows = {str(row.pk): row for row in arrangement.rows}
    for name, steps in STEPS.items():
        if row := rows.get(request.POST.get(name)):
            arrangement.move(row, steps)


def _save(request, form):
    arrangement = form.arrangement
    try:
        count = save_arrangement(arrangement, seen=_seen(request), by=request.user)
    except NotAsSeen:
        return _page(request, form, stored=stored_arrangement(arrangement.workshop))
    told = ngettext("%d contribution is placed anew.", "%d contributions are placed anew.", count)
    unchanged = _("They stood like that already, so nothing was saved.")
    messages.success(request, told % count if count else unchanged)
    return redirect("placing", arrangement.workshop.slug)


def _page(request, form, *, seen=None, is_proposed=False, stored=None):
    """`stored`: what somebody else has saved, shown beside what differs from it here."""
    arrangement = form.arrangement
    context = editing_context(arrangement.workshop, request.user) | {
        "arrangement": arrangement,
        "groups": groups_of(form, stored),
        "seen": stored.seen if stored else seen or arrangement.seen,
        "is_proposed": is_proposed,
        "is_stale": stored is not None,
        "gone": len(form.gone),
        "pressed": {name: request.POST.get(name) for name in STEPS},
    }
    return render(request, "program/placing.html", context)
