"""The page of a contribution: title, authors, abstract, and how it is cited."""

from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from program.citing import bibtex_of
from program.entries import listed_of
from program.forms import ZoneSwitch
from program.metadata import article_of, citation_of
from program.models import Contribution
from program.schedule import by_day, instants_of, mark, openings_of, public_slots
from program.views.pages import page_of
from program.views.reading import public_revision, readable_workshop
from submissions.views.files import NOTHING_ELSE, pdf_of
from workshop.renderings import stored
from workshop.times import known_zone


@login_not_required
@require_safe
@stored(public_revision, reads={"zone": known_zone})
def contribution(request, slug, code):
    """Of what the program lists; nothing else has a page."""
    workshop = readable_workshop(request, slug)
    row, slot, slots = _listed(workshop, code)
    mark(slots, timezone.now())
    form, held = ZoneSwitch(request.GET, workshop=workshop), [slot] if slot else []
    context = {
        "workshop": workshop,
        "here": "contribution",
        "heading": row.name,
        "event": article_of(row),
        "citation": citation_of(row),
        "bibtex": bibtex_of(row, url=_address(row)),
        "form": form,
        "day": by_day(held, form.tz)[0] if slot else None,
        "slot": slot,
        "row": row,
        "contribution": listed_of([row], form.tz)[0],
    }
    instants = [*instants_of(slots), *openings_of([row])]
    return page_of(
        request, "program/contribution.html", context, tz=form.tz, instants=instants, slots=held
    )


@login_not_required
@require_safe
@stored(public_revision)
def bibtex(request, slug, code):
    row, _slot, _slots = _listed(readable_workshop(request, slug), code)
    body = bibtex_of(row, url=_address(row))
    return HttpResponse(body, content_type="application/x-bibtex; charset=utf-8")


@login_not_required
@require_safe
@csp(NOTHING_ELSE)
def paper(request, slug, code):
    """The PDF of what the program lists, if its authors chose to post it; asked each time."""
    workshop = readable_workshop(request, slug)
    rows = Contribution.objects.with_paper().filter(workshop=workshop, code=code)
    if workshop.is_program_hidden:
        raise Http404
    submission = get_object_or_404(rows.select_related("submission__workshop")).submission
    if submission.proposal is None:
        raise Http404
    response = pdf_of(submission, submission.proposal.file.name)
    response["Cache-Control"] = "no-cache" if workshop.is_public else "private, no-store"
    return response


def _address(row):
    return settings.SITE_URL + row.get_absolute_url()


def _listed(workshop, code):
    """(the contribution, its slot or None, all slots)."""
    slots, unplaced = public_slots(workshop)
    rows = [(row, slot) for slot in slots for row in slot.listed]
    rows += [(row, None) for row in unplaced]
    for row, slot in rows:
        if row.code == code:
            row.workshop = workshop
            return row, slot, slots
    raise Http404
