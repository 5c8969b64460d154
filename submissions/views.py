from csp.decorators import csp
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from submissions.findings import words_of
from submissions.forms import SubmissionForm, author_lines, problems_of
from submissions.jobs import check_has_broken_down, wait_for
from submissions.models import Status, Submission
from submissions.services import (
    MOST_OF_ONE_PERSON,
    NotADraft,
    NotComplete,
    NotOpen,
    StaleSave,
    TooMany,
    TransitionNotAllowed,
    add_manuscript,
    ask_to_submit,
    begin_draft,
    change_status,
    is_ready,
    save_texts,
    stop_asking,
    takes_submissions,
)
from submissions.services import discard as discard_draft
from workshop.discovery import found as contributed
from workshop.forms import say_stale
from workshop.models import KeyDate, Workshop

NOTHING_ELSE = {"default-src": ["'none'"], "frame-ancestors": ["'self'"]}


def findings_of(manuscript):
    return [words_of(finding) for finding in manuscript.findings] if manuscript else []


def own_submission(request, slug, code):
    own = Submission.objects.written_by(request.user).for_page()
    return get_object_or_404(own, workshop__slug=slug, code=code)


def visible_submission(request, slug, code):
    visible = Submission.objects.visible_to(request.user).for_page()
    return get_object_or_404(visible, workshop__slug=slug, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
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
    if "key" in form.errors or not takes_submissions(workshop, request.arrived_at):
        form.add_error(None, _too_late(workshop))
        return _form_page(request, blank, form, lines)
    if "end" in form.errors:
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
    form.add_error(None, form.errors["end"])
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
def edit(request, slug, code):
    return _edit(request, own_submission(request, slug, code))


def _edit(request, submission):
    is_editable = Submission.objects.editable_by(request.user).filter(pk=submission.pk).exists()
    if request.method == "POST":
        return _save(request, submission) if is_editable else _closed_meanwhile(request, submission)
    if not is_editable:
        messages.error(request, _("This submission can no longer be changed."))
        return redirect(submission)
    lines = author_lines(submission, request.user)
    return _form_page(request, submission, _form(request, submission), lines)


def _closed_meanwhile(request, submission):
    """A co-author has withdrawn it, or it was decided: nothing is stored, the text stays."""
    form = _form(request, submission, request.POST)
    form.add_error(None, _("This submission can no longer be changed."))
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
    in_time = takes_submissions(stored.workshop, request.arrived_at)
    form.is_valid(), lines.is_valid()  # so that both know what is amiss
    if not in_time and (stored.asked_at or not stored.is_draft):
        form.add_error(None, _too_late(stored.workshop))
        return _form_page(request, stored, form, lines)
    if "end" in form.errors:
        return _cut_off(request, stored, form, lines)
    sent = _keep_file(request, stored, form)
    kept = _kept(request, stored, form, lines, sent)
    if kept and "submit" not in request.POST:
        stop_asking(stored)
    if sent:
        wait_for(sent)
    if not kept and sent and stored.is_draft and "submit" in request.POST:
        form.ask_for_pdf(sent)  # whose check is over by now, perhaps
    if not kept or "add" in request.POST:
        return _form_page(request, stored, form, lines)
    if "submit" in request.POST:
        _send_in(request, stored, in_time)
    else:
        messages.success(request, _("Saved."))
    return redirect(stored)


def _keep_file(request, stored, form):
    upload = request.FILES.get("proposal")
    if upload is None or "proposal" in form.errors:
        return None
    return add_manuscript(stored, upload, by=request.user)


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
        form.add_error(None, _("This submission can no longer be changed."))
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


def _send_in(request, submission, in_time):
    if not in_time:
        messages.error(request, _closed(submission.workshop))
        return
    try:
        ask_to_submit(submission, by=request.user, at=request.arrived_at)
    except NotComplete as incomplete:
        told = _("It is kept as a draft. Before it can be sent in it needs: %(what)s.")
        messages.error(request, told % {"what": ", ".join(incomplete.args)})


@require_POST
def send_in(request, slug, code):
    """A draft as it is stored, from its page."""
    editable = Submission.objects.editable_by(request.user).for_page()
    found = get_object_or_404(editable, workshop__slug=slug, code=code)
    _send_in(request, found, takes_submissions(found.workshop, request.arrived_at))
    return redirect(found)


def _too_late(workshop):
    return f"{_closed(workshop)} {_('What you typed is still on this page.')}"


def _too_many(workshop):
    told = _("You have begun %(number)d submissions here already. Write to %(contact)s for more.")
    return told % {"number": MOST_OF_ONE_PERSON, "contact": workshop.contact}


def _closed(workshop):
    """Says when the deadline was, never how long the grace period is."""
    deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
    if deadline is None or not deadline.has_passed:
        return _("This workshop does not take submissions now.")
    return _("The deadline was %(day)s %(zone)s. Write to %(contact)s if you have a reason.") % {
        "day": date_format(deadline.local, "j F Y, H:i"),
        "zone": deadline.zone_name,
        "contact": workshop.contact,
    }


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
        "closed": "" if form else _closed(submission.workshop),
    }
    bad = form is not None and form.is_bound and not _is_whole(form, lines)
    return render(request, "submissions/form.html", context, status=422 if bad else 200)


