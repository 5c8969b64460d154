"""The files of a submission, each time asked who may."""

from csp.decorators import csp
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from submissions.authorpage import newest_for
from submissions.models import Submission
from submissions.views.page import check_fragment
from submissions.views.shared import own_submission, visible_submission

NOTHING_ELSE = {"default-src": ["'none'"], "frame-ancestors": ["'self'"]}


@require_safe
@csp(NOTHING_ELSE)
def proposal(request, slug, code):
    """The PDF in force, under a name of our own."""
    found = visible_submission(request, slug, code)
    manuscript = found.proposal
    if manuscript is None:
        raise Http404
    return pdf_of(found, manuscript.file.name)


@require_safe
@csp(NOTHING_ELSE)
def version(request, slug, code, number):
    """One of all PDFs that were sent, for its authors and chairs."""
    rows = Submission.objects.with_history(request.user).for_page()
    found = get_object_or_404(rows, workshop__slug=slug, code=code)
    numbered = {one.number: one for one in found.manuscripts.all()}
    if number not in numbered:
        raise Http404
    return pdf_of(found, numbered[number].file.name, mark=f"-{number}")


def pdf_of(submission, path, *, mark=""):
    """A stored PDF under a name of our own, to open beside the page that leads to it."""
    return FileResponse(
        opened(path),
        filename=f"{submission.workshop.slug}-{submission.code}{mark}.pdf",
        content_type="application/pdf",
    )


@require_safe
def check(request, slug, code):
    """The PDF's part of the form."""
    return check_fragment(request, own_submission(request, slug, code))


@require_safe
def page(request, slug, code, number):
    """One drawn page of the manuscript that the page of the submission shows."""
    return drawn_page(_shown(request, slug, code), number)


@require_safe
def small_page(request, slug, code, number):
    return drawn_page(_shown(request, slug, code), number, kind="small")


def _shown(request, slug, code):
    return newest_for(visible_submission(request, slug, code), request.user)


def drawn_page(manuscript, number, *, kind="page"):
    if manuscript is None or not 1 <= number <= len(manuscript.sheets):
        raise Http404
    return FileResponse(
        opened(manuscript.drawing_path(f"{kind}-{number}.webp")), content_type="image/webp"
    )


def opened(path):
    """A stored file; one that a broken disk or a restored copy lacks is not there."""
    try:
        return default_storage.open(path)
    except FileNotFoundError as missing:
        raise Http404 from missing
