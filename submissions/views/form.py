"""The form of a submission, new or stored: what fails loses nothing that was typed or uploaded."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from submissions.forms import CUT_OFF, SubmissionForm, author_lines, problems_of
from submissions.jobs import wait_for
from submissions.models import Submission
from submissions.services import (
    MOST_OF_ONE_PERSON,
    StaleSave,
    TooMany,
    begin_draft,
    is_in_time,
    save_texts,
    stop_asking,
    takes_submissions,
)
from submissions.uploads import NotOpen, add_manuscript
from submissions.views.shared import (
    discarded_is_gone,
    findings_of,
    own_submission,
    send_in_if_whole,
    why_closed,
)
from workshop.forms import say_stale
from workshop.models import KeyDate, Workshop

NO_LONGER = gettext_lazy("This submission can no longer be changed.")


@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def submit(request, slug):
    """A new submission. The first POST makes the draft, whatever else it holds."""
    workshop = get_object_or_404(Workshop.objects.readable_by(request.user), slug=slug)
    if request.method == "POST":
        return _begin(request, workshop)
    blank = Submission(workshop=workshop, submitter=request.user)
    if not takes_submissions(workshop, request.arrived_at):
        return _form_page(request, blank, None, None)
    return _form_page(request, blank, _form(request, blank), author_lines(blank, request.user))


def _begin(request, workshop):
    blank = Submission(workshop=workshop, submitter=request.user)
    form = _form(request, blank, request.POST, request.FILES)
    lines = author_lines(blank, request.user, request.POST)
    if not takes_submissions(workshop, request.arrived_at):
        form.add_error(None, _still_here(why_closed(workshop)))
        return _form_page(request, blank, form, lines)
    if form.is_cut_off:
        return _cut_off(request, blank, form, lines)
    if form.is_untouched and lines.is_untouched(request.user):
        return _nothing_typed(request, blank, form, lines)
    try:
        draft = begin_draft(workshop, by=request.user, key=form.cleaned_data["key"])
    except TooMany:
        form.add_error(None, _too_many(workshop))
        return _form_page(request, blank, form, lines)
    return _edit(request, own_submission(request, workshop.slug, draft.code))


def _cut_off(request, submission, form, lines):
    """What is missing at its end would count as taken away: nothing of it is stored."""
    form.add_error(None, CUT_OFF)
    return _form_page(request, submission, form, lines)


def _nothing_typed(request, blank, form, lines):
    """No draft is begun of it."""
    if "submit" in request.POST:
        form.ask_for_all(manuscript=None)
        lines.ask_for_all()
    elif "save" in request.POST:
        form.add_error(None, _("There is nothing to keep yet: write a title or choose a file."))
    return _form_page(request, blank, form, lines)


@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def edit(request, slug, code):
    return _edit(request, own_submission(request, slug, code))


def _edit(request, submission):
    why = _why_not_now(request, submission)
    if request.method == "POST":
        return _refused(request, submission, why) if why else _save(request, submission)
    if why:
        messages.error(request, why)
        return redirect(submission)
    lines = author_lines(submission, request.user)
    return _form_page(request, submission, _form(request, submission), lines)


def _why_not_now(request, submission):
    """Why it cannot be changed (any more), in words; "" where it can."""
    if not Submission.objects.editable_by(request.user).filter(pk=submission.pk).exists():
        return NO_LONGER
    if not is_in_time(submission, request.arrived_at):
        return why_closed(submission.workshop)
    return ""


def _refused(request, submission, why):
    """Nothing is stored, the text stays."""
    form = _form(request, submission, request.POST)
    form.add_error(None, _still_here(why))
    lines = author_lines(submission, request.user, request.POST)
    return _form_page(request, submission, form, lines)


def _form(request, submission, *sent):
    of_whom = {"workshop": submission.workshop, "user": request.user}
    return SubmissionForm(*sent, instance=submission, **of_whom)


def _save(request, submission):
    """Keep the file, then the texts, then send in if that was asked: what fails loses nothing."""
    stored = own_submission(request, submission.workshop.slug, submission.code)
    form = _form(request, submission, request.POST, request.FILES)
    lines = author_lines(stored, request.user, request.POST)
    form.is_valid(), lines.is_valid()  # so that both know what is amiss
    if form.is_cut_off:
        return _cut_off(request, stored, form, lines)
    sent = _keep_file(request, stored, form)
    kept = _kept(request, stored, form, lines, sent)
    if kept and "save" in request.POST and stop_asking(stored):
        messages.warning(request, _("Kept as a draft: it is not sent in."))
    if sent:
        wait_for(sent)
    if not kept and sent and stored.is_draft and "submit" in request.POST:
        form.ask_for_pdf(sent)  # whose check is over by now, perhaps
    if not kept or "add" in request.POST:
        return _form_page(request, stored, form, lines)
    if "submit" in request.POST:
        send_in_if_whole(request, stored)
    else:
        messages.success(request, _("Saved."))
    return redirect(stored)


def _keep_file(request, stored, form):
    upload = request.FILES.get("proposal")
    if upload is None or "proposal" in form.errors:
        return None
    try:
        return add_manuscript(stored, upload, by=request.user)
    except NotOpen:
        return None  # the texts meet the same closed door, and say so


def _kept(request, stored, form, lines, sent):
    """Of a draft, what is valid is kept before the rest is asked for; else all or nothing."""
    if not stored.is_draft:
        return "add" in request.POST or _kept_whole(request, form, lines)
    if not _saved(request, form, lines):
        return False
    if "submit" in request.POST and takes_submissions(stored.workshop, request.arrived_at):
        _ask_for_all(form, lines, sent or stored.newest)
    return _is_whole(form, lines)


def _kept_whole(request, form, lines):
    _ask_for_all(form, lines, None)
    return _is_whole(form, lines) and _saved(request, form, lines)


def _ask_for_all(form, lines, manuscript):
    form.ask_for_all(manuscript=manuscript)
    lines.ask_for_all()


def _is_whole(form, lines):
    return not (form.errors or lines.incomplete or lines.non_form_errors())


def _saved(request, form, lines):
    """Whether it was; what the form then shows was read from what is stored now."""
    same = Submission.objects.filter(pk=form.instance.pk)
    try:
        save_texts(form, lines, by=request.user)
    except NotOpen:
        form.add_error(None, NO_LONGER)
        return False
    except StaleSave:
        stored = same.get()
        say_stale(form, {"title": stored.title, "abstract": stored.abstract}, stored.version)
        form.add_error(None, _authors_as_stored(stored))
        return False
    form.show_version(same.get().version)
    return True


def _authors_as_stored(submission):
    authors = submission.authors.values_list("name", "mail")
    told = ", ".join(f"{name} <{mail}>" for name, mail in authors)
    return _("Authors as stored: %(authors)s") % {"authors": told or "–"}


def _still_here(why):
    told = _("%(why)s What you typed is still on this page.")
    return told % {"why": why}


def _too_many(workshop):
    told = _("You have begun %(number)d submissions here already. Write to %(contact)s for more.")
    return told % {"number": MOST_OF_ONE_PERSON, "contact": workshop.contact}


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


def _form_page(request, submission, form, lines):
    newest = submission.manuscripts.last() if submission.pk else None
    context = {
        "workshop": submission.workshop,
        "submission": submission,
        "form": form,
        "lines": lines,
        "newest": newest,
        "findings": findings_of(newest),
        "problems": problems_of(form, lines) if form else [],
        "heading": _not_done(request, submission),
        "advice": _advice(request, submission) if form and not form.non_field_errors() else "",
        "deadline": submission.workshop.date_of(KeyDate.Kind.SUBMISSION),
        "closed": "" if form else why_closed(submission.workshop),
    }
    bad = form is not None and form.is_bound and not _is_whole(form, lines)
    return render(request, "submissions/form.html", context, status=422 if bad else 200)
