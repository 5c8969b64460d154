"""What chairs do about submissions: assign, see the reviews, decide quietly."""

from csp.decorators import csp
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.assigning.applying import assign
from reviews.board import lines_of
from reviews.deciding import DecisionStands, StaleDecision, decide, label
from reviews.discussion import discussion_of
from reviews.forms import AssignForm, CommentForm, ConflictForm, DecisionForm, LiftForm
from reviews.history import history_of
from reviews.models import Assignment
from reviews.people import free_reviewers, members, reviewers_of, to_declare
from reviews.querysets import undecided
from reviews.services import (
    AlreadyReviewed,
    InConflict,
    NotAReviewer,
    NotInReview,
    ReviewClosed,
    declined,
    unassign,
)
from submissions.archive import ask_for_archive
from submissions.authorpage import versions_for
from submissions.blind_copies import copy_of
from submissions.blind_words import why_no_copy
from submissions.chairing import bring_back as put_back
from submissions.chairing import desk_rejection_of
from submissions.chairlist.duplicates import duplicates_in_workshop
from submissions.chairlist.filters import SubmissionsForm
from submissions.chairlist.listing import keys_of
from submissions.conflicts import active_chairs, add_conflict, lift_conflict
from submissions.deadlines import due_of
from submissions.lifecycle import WITHDRAWABLE
from submissions.models import Status, Submission
from submissions.services import TransitionNotAllowed, change_status
from submissions.views.files import NOTHING_ELSE, pdf_of
from submissions.views.shared import findings_of
from workshop.boards import kept
from workshop.chair_page import chair_context
from workshop.models import Workshop


def decidable(request, slug, code):
    rows = Submission.objects.decidable_by(request.user).for_page()
    return get_object_or_404(rows, workshop__slug=slug, code=code)


def back(request, submission):
    """To its page, which goes on leading to the board from which it was opened."""
    address = reverse("chair_submission", args=[submission.workshop.slug, submission.code])
    return redirect(address + kept(request))


@require_POST
def archive(request, slug):
    """Have the PDFs packed that the list shows, as a job; its page tells how far it is."""
    workshop = get_object_or_404(Workshop.objects.chaired_by(request.user), slug=slug)
    form = SubmissionsForm(request.GET, workshop=workshop)
    only = keys_of(form, request.user) if form.is_narrowing else None
    asked = {"key": request.POST.get("key", "")[:40], "only": only}
    return redirect("job", ask_for_archive(workshop, by=request.user, **asked).code)


@require_safe
def submission(request, slug, code):
    return _page(request, decidable(request, slug, code))


def _page(request, found, decision_form=None):
    reviewers = free_reviewers(found)
    [line] = lines_of(Submission.objects.filter(pk=found.pk))
    copy = copy_of(found.proposal) if found.proposal else None
    context = chair_context(found.workshop) | {
        "submission": found,
        "line": line,
        "declined": declined(found),
        "said": discussion_of(found, line.reviews, reader=request.user),
        "comment_form": CommentForm(),
        "discuss": reverse("discuss", args=[found.workshop.slug, found.code]) + kept(request),
        "conflicts": found.conflicts.select_related("user", "by", "lifted_by"),
        "assign_form": AssignForm(reviewers=reviewers) if reviewers else None,
        "conflict_form": ConflictForm(people=to_declare(found), prefix="conflict"),
        "has_reviewers": reviewers_of(found.workshop).exists(),
        "newest": found.newest,
        "duplicates": duplicates_in_workshop(found, request.user),
        "findings": findings_of(found.newest, chair=True),
        "copy": copy,
        "why_no_copy": why_no_copy(copy.outcome, copy.left) if copy else "",
        "next_one": next_undecided(request.user, found),
        "history": history_of(found),
        "lift_form": LiftForm(prefix="lift"),
        "decision_form": decision_form
        or DecisionForm(workshop=found.workshop, decision=line.decision),
        "versions": versions_for(found, request.user),
        "desk_rejection": desk_rejection_of(found),
        "due": due_of(found.workshop, submission=found),
        "may_withdraw": found.status in WITHDRAWABLE,
        "is_announced": bool(line.decision and line.decision.released),
    }
    return render(request, "reviews/chair_submission.html", context)


@require_safe
@csp(NOTHING_ELSE)
def blind_copy(request, slug, code):
    """The PDF as reviewers get it where reviewing is double-blind."""
    found = decidable(request, slug, code)
    copy = copy_of(found.proposal) if found.proposal else None
    if not copy or not copy.file:
        raise Http404
    return pdf_of(found, copy.file.name)


def next_undecided(user, submission):
    """Where to go on after this one; None where it is the last."""
    rows = Submission.objects.filter(workshop=submission.workshop_id).decidable_by(user)
    return undecided(rows).exclude(pk=submission.pk).order_by("pk").first()


