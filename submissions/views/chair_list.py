"""The chair's list of submissions."""

import secrets

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from submissions.chairlist.filters import ListForm
from submissions.chairlist.listing import entries_of, page_of
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.chair_page import chair_context
from workshop.views.shared import chaired


@require_safe
def chair_list(request, slug):
    """All that has been sent in or has arrived, but for what the viewer is in conflict with."""
    workshop = chaired(request, slug)
    own = Submission.objects.filter(workshop=workshop)
    seen = own.decidable_by(request.user)
    form = ListForm(request.GET, workshop=workshop)
    rows = form.applied_to(own.listed_for(request.user), seen=seen)
    page = page_of(rows, request.GET.get("page"))
    context = chair_context(workshop) | set_aside(workshop, request.user)
    context |= {
        "form": form,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "entries": entries_of(page.object_list, seen=seen),
        "heads": _heads(request, form),
        "query": _query(request),
        "key": secrets.token_hex(16),
    }
    return render(request, "submissions/chair_list.html", context)


def _query(request, **changed):
    """What was chosen, without the page; with a leading “?”."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _heads(request, form):
    """[(column, address of the list sorted by it or "", how it is sorted by it now)]"""
    columns = [
        (_("Submission"), "title"),
        (_("Code"), "code"),
        (_("Authors"), ""),
        (_("State"), "state"),
        (_("Arrived"), "-arrival"),
        (_("PDF"), "-versions"),
        (_("Conflicts"), "-conflicts"),
    ]
    return [
        (word, sort and _turned(request, form, sort), _now(form, sort)) for word, sort in columns
    ]


def _turned(request, form, sort):
    """Once more the other way."""
    other = sort[1:] if sort.startswith("-") else f"-{sort}"
    return _query(request, sort=other if form.order == sort else sort)


def _now(form, sort):
    if not sort or form.order.lstrip("-") != sort.lstrip("-"):
        return ""
    return "descending" if form.order.startswith("-") else "ascending"
