"""The form of a submission, new or stored: what fails loses nothing that was typed or uploaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from submissions.forms import CUT_OFF
from submissions.guests import Claimed, begin_as_guest, claim, draft_of, expects, forget, remember
from submissions.jobs import wait_for
from submissions.models import Submission
from submissions.offers import with_offer
from submissions.services import (
    StaleSave,
    TooMany,
    begin_draft,
    is_in_time,
    save_texts,
    stop_asking,
    takes_submissions,
)
from submissions.uploads import NotOpen, add_manuscript
from submissions.views.code import send_code
from submissions.views.page import STAYS, form_of, form_page, lines_of, saved_fragment
from submissions.views.shared import (
    again,
    discarded_is_gone,
    may_send_in,
    own_submission,
    send_in_if_whole,
    why_closed,
    why_not_editable,
)
from workshop.forms import say_stale
from workshop.models import Workshop

NO_LONGER = gettext_lazy("This submission can no longer be changed.")
CLAIMED = gettext_lazy(
    "What was begun here belongs to an account by now. Sign in to go on with it."
)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def submit(request, slug):
    """A new submission, a guest's as well. The first POST makes the draft, whatever it holds."""
    readable = Workshop.objects.readable_by(request.user).prefetch_related("key_dates")
    workshop = get_object_or_404(readable, slug=slug)
    begun = draft_of(request, workshop)
    if request.method == "POST":
        return _of_guest(request, workshop, begun) if begun else _begin(request, workshop)
    found = begun or _blank(request, workshop)
    if not begun and not takes_submissions(workshop, request.arrived_at, by=request.user):
        return form_page(request, found, None, None)
    return form_page(request, found, form_of(request, found), lines_of(request, found))


def _blank(request, workshop):
    submitter = request.user if request.user.is_authenticated else None
    return Submission(workshop=workshop, submitter=submitter)


def _of_guest(request, workshop, begun):
    """What this browser has begun goes on; whoever has signed in meanwhile makes it theirs."""
    if not request.user.is_authenticated:
        return _edit(request, begun)
    try:
        claim(begun, by=request.user, at=request.arrived_at)
    except Claimed:
        return forget(_begin(request, workshop), workshop)
    return forget(_edit(request, own_submission(request, workshop.slug, begun.code)), workshop)


def _begin(request, workshop):
    blank = _blank(request, workshop)
    form = form_of(request, blank, request.POST, request.FILES)
    lines = lines_of(request, blank, request.POST)
    if not takes_submissions(workshop, request.arrived_at, by=request.user):
        why = _still_here(why_closed(workshop, by=request.user))
        return _kept_on_page(request, blank, form, lines, why)
    if form.is_cut_off:
        return _kept_on_page(request, blank, form, lines, CUT_OFF)
    if form.is_untouched and lines.is_untouched(request.user) and "proposal" not in request.FILES:
        return _nothing_typed(request, blank, form, lines)
    try:
        return _edit_new(request, workshop, form.cleaned_data["key"])
    except TooMany:
        return _kept_on_page(request, blank, form, lines, _too_many(workshop))
    except Claimed:
        return _kept_on_page(request, blank, form, lines, CLAIMED)


def _edit_new(request, workshop, key):
    if request.user.is_authenticated:
        draft = begin_draft(workshop, by=request.user, key=key)
        return _edit(request, own_submission(request, workshop.slug, draft.code))
    draft = again(begin_as_guest(request, workshop, key=key))
    return remember(_edit(request, draft), draft)


def _kept_on_page(request, submission, form, lines, why):
    """Nothing of it is stored; it stands on the page, with the reason."""
    if "auto" in request.POST:
        return saved_fragment(request, submission, form, kept=False, why=why)
    form.add_error(None, why)
    return form_page(request, submission, form, lines)


def _nothing_typed(request, blank, form, lines):
    """No draft is begun of it."""
    if "auto" in request.POST:
        return HttpResponse(status=204)
    if "submit" in request.POST:
        _ask_for_all(request, form, lines, None)
    elif "save" in request.POST:
        form.add_error(None, _("There is nothing to keep yet: write a title or choose a file."))
    return form_page(request, blank, form, lines)


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
    return form_page(
        request, submission, form_of(request, submission), lines_of(request, submission)
    )


def _why_not_now(request, submission):
    """Why it cannot be changed (any more), in words; "" where it can."""
    rows = Submission.objects.filter(pk=submission.pk)
    if submission.submitter and not rows.editable_by(request.user).exists():
        return why_not_editable(submission)
    if not is_in_time(submission, request.arrived_at, by=request.user):
        return why_closed(submission.workshop, by=request.user, submission=submission)
    return ""


def _refused(request, submission, why):
    """Nothing is stored, the text stays."""
    form = form_of(request, submission, request.POST)
    lines = lines_of(request, submission, request.POST)
    return _kept_on_page(request, submission, form, lines, _still_here(why))


