"""The chairs' page of conflicts: look at what was found, confirm, declare, lift."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reviews.chair_page import reviewing_context
from reviews.conflicts.forms import DeclareForm, LiftForm
from reviews.conflicts.listing import (
    ON_A_PAGE,
    ConflictsForm,
    conflicts_for,
    key_of,
    picked,
    waiting_for,
)
from reviews.people import alike_in
from submissions.conflicts import add_conflicts, lift_conflicts, set_aside
from submissions.finding.services import confirm_conflicts, find_conflicts
from submissions.models import Conflict, Submission
from workshop.models import User
from workshop.views.shared import chaired
from workshop.views.tables import paging_of, query_of


@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request, slug):
    """Of submissions that the viewer is in no conflict with. Lifting is shown before it is done."""
    workshop = chaired(request, slug)
    if request.method != "POST":
        return _board(request, workshop, _declaring(request, workshop))
    for name, act in ACTS.items():
        if name in request.POST:
            return act(request, workshop)
    return _back(request, workshop)


def _board(request, workshop, declaring):
    form = ConflictsForm(request.GET, workshop=workshop)
    rows = conflicts_for(workshop, request.user)
    page = Paginator(form.applied_to(rows), ON_A_PAGE).get_page(request.GET.get("page"))
    context = reviewing_context(workshop) | set_aside(workshop, request.user) | paging_of(page)
    context |= {
        "form": form,
        "declaring": declaring,
        "alike": alike_in(workshop),
        "waiting": waiting_for(workshop, request.user),
        "rows": [(one, key_of(one)) for one in page],
        "has_found": any(one.is_to_be_looked_at for one in page),
        "query": query_of(request),
    }
    status = 422 if declaring.is_bound else 200
    return render(request, "reviews/conflicts.html", context, status=status)


def _own(request, workshop):
    return Submission.objects.filter(workshop=workshop).decidable_by(request.user)


def _declaring(request, workshop, data=None):
    """Of others: one's own conflict is declared on the page of the submission, and confirmed."""
    people = User.objects.filter(memberships__workshop=workshop).exclude(pk=request.user.pk)
    own = _own(request, workshop)
    return DeclareForm(data, people=people.distinct().order_by("name", "email"), own=own)


def _back(request, workshop):
    return redirect(reverse("conflicts", args=[workshop.slug]) + query_of(request))


def _declare(request, workshop):
    form = _declaring(request, workshop, request.POST)
    if not form.is_valid():
        return _board(request, workshop, form)
    told = form.cleaned_data
    pairs = [(submission.pk, told["person"].pk) for submission in told["codes"]]
    add_conflicts(dict.fromkeys(pairs, told["reason"]), by=request.user)
    count = len(told["codes"])
    said = ngettext(
        "%(name)s sees nothing of its reviewing any more.",
        "%(name)s sees nothing of the reviewing of these %(count)d any more.",
        count,
    )
    messages.success(request, said % {"name": told["person"], "count": count})
    return _back(request, workshop)


def _find(request, workshop):
    known = conflicts_for(workshop, request.user).standing().count()
    find_conflicts(workshop)
    count = max(0, conflicts_for(workshop, request.user).standing().count() - known)
    told = ngettext("%d new conflict was found.", "%d new conflicts were found.", count)
    messages.success(request, told % count if count else _("No other conflict was found."))
    return _back(request, workshop)


def _chosen(request, workshop):
    chosen = picked(conflicts_for(workshop, request.user), request.POST.getlist("pick"))
    if not chosen:
        messages.error(request, _("Nothing that stands was ticked, so nothing was done."))
    return chosen


def _confirm(request, workshop):
    if chosen := _chosen(request, workshop):
        rows = Conflict.objects.filter(pk__in=[one.pk for one in chosen])
        count = confirm_conflicts(rows, by=request.user)
        told = ngettext("%d is confirmed.", "%d are confirmed.", count)
        messages.success(request, told % count)
    return _back(request, workshop)


def _lift(request, workshop):
    chosen = _chosen(request, workshop)
    if not chosen:
        return _back(request, workshop)
    form = LiftForm(request.POST if "sure" in request.POST else None)
    if form.is_valid():
        count = lift_conflicts(chosen, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, ngettext("%d is lifted.", "%d are lifted.", count) % count)
        return _back(request, workshop)
    context = reviewing_context(workshop) | {
        "rows": [(one, key_of(one)) for one in chosen],
        "form": form,
        "query": query_of(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reviews/conflicts_lift.html", context, status=status)


ACTS = {"declare": _declare, "find": _find, "confirm": _confirm, "lift": _lift}
