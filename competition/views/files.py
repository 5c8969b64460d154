"""The files of entries, each time asked who may; the chairs' pages serve them the same way."""

from csp.decorators import csp
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from competition.views.shared import own_entry, own_log
from submissions.views.files import NOTHING_ELSE, opened

LOGS = {".csv", ".json", ".jsonl", ".log", ".txt"}


@require_safe
@csp(NOTHING_ELSE)
def description(request, slug, code):
    """The newest PDF."""
    newest = own_entry(request, slug, code).description
    if newest is None:
        raise Http404
    return serve_description(newest)


@require_safe
@csp(NOTHING_ELSE)
def description_version(request, slug, code, number):
    versions = own_entry(request, slug, code).descriptions
    return serve_description(get_object_or_404(versions, number=number))


@require_safe
@csp(NOTHING_ELSE)
def log(request, slug, code, log):
    _entry, found = own_log(request, slug, code, log)
    return serve_log(found)


def serve_description(description):
    """One version, to open beside the page that leads to it; its view sets NOTHING_ELSE."""
    entry = description.entry
    return FileResponse(
        opened(description.file.name),
        filename=f"{entry.workshop.slug}-{entry.code}-{description.number}.pdf",
        content_type="application/pdf",
    )


def serve_log(log):
    """To be stored, never shown: whatever it holds, no browser takes it for a page."""
    ending = next((one for one in LOGS if log.name.lower().endswith(one)), ".log")
    return FileResponse(
        opened(log.file.name),
        as_attachment=True,
        filename=f"{log.entry.workshop.slug}-{log.entry.code}-{log.code}{ending}",
        content_type="application/octet-stream",
    )