def _save(request, stored):
    """Keep the file, then the texts, then send in if that was asked: what fails loses nothing."""
    data = with_offer(request.POST, stored.newest)
    form = form_of(request, stored, data, request.FILES)
    lines = lines_of(request, stored, data)
    form.is_valid(), lines.is_valid()  # so that both know what is amiss
    if form.is_cut_off:
        return _kept_on_page(request, stored, form, lines, CUT_OFF)
    sent = _keep_file(request, stored, form)
    if "auto" in request.POST:
        return _saved_by_itself(request, stored, form, lines, sent)
    kept = _kept(request, stored, form, lines, sent)
    if kept and "save" in request.POST and stop_asking(stored):
        messages.warning(request, _("Kept as a draft: it is not sent in."))
    if sent:
        wait_for(sent)
    if not kept and sent and stored.is_draft and "submit" in request.POST:
        form.ask_for_pdf(sent)  # whose check is over by now, perhaps
    if not kept or _stays_on_page(request):
        return form_page(request, stored, form, lines)
    return _kept_and_gone_on(request, stored, form, lines)


def _stays_on_page(request):
    return bool(STAYS & request.POST.keys())


def _saved_by_itself(request, stored, form, lines, sent):
    """What the page saves while somebody is at it: a draft's, and nothing is asked for."""
    kept = not _is_meant(stored) and _saved(request, form, lines, by_itself=True)
    return saved_fragment(request, again(stored), form, kept=kept, sent=sent)


def _is_meant(submission):
    """Sent in, or as good as: what is stored of it is whole."""
    return not submission.is_draft or submission.asked_at is not None


def _kept_and_gone_on(request, stored, form, lines):
    if stored.submitter is None:
        return _kept_of_guest(request, stored, form, lines)
    if "submit" in request.POST:
        send_in_if_whole(request, stored)
    else:
        messages.success(request, _("Saved."))
    return redirect(stored)


def _kept_of_guest(request, stored, form, lines):
    """It counts from now; a code shows whose it is."""
    mail = form.cleaned_data.get("mail", "")
    if "submit" in request.POST:
        mail = form.ask_for_mail(lines)
        send_in_if_whole(request, stored)
    if not mail:
        messages.success(request, _("Kept in this browser for two weeks."))
        return redirect("submit", stored.workshop.slug)
    expects(stored, mail)
    return send_code(request, stored)


def _keep_file(request, stored, form):
    upload = request.FILES.get("proposal")
    if upload is None or "proposal" in form.errors:
        return None
    by = request.user if request.user.is_authenticated else None
    try:
        return add_manuscript(stored, upload, by=by)
    except NotOpen:
        return None  # the texts meet the same closed door, and say so


def _kept(request, stored, form, lines, sent):
    """Of a draft, what is valid is kept before the rest is asked for; else all or nothing."""
    if _is_meant(stored) and not (stored.is_draft and "save" in request.POST):
        newest = sent or stored.newest
        return _stays_on_page(request) or _kept_whole(request, form, lines, newest)
    if not _saved(request, form, lines):
        return False
    if "submit" in request.POST and may_send_in(request, stored):
        _ask_for_all(request, form, lines, sent or stored.newest)
    return _is_whole(form, lines)


def _kept_whole(request, form, lines, newest):
    _ask_for_all(request, form, lines, newest)
    return _is_whole(form, lines) and _saved(request, form, lines)


def _ask_for_all(request, form, lines, manuscript):
    form.ask_for_all(manuscript=manuscript)
    lines.ask_for_all()
    if not request.user.is_authenticated:
        form.ask_for_mail(lines)


def _is_whole(form, lines):
    return not form.errors and lines.is_whole


def _saved(request, form, lines, *, by_itself=False):
    """Whether it was; what the form then shows was read from what is stored now."""
    by = request.user if request.user.is_authenticated else None
    try:
        stored = save_texts(form, lines, by=by, by_itself=by_itself)
    except NotOpen:
        form.add_error(None, NO_LONGER)
        return False
    except StaleSave:
        if not by_itself:
            _say_stale(form, Submission.objects.get(pk=form.instance.pk))
        return False
    form.show_version(stored.version)
    return True


def _say_stale(form, stored):
    texts = {name: getattr(stored, name) for name in ("title", "abstract", "institutions", "notes")}
    say_stale(form, texts, stored.version)
    authors = stored.authors.values_list("name", "mail")
    told = ", ".join(f"{name} <{mail}>" for name, mail in authors)
    form.add_error(None, _("Authors as stored: %(authors)s") % {"authors": told or "–"})


def _still_here(why):
    told = _("%(why)s What you typed is still on this page.")
    return told % {"why": why}


def _too_many(workshop):
    told = _(
        "You have %(number)d open drafts here already. Send one in or discard one; or write to "
        "%(contact)s."
    )
    return told % {"number": workshop.most_drafts, "contact": workshop.contact}