@require_safe
def submission(request, slug, code):
    """The page of one submission, for its authors and for the chairs who may read it."""
    found = visible_submission(request, slug, code)
    parts = [part(found, request.user) for part in contributed("submission_page", "sections_for")]
    newest, one = found.newest, Submission.objects.filter(pk=found.pk)
    is_open = takes_submissions(found.workshop, request.arrived_at)
    is_editable = one.editable_by(request.user).exists()
    context = {
        "workshop": found.workshop,
        "submission": found,
        "newest": newest,
        "findings": findings_of(newest),
        "has_broken_down": bool(newest) and check_has_broken_down(newest),
        "is_own": one.written_by(request.user).exists(),
        "deadline": found.workshop.date_of(KeyDate.Kind.SUBMISSION),
        "sections": [section for part in parts for section in part],
        "may_send_in": is_editable and is_open and is_ready(found),
        "may_edit": is_editable and (is_open or found.is_draft),
        "may_discard": one.discardable_by(request.user).exists(),
        "may_withdraw": is_open and one.withdrawable_by(request.user).exists(),
    }
    return render(request, "submissions/submission.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug, code):
    """GET asks, POST withdraws; a chair can bring it back."""
    found = own_submission(request, slug, code)
    if not takes_submissions(found.workshop, request.arrived_at):
        messages.error(request, _closed(found.workshop))
        return redirect(found)
    if not Submission.objects.withdrawable_by(request.user).filter(pk=found.pk).exists():
        messages.error(request, _not_withdrawn(found))
        return redirect(found)
    if request.method != "POST":
        context = {"workshop": found.workshop, "submission": found}
        return render(request, "submissions/withdraw.html", context)
    try:
        change_status(found, Status.WITHDRAWN, by=request.user)
    except TransitionNotAllowed:
        messages.error(request, _("This submission cannot be withdrawn now."))
    else:
        messages.success(request, _("The submission is withdrawn."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, slug, code):
    """GET asks, POST throws the draft away; nobody brings it back."""
    own = Submission.objects.discardable_by(request.user).for_page()
    draft = get_object_or_404(own, workshop__slug=slug, code=code)
    if request.method != "POST":
        context = {"workshop": draft.workshop, "submission": draft}
        return render(request, "submissions/discard.html", context)
    try:
        discard_draft(draft)
    except NotADraft:
        messages.error(request, _("It has been sent in meanwhile, so it is not discarded."))
        return redirect(draft)
    messages.success(request, _("The draft is discarded."))
    return redirect("me")


def _not_withdrawn(submission):
    if submission.is_draft:
        return _("This is a draft: it has not been sent in, so nothing is to be withdrawn.")
    if submission.status == Status.WITHDRAWN:
        return _("This submission is withdrawn already.")
    told = _("This submission has been decided. Write to %(contact)s to withdraw it.")
    return told % {"contact": submission.workshop.contact}


@require_safe
@csp(NOTHING_ELSE)
def proposal(request, slug, code):
    """The PDF in force, under a name of our own."""
    found = visible_submission(request, slug, code)
    manuscript = found.proposal
    if manuscript is None:
        raise Http404
    return FileResponse(
        opened(manuscript.file.name),
        filename=f"{found.workshop.slug}-{found.code}.pdf",
        content_type="application/pdf",
    )


@require_safe
def page(request, slug, code, number):
    """One drawn page of the newest manuscript."""
    return drawn_page(visible_submission(request, slug, code).newest, number)


def drawn_page(manuscript, number):
    if manuscript is None or not 1 <= number <= len(manuscript.pages):
        raise Http404
    return FileResponse(opened(manuscript.page_path(number)), content_type="image/webp")


def opened(path):
    """A stored file; one that a broken disk or a restored copy lacks is not there."""
    try:
        return default_storage.open(path)
    except FileNotFoundError as missing:
        raise Http404 from missing
