"""The files of an entry, for those who judge it: each time asked who may."""

from csp.decorators import csp
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from competition.models import Entry
from competition.views.files import serve_description, serve_log
from submissions.views.files import NOTHING_ELSE


def judged(request, slug, code):
    """The entry, if the reader judges it."""
    rows = Entry.objects.judged_by(request.user).with_all()
    return get_object_or_404(rows, team__competition__workshop__slug=slug, code=code)


@require_safe
@csp(NOTHING_ELSE)
def description(request, slug, code, number):
    """One version of the PDF, to be read beside the page."""
    entry = judged(request, slug, code)
    found = next((one for one in entry.descriptions.all() if one.number == number), None)
    if found is None:
        raise Http404
    return serve_description(found)


@require_safe
@csp(NOTHING_ELSE)
def log(request, slug, code, log):
    """A log as it was sent, to be kept: never to be shown by a browser."""
    entry = judged(request, slug, code)
    found = next((one for one in entry.measurements.all() if one.code == log), None)
    if found is None:
        raise Http404
    return serve_log(found)
