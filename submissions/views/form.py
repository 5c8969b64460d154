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
from submissions.guests import Claimed, begin_as_guest, claim, draft_of, forget, remember
from submissions.lifecycle import EDITABLE
from submissions.models import Submission
from submissions.offers import with_offer
from submissions.querysets import is_kept_from
from submissions.services import TooMany, begin_draft, is_in_time, takes_submissions
from submissions.views.page import form_of, form_page, kept_on_page, lines_of
from submissions.views.saving import ask_for_all, save
from submissions.views.shared import (
    again,
    author_of,
    discarded_is_gone,
    own_submission,
    why_closed,
    why_not_editable,
)
from workshop.models import Workshop
from workshop.rush import waits_in_a_rush
from workshop.views.shared import readable

CLAIMED = gettext_lazy(
    "What was begun here belongs to an account by now. Sign in to go on with it."
)


@waits_in_a_rush
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def submit(request, slug):
    """A new submission, a guest's as well. The first POST makes the draft, whatever it holds."""
    workshop = readable(request, slug, Workshop.objects.prefetch_related("key_dates", "questions"))
    begun = draft_of(request, workshop)
    if request.method == "POST":
        return _of_guest(request, workshop, begun) if begun else _begin(request, workshop)
    found = begun or _blank(request, workshop)
    if not begun and not takes_submissions(workshop, request.arrived_at, by=request.user):
        return form_page(request, found, None, None)
    return form_page(request, found, form_of(request, found), lines_of(request, found))


def _blank(request, workshop):
    return Submission(workshop=workshop, submitter=author_of(request))


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
        return kept_on_page(request, blank, form, lines, why)
    if form.is_cut_off:
        return kept_on_page(request, blank, form, lines, CUT_OFF)
    if form.is_untouched and lines.is_untouched(request.user) and "proposal" not in request.FILES:
        return _nothing_typed(request, blank, form, lines)
    try:
        return _save_new(request, workshop, form, lines)
    except TooMany:
        return kept_on_page(request, blank, form, lines, _too_many(request, workshop))
    except Claimed:
        return kept_on_page(request, blank, form, lines, CLAIMED)


def _save_new(request, workshop, form, lines):
    key = form.cleaned_data["key"]
    if not request.user.is_authenticated:
        draft = again(begin_as_guest(request, workshop, key=key))
        return remember(_edit(request, draft), draft)
    draft, is_new = begin_draft(workshop, by=request.user, key=key)
    if not is_new:
        return _edit(request, own_submission(request, workshop.slug, draft.code))
    form.instance = draft
    return save(request, draft, form, lines)


def _nothing_typed(request, blank, form, lines):
    """No draft is begun of it."""
    if "auto" in request.POST:
        return HttpResponse(status=204)
    if "submit" in request.POST:
        ask_for_all(request, form, lines, None)
    elif "save" in request.POST:
        form.add_error(None, _("There is nothing to keep yet: write a title or choose a file."))
    return form_page(request, blank, form, lines)


@waits_in_a_rush
@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def edit(request, slug, code):
    own = Submission.objects.written_by(request.user).for_form()
    return _edit(request, get_object_or_404(own, workshop__slug=slug, code=code))


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
    if submission.status not in EDITABLE or is_kept_from(request.user, submission):
        return why_not_editable(submission)
    if not is_in_time(submission, request.arrived_at, by=request.user):
        return why_closed(submission.workshop, by=request.user, submission=submission)
    return ""


def _save(request, stored):
    data = with_offer(request.POST, stored)
    form = form_of(request, stored, data, request.FILES)
    return save(request, stored, form, lines_of(request, stored, data))


def _refused(request, submission, why):
    """Nothing is stored, the text stays."""
    form = form_of(request, submission, request.POST)
    lines = lines_of(request, submission, request.POST)
    return kept_on_page(request, submission, form, lines, _still_here(why))


def _still_here(why):
    told = _("%(why)s What you typed is still on this page.")
    return told % {"why": why}


def _too_many(request, workshop):
    if not request.user.is_authenticated:
        return _("Too many were begun from this network. Wait an hour, or sign in.")
    told = _(
        "You have %(number)d open drafts here already. Send one in or discard one; or write to "
        "%(contact)s."
    )
    return told % {"number": workshop.most_drafts, "contact": workshop.contact}