@require_POST
def assign_reviewer(request, slug, code):
    found = decidable(request, slug, code)
    form = AssignForm(request.POST, reviewers=reviewers_of(found.workshop))
    if not form.is_valid():
        messages.error(request, _("Choose a reviewer from the list."))
        return back(request, found)
    reviewer = form.cleaned_data["reviewer"]
    try:
        assign(found, reviewer, by=request.user)
    except InConflict:
        told = _("%(name)s is in conflict with this submission and cannot review it.")
        messages.error(request, told % {"name": reviewer})
    except NotInReview:
        messages.error(request, _("It is withdrawn or announced, so nobody was assigned."))
    except ReviewClosed:
        told = _("Reviews have closed, so nobody was assigned. Move that date first.")
        messages.error(request, told)
    except NotAReviewer:
        told = _("%(name)s is no reviewer of this workshop any more.")
        messages.error(request, told % {"name": reviewer})
    else:
        messages.success(request, _("Assigned to %(name)s.") % {"name": reviewer})
    return back(request, found)


@require_POST
def unassign_reviewer(request, slug, code, assignment):
    found = decidable(request, slug, code)
    row = get_object_or_404(Assignment, submission=found, code=assignment)
    try:
        unassign(row, by=request.user)
    except AlreadyReviewed:
        messages.error(request, _("This review is in already, so it stays."))
    else:
        messages.success(request, _("Taken back from %(name)s.") % {"name": row.reviewer})
    return back(request, found)


@require_POST
def declare_conflict(request, slug, code):
    found = decidable(request, slug, code)
    form = ConflictForm(request.POST, people=members(found.workshop), prefix="conflict")
    if not form.is_valid():
        messages.error(request, _("Choose a person, and say in a few words why."))
        return back(request, found)
    person = form.cleaned_data["person"]
    if person == request.user and "confirm" not in request.POST:
        return _confirm_own_conflict(request, found, form)
    add_conflict(found, person, by=request.user, reason=form.cleaned_data["reason"])
    if person == request.user:
        messages.success(request, _("Declared: you see nothing of its reviewing any more."))
        return redirect("chair_list", slug)
    told = _("%(name)s is in conflict with it and sees nothing of its reviewing any more.")
    messages.success(request, told % {"name": person})
    return back(request, found)


def _confirm_own_conflict(request, submission, form):
    """It cannot be taken back by oneself: only another chair can lift it."""
    chairs = active_chairs(submission.workshop).exclude(pk=request.user.pk)
    one = Submission.objects.filter(pk=submission.pk)
    context = chair_context(submission.workshop) | {
        "submission": submission,
        "reason": form.cleaned_data["reason"],
        "is_last": one.closed_to_all(chairs).exists(),
    }
    return render(request, "reviews/own_conflict.html", context)


@require_POST
def lift(request, slug, code, number):
    """`number` counts the submission's conflicts from 1: a key would tell how many there are."""
    found = decidable(request, slug, code)
    conflict = dict(enumerate(found.conflicts.all(), 1)).get(number)
    if conflict is None or conflict.lifted_at:
        raise Http404
    form = LiftForm(request.POST, prefix="lift")
    if form.is_valid():
        lift_conflict(conflict, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The conflict is lifted."))
    else:
        messages.error(request, _("Say why the conflict no longer stands."))
    return back(request, found)


@require_POST
def decide_submission(request, slug, code):
    """Quiet: authors learn nothing of it until it is released."""
    found = decidable(request, slug, code)
    form = DecisionForm(request.POST, workshop=found.workshop)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        is_new = _decide(found, form, by=request.user)
    except DecisionStands:
        messages.error(request, _("Choose an outcome: a decision is changed, not taken back."))
    except NotInReview:
        messages.error(request, _("It is withdrawn, so it is not decided."))
    except StaleDecision:
        told = _("Another chair has decided meanwhile, so nothing was changed. Look again.")
        messages.error(request, told)
    else:
        told = _("Noted. The authors learn nothing until it is announced.")
        messages.success(request, told if is_new else _("Nothing changed."))
    return back(request, found)


@transaction.atomic
def _decide(submission, form, *, by):
    """The outcome, the note and the labels; whether any is new."""
    told, seen = form.cleaned_data, form.data.get("seen", "")
    is_new = decide(submission, told["outcome"], by=by, note=form.note_sent, seen=seen)
    if "labels" not in told or "note" not in form.data:  # not by the form of this page
        return is_new
    return label(submission.decision, told["labels"], by=by) or is_new


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_for_authors(request, slug, code):
    """Who asks after the deadline, or once it is accepted, writes to a chair."""
    found = decidable(request, slug, code)
    if found.status not in WITHDRAWABLE:
        messages.error(request, _("Only what is under review or accepted can be withdrawn."))
        return back(request, found)
    if request.method != "POST":
        context = chair_context(found.workshop) | {"submission": found}
        return render(request, "reviews/withdraw.html", context)
    try:
        change_status(found, Status.WITHDRAWN, by=request.user)
    except TransitionNotAllowed:
        messages.error(
            request, _("It was announced or withdrawn meanwhile, so nothing was changed.")
        )
    else:
        messages.success(request, _("It is withdrawn. You can bring it back."))
    return back(request, found)


@require_POST
def bring_back(request, slug, code):
    found = decidable(request, slug, code)
    try:
        put_back(found, by=request.user)
    except TransitionNotAllowed:
        messages.error(request, _("This submission is in review already."))
    else:
        messages.success(request, _("The submission is back. Its authors are told."))
    return back(request, found)
