"""A long job, for who asked for it: how far it is, cancelling it, fetching what came of it."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshop.discovery import merged
from workshop.models import Job, Workshop
from workshop.progress import cancel_job
from workshop.queue import enqueue_again


@require_http_methods(["GET", "HEAD", "POST"])
def job(request, code):
    """GET shows, and looks again by itself until it is over. POST cancels it or tries it again."""
    found = _own(request, code)
    if request.method == "POST":
        if "cancel" in request.POST and not cancel_job(found, by=request.user):
            messages.info(request, _("It was over before it could be cancelled."))
        elif "again" in request.POST:
            enqueue_again(found.key)
        return redirect("job", code)
    context = {
        "job": found,
        "label": merged("jobs", "LABELS").get(found.kind, found.kind),
        "is_over": found.state in Job.OVER,
        "may_fetch": _may_fetch(found, request.user),
        "is_chair": Workshop.objects.chaired_by(request.user).filter(pk=found.workshop_id).exists(),
    }
    return render(request, "workshop/job.html", context)


@require_safe
def job_file(request, code):
    found = _own(request, code)
    if not _may_fetch(found, request.user):
        raise Http404
    path = found.result["file"]
    if not default_storage.exists(path):
        raise Http404
    return FileResponse(
        default_storage.open(path), as_attachment=True, filename=found.result["name"]
    )


def _own(request, code):
    return get_object_or_404(Job.objects.select_related("workshop"), by=request.user, code=code)


def _may_fetch(found, user):
    """Asked each time: what its maker may know has perhaps become less since it was made."""
    rules = merged("jobs", "MAY_FETCH")
    has_file = found.state == Job.State.DONE and bool((found.result or {}).get("file"))
    return has_file and found.kind in rules and rules[found.kind](found, user)
