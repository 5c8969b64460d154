"""The page of a submission and what is done from it: send in, withdraw, discard."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from submissions.authorpage import address_of, dates_of, newest_for, receipts_of, versions_for
from submissions.chairing import desk_rejection_of
from submissions.deadlines import due_of
from submissions.jobs import check_has_broken_down
from submissions.models import Status, Submission
from submissions.receipts import send_receipt_again
from submissions.services import (
    NotADraft,
    TransitionNotAllowed,
    change_status,
    is_in_time,
    is_ready,
)
from submissions.services import discard as discard_draft
from submissions.views.shared import (
    discarded_is_gone,
    findings_of,
    may_send_in,
    own_submission,
    send_in_if_whole,
    visible_submission,
    why_closed,
)
from workshop.discovery import found as contributed


@require_POST
@discarded_is_gone
def send_in(request, slug, code):
    """A draft as it is stored, from its page."""
    editable = Submission.objects.editable_by(request.user).for_page()
    found = get_object_or_404(editable, workshop__slug=slug, code=code)
    send_in_if_whole(request, found)
    return redirect(found)


@require_safe
def submission(request, slug, code):
    """The page of one submission, for its authors and for the chairs who may read it."""
    found = visible_submission(request, slug, code)
    parts = [part(found, request.user) for part in contributed("submission_page", "sections_for")]
    one = Submission.objects.filter(pk=found.pk)
    newest = newest_for(found, request.user)
    is_open = may_send_in(request, found)
    rejection = desk_rejection_of(found)
    whose = {"by": request.user, "submission": found}
    is_own = one.written_by(request.user).exists()
    is_editable = one.editable_by(request.user).exists()
    context = {
        "workshop": found.workshop,
        "submission": found,
        "newest": newest,
        "findings": findings_of(newest),
        "has_broken_down": bool(newest) and check_has_broken_down(newest),
        "is_own": is_own,
        "deadline": due_of(found.workshop, **whose),
        "closed": "" if is_open else why_closed(found.workshop, **whose),
        "versions": versions_for(found, request.user),
        "receipts": receipts_of(found, request.user) if is_own else [],
        "dates": dates_of(found, request.user) if is_own else [],
        "may_ask_receipt": is_own and bool(found.submitted_at and newest),
        "desk_reason": rejection.reason if rejection else "",
        "sections": [section for part in parts for section in part],
        "may_send_in": is_editable and is_open and is_ready(found),
        "is_submitter": one.handed_over_by(request.user).exists(),
        "may_edit": is_editable and is_in_time(found, request.arrived_at, by=request.user),
        "may_discard": one.discardable_by(request.user).exists(),
        "may_withdraw": is_open and one.withdrawable_by(request.user).exists(),
    }
    return render(request, "submissions/submission.html", context)


@require_POST
@discarded_is_gone
def receipt_again(request, slug, code):
    """Of what is in force now, to whoever of the authors asks."""
    found = own_submission(request, slug, code)
    if found.submitted_at is None:
        messages.error(request, _("It has not been sent in, so there is no receipt."))
        return redirect(found)
    to = address_of(found, request.user)
    send_receipt_again(found, to=to, by=request.user, now=request.arrived_at)
    messages.success(request, _("The receipt is on its way to %(mail)s.") % {"mail": to})
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def withdraw(request, slug, code):
    """GET asks, POST withdraws; a chair can bring it back."""
    found = own_submission(request, slug, code)
    if not may_send_in(request, found):
        why = why_closed(found.workshop, by=request.user, submission=found)
        messages.error(request, why)
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
@discarded_is_gone
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
