"""How the form of a submission is drawn: as a page, or the parts that change while it is open."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.author_lines import author_lines
from submissions.deadlines import due_of
from submissions.forms import SubmissionForm, problems_of
from submissions.offers import offered_by
from submissions.views.shared import findings_of, why_closed
from submissions.words import TEXTS
from workshop.forms import say_stale

STAYS = {"add", "up", "down", "paste", "use", "check"}  # buttons that go on with the form


def form_of(request, submission, *sent):
    of_whom = {"workshop": submission.workshop, "user": request.user}
    return SubmissionForm(*sent, instance=submission, **of_whom)


def lines_of(request, submission, data=None):
    return author_lines(submission, request.user, data)


def root_of(submission):
    """Where its check and its drawn pages are: a guest's at the one page that knows it."""
    if submission.pk and submission.submitter_id:
        return submission.get_absolute_url()
    return reverse("submit", args=[submission.workshop.slug])


def form_page(request, submission, form, lines):
    context = pdf_context(submission, form) | {
        "lines": lines,
        "action": _action(submission),
        "problems": problems_of(form, lines) if form else [],
        "heading": _not_done(request, submission),
        "advice": _advice(request, submission) if form and not form.non_field_errors() else "",
        "deadline": due_of(submission.workshop, by=request.user, submission=submission),
        "closed": "" if form else why_closed(submission.workshop, by=request.user),
        "is_guest": not request.user.is_authenticated,
    }
    bad = form and form.is_bound and (form.errors or not lines.is_whole)
    return render(request, "submissions/form.html", context, status=422 if bad else 200)


def kept_on_page(request, submission, form, lines, why):
    """Nothing of it is stored; it stands on the page, with the reason."""
    if "auto" in request.POST:
        return saved_fragment(request, submission, form, kept=False, why=why)
    form.add_error(None, why)
    return form_page(request, submission, form, lines)


def say_as_stored(form, stored):
    """Beside what was typed, what somebody else has saved meanwhile."""
    say_stale(form, {name: getattr(stored, name) for name in TEXTS}, stored.version)
    told = ", ".join(f"{one.name} <{one.mail}>" for one in stored.authors.all())
    form.add_error(None, _("Authors as stored: %(authors)s") % {"authors": told or "–"})


def pdf_context(submission, form):
    newest = submission.manuscripts.last() if submission.pk else None
    return {
        "workshop": submission.workshop,
        "submission": submission,
        "form": form,
        "newest": newest,
        "findings": findings_of(newest),
        "offer": offered_by(newest),
        "root": root_of(submission),
    }


def saved_fragment(request, submission, form, *, kept, sent=None, why=""):
    """What changes on the open page: that it is saved, or why not, and what came of a file."""
    context = pdf_context(submission, form) | {
        "kept": kept,
        "why": why,
        "at": timezone.now(),
        "with_pdf": bool(sent) or "proposal" in form.errors,
    }
    return render(request, "submissions/_saved.html", context)


def check_fragment(request, submission):
    """The PDF's part of the form: asked for until the check has answered."""
    form = form_of(request, submission)
    return render(request, "submissions/_pdf.html", pdf_context(submission, form))


def _action(submission):
    if submission.pk and submission.submitter_id:
        return reverse("edit_submission", args=[submission.workshop.slug, submission.code])
    return reverse("submit", args=[submission.workshop.slug])


def _not_done(request, submission):
    """The heading of what is to be mended."""
    if not submission.is_draft:
        return _("Not saved")
    return _("Not sent in yet") if "submit" in request.POST else ""


def _advice(request, submission):
    if not submission.pk or not submission.is_draft:
        return ""
    if "submit" in request.POST:
        return _("It is kept as a draft; to send it in, mend what is marked.")
    return _("The rest is kept as a draft.")
