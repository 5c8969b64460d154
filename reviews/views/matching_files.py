"""What the matching goes by and what came of it, as CSV: in with a dry run, and out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assigning.applying import Refused
from reviews.assigning.csvfiles import ASSIGNMENTS, CONFLICTS, KINDS, rows_of, written
from reviews.assigning.forms import FileForm
from reviews.assigning.importing import (
    bring_in,
    digest_of_file,
    people_in,
    read_for,
    rows_shown,
    standing_among,
)
from reviews.assigning.mailing import mails_of
from reviews.assigning.pool import pool_of
from reviews.chair_page import reviewing_context
from reviews.matching.scorefiles import BadScores
from workshop.digests import NotSeen
from workshop.views.shared import chaired

MOST_SHOWN = 500  # lines


@require_http_methods(["GET", "HEAD", "POST"])
def files(request, slug):
    """ "Look" shows what each line would do and which are wrong; "do" does what was looked at."""
    workshop = chaired(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    looked = {}
    if form.is_bound and form.is_valid():
        if "do" in request.POST and _brought_in(request, workshop, form):
            return redirect("matching", slug)
        looked = _looked(request, workshop, form)
    status = 422 if form.is_bound and (form.errors or "wrong" in looked) else 200
    kinds = [(kind, f"{kind}.csv") for kind in KINDS]
    context = reviewing_context(workshop) | {"form": form, "kinds": kinds} | looked
    return render(request, "reviews/matching_files.html", context, status=status)


def _looked(request, workshop, form):
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    try:
        found = read_for(workshop, kind, text, by=request.user)
    except BadScores as wrong:
        return {"wrong": str(wrong).splitlines()}
    people = people_in(found)
    known = standing_among(found) if kind == CONFLICTS else ()
    return {
        "count": len(found),
        "seen": digest_of_file(kind, found),
        "rows": rows_shown(found, people, known)[:MOST_SHOWN],
        "mails": list(mails_of(workshop, people.values()).items()) if kind == ASSIGNMENTS else [],
    }


def _brought_in(request, workshop, form):
    """Whether the page is over."""
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    seen = request.POST.get("seen", "")
    try:
        count = bring_in(workshop, kind, text, seen=seen, by=request.user)
    except NotSeen:
        messages.warning(request, _("This is not what was shown, so nothing was done. Look again."))
    except Refused as refused:
        messages.error(request, refused.told())
    except BadScores:
        return False
    else:
        told = ngettext("%d line came in.", "%d lines came in.", count)
        messages.success(request, told % count)
        return True
    return False


@require_safe
def export(request, slug, kind):
    """Of what the reader may decide alone."""
    workshop = chaired(request, slug)
    if kind not in KINDS:
        raise Http404
    pool = pool_of(workshop, request.user)
    text = written(kind, rows_of(kind, pool, workshop, request.user))
    name = f"{workshop.slug}-{kind}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
