"""The page of an entry, for its team: how it stands, its files, and what can be done with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from competition.deadlines import due_of, takes_entries, why_closed
from competition.descriptions import check_has_broken_down
from competition.entering import logs_of, missing_of, restore, withdraw_entry
from competition.leaderboard import board_of, energies_of
from competition.models.entries import State
from competition.saving import TooManyEntries
from competition.states import ALLOWED, NotAllowed
from competition.views.form import why_not_editable
from competition.views.shared import own_entry, told_of_pdf


@never_cache
@require_safe
def entry(request, slug, code):
    found = own_entry(request, slug, code)
    competition, newest, logs = found.competition, found.description, logs_of(found)
    broken = bool(newest) and check_has_broken_down(newest)
    waits = newest is not None and newest.is_pending and not broken
    context = _acts(request, found) | {
        "workshop": found.workshop,
        "competition": competition,
        "entry": found,
        "team": found.team,
        "missing": missing_of(found) if found.is_draft else [],
        "newest": newest,
        "findings": told_of_pdf(newest),
        "has_broken_down": broken,
        "logs": logs,
        "removed": removed_of(found),
        "is_waiting": waits or any(not log.is_read for log in logs),
        "energy": energies_of(competition, [found]).get(found.pk),
        "row": row_of(found),
        "deadline": due_of(competition, found),
    }
    return render(request, "competition/entry.html", context)


def _acts(request, entry):
    """What its team can do with it now, and why not more."""
    competition = entry.competition
    is_open = takes_entries(competition, request.arrived_at)
    may_edit = not why_not_editable(request, entry)
    return {
        "closed": "" if is_open else why_closed(competition, competition.due),
        "may_edit": may_edit,
        "may_change_logs": is_open and may_edit,
        "may_withdraw": is_open and State.WITHDRAWN in ALLOWED[entry.state],
        "may_restore": is_open and entry.state == State.WITHDRAWN,
    }


def removed_of(entry):
    return [one for one in entry.measurements.all() if one.removed_at and not one.is_of_organisers]


def row_of(entry):
    """Where it stands among the others, once everybody may read that; else None."""
    competition = entry.competition
    is_public = competition.is_public and competition.is_leaderboard_public
    if not is_public or not entry.is_sent:
        return None
    return board_of(competition).by_id.get(entry.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug, code):
    """GET asks, POST withdraws; until the deadline it can be brought back."""
    found = own_entry(request, slug, code)
    if not takes_entries(found.competition, request.arrived_at):
        messages.error(request, why_closed(found.competition, found.competition.due))
        return redirect(found)
    if request.method != "POST":
        context = {"workshop": found.workshop, "entry": found}
        return render(request, "competition/withdraw.html", context)
    try:
        withdraw_entry(found, by=request.user)
    except NotAllowed:
        messages.error(request, _("This entry cannot be withdrawn now."))
    else:
        messages.success(request, _("The entry is withdrawn."))
    return redirect(found)


@require_POST
def bring_back(request, slug, code):
    found = own_entry(request, slug, code)
    if not takes_entries(found.competition, request.arrived_at):
        messages.error(request, why_closed(found.competition, found.competition.due))
        return redirect(found)
    try:
        current = restore(found, by=request.user, at=request.arrived_at)
    except NotAllowed:
        messages.error(request, _("This entry is not withdrawn."))
    except TooManyEntries:
        told = _("Your team has %(most)d other entries. Withdraw one of them first.")
        messages.error(request, told % {"most": found.competition.most_entries})
    else:
        back = _("It is a draft again.") if current.is_draft else _("It is sent in again.")
        messages.success(request, back)
    return redirect(found)
