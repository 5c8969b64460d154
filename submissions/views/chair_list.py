"""The chair's list of submissions."""

import secrets

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from submissions.chairlist.export import cells_of, heading_of, records_of
from submissions.chairlist.filters import SubmissionsForm
from submissions.chairlist.listing import entries_of, keys_of, page_of
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.chair_page import chair_context
from workshop.views.exports import KINDS, check_kind, file_of
from workshop.views.shared import chaired
from workshop.views.tables import heads_of, paging_of, query_of

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
    form = SubmissionsForm(request.GET, workshop=workshop)
    rows = form.applied_to(own.listed_for(request.user), seen=seen)
    page, sent_in = page_of(rows, request.GET.get("page"))
    context = chair_context(workshop) | set_aside(workshop, request.user)
    context |= paging_of(page) | {
        "form": form,
        "sent_in": sent_in,
        "entries": entries_of(page.object_list, seen=seen),
        "heads": heads_of(request, COLUMNS, form.order),
        "query": query_of(request),
        "exports": KINDS,
        "key": secrets.token_hex(16),
    }
    return render(request, "submissions/chair_list.html", context)


@require_safe
def export(request, slug, kind):
    """What the list shows, all pages of it, as a file. What has merely arrived is not in it."""
    check_kind(kind)
    workshop = chaired(request, slug)
    questions = list(workshop.questions.values_list("text", flat=True))
    return file_of(
        workshop,
        "submissions",
        kind,
        records=records_of(
            workshop, keys_of(SubmissionsForm(request.GET, workshop=workshop), request.user)
        ),
        heading=heading_of(questions),
        cells=lambda record: cells_of(record, questions),
    )
