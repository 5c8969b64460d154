"""A chair changes a submission for its authors: their form, and a reason that they read."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.forms import ForAuthorsForm
from reviews.views.chair import back, decidable
from submissions.edits import note_new_pdf
from submissions.forms import CUT_OFF, problems_of
from submissions.holding import held
from submissions.models import Status, Submission
from submissions.services import StaleSave, save_texts
from submissions.uploads import NotOpen, TooManyVersions, add_manuscript
from submissions.views.page import STAYS, form_of, lines_of, say_as_stored
from submissions.views.shared import too_many_versions
from workshop.chair_page import chair_context
from workshop.forms import problems


@require_http_methods(["GET", "HEAD", "POST"])
def edit_for_authors(request, slug, code):
    """Also after the deadline; all or nothing, as it has been sent in."""
    found = decidable(request, slug, code)
    if found.status != Status.SUBMITTED:
        messages.error(request, _("Only what is submitted and not announced is changed here."))
        return back(request, found)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_of(request, decidable(request, slug, code), *sent)
    lines = lines_of(request, found, *sent[:1])
    reason = ForAuthorsForm(*sent[:1], prefix="edit")
    if sent and not STAYS & request.POST.keys() and _save(request, found, form, lines, reason):
        messages.success(request, _("Changed; the authors are told what and why."))
        return back(request, found)
    if "proposal" in request.FILES:
        _say_not_kept(form)
    return _page(request, found, form, lines, reason)


def _save(request, submission, form, lines, reason):
    """Whether it was: texts and file, or nothing."""
    if not _is_whole(form, lines, reason):
        return False
    try:
        _store(request, submission, form, lines, why=reason.cleaned_data["reason"])
    except NotOpen:
        form.add_error(None, _("It has moved on meanwhile, so nothing was changed."))
        return False
    except TooManyVersions:
        form.add_error("proposal", too_many_versions(submission))
        return False
    except StaleSave:
        say_as_stored(form, Submission.objects.get(pk=submission.pk))
        return False
    return True


def _store(request, submission, form, lines, *, why):
    upload, by = form.cleaned_data.get("proposal"), request.user
    with held(submission) as current:
        before = current.newest
        save_texts(current, form, lines, by=by, reason=why)
        if upload:
            sent = add_manuscript(current, upload, by=by)
            note_new_pdf(current, before, sent, by=by, reason=why)


def _is_whole(form, lines, reason):
    is_valid = [form.is_valid(), lines.is_valid(), reason.is_valid()]
    if form.is_cut_off:
        form.add_error(None, CUT_OFF)
        return False
    form.ask_for_all(manuscript=None)
    lines.ask_for_all()
    return all(is_valid) and not form.errors and lines.is_whole


def _say_not_kept(form):
    """A browser sends a file once: without a word, the next press would be without it."""
    if "proposal" not in form.errors:
        form.add_error("proposal", _("Choose the file once more: it is kept with all the rest."))


def _page(request, submission, form, lines, reason):
    is_sent = form.is_bound and not STAYS & request.POST.keys()
    context = chair_context(submission.workshop) | {
        "submission": submission,
        "form": form,
        "lines": lines,
        "reason": reason,
        "problems": [*problems_of(form, lines), *problems(reason)] if is_sent else [],
        "heading": _("Not saved"),
        "section": "decisions",
    }
    return render(request, "reviews/edit.html", context, status=422 if is_sent else 200)
