"""The chair's list of submissions."""

import secrets

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from submissions.chairlist.export import as_csv, as_json, as_xlsx, records_of
from submissions.chairlist.filters import ListForm
from submissions.chairlist.listing import entries_of, keys_of, page_of
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.chair_page import chair_context
from workshop.views.shared import chaired

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (SHEET, as_xlsx),
    "json": ("application/json", as_json),
}

# [(its heading, the sort that comes first, or none)]
COLUMNS = [
    (gettext_lazy("Submission"), "title"),
    (gettext_lazy("Code"), "code"),
    (gettext_lazy("Authors"), ""),
    (gettext_lazy("State"), "state"),
    (gettext_lazy("Arrived"), "-arrival"),
    (gettext_lazy("PDF"), "-versions"),
    (gettext_lazy("Conflicts"), "-conflicts"),
]


@require_safe
def chair_list(request, slug):
    """All that has been sent in or has arrived, but for what the viewer is in conflict with."""
    workshop = chaired(request, slug)
    own = Submission.objects.filter(workshop=workshop)
    seen = own.decidable_by(request.user)
    form = ListForm(request.GET, workshop=workshop)
    rows = form.applied_to(own.listed_for(request.user), seen=seen)
    page, sent_in = page_of(rows, request.GET.get("page"))
    context = chair_context(workshop) | set_aside(workshop, request.user)
    context |= {
        "form": form,
        "page": page,
        "sent_in": sent_in,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "entries": entries_of(page.object_list, seen=seen),
        "heads": heads_of(request, form, COLUMNS),
        "query": query_of(request),
        "exports": [(kind.upper(), kind) for kind in EXPORTS],
        "key": secrets.token_hex(16),
    }
    return render(request, "submissions/chair_list.html", context)


@require_safe
def export(request, slug, kind):
    """What the list shows, all pages of it, as a file. What has merely arrived is not in it."""
    if kind not in EXPORTS:
        raise Http404
    workshop = chaired(request, slug)
    records = records_of(workshop, keys_of(ListForm(request.GET, workshop=workshop), request.user))
    content_type, written = EXPORTS[kind]
    content = written(records, list(workshop.questions.values_list("text", flat=True)))
    response = FileResponse if kind == "xlsx" else StreamingHttpResponse
    name = f'attachment; filename="{slug}-submissions.{kind}"'
    return response(content, content_type=content_type, headers={"Content-Disposition": name})


def query_of(request, **changed):
    """What was chosen, without the page; with a leading “?”."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def heads_of(request, form, columns):
    """[(column, address of the list sorted by it or "", how it is sorted by it now)]"""
    return [
        (word, sort and _turned(request, form, sort), _now(form, sort)) for word, sort in columns
    ]


def _turned(request, form, sort):
    """Once more the other way."""
    other = sort[1:] if sort.startswith("-") else f"-{sort}"
    return query_of(request, sort=other if form.order == sort else sort)


def _now(form, sort):
    if not sort or form.order.lstrip("-") != sort.lstrip("-"):
        return ""
    return "descending" if form.order.startswith("-") else "ascending"
