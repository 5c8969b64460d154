"""Reviewing and deciding. Deciding is quiet; releasing and mailing are acts of their own."""

from datetime import timedelta
from functools import cache

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.groups import values_of as values_of_reviewer
from reviews.models import Assignment, AssignmentChange, Criterion, Decision, Review, Score
from reviews.news import tell_chairs
from reviews.outcomes import PURPOSE_OF, STATUS_OF, TOLD
from reviews.querysets import has_closed
from submissions.conflicts import add_conflict
from submissions.finding.services import find_conflicts
from submissions.lifecycle import IN_REVIEW
from submissions.models import Status, Submission
from submissions.receipts import recipients_of, values_of
from submissions.services import change_status
from workshop.mailtexts import queue_mail, render, text_of
from workshop.models import Message, Workshop
from workshop.outbox import key_of, queue_messages, stored_key
from workshop.placeholders import names_in
from workshop.recipients import Person, values_of_person

NOTICE = timedelta(minutes=10)


class InConflict(Exception):
    """Nobody reviews what they wrote or have a standing conflict with."""


class NotInReview(Exception):
    """What is withdrawn is neither reviewed nor decided, what is announced not reviewed."""


class AlreadyReviewed(Exception):
    """An assignment whose review is in is not taken back."""


class DecisionStands(Exception):
    """A decision is not taken back."""


class ReviewClosed(Exception):
    """What was announced, withdrawn, given to others or closed is not reviewed any more."""


class ScaleChanged(Exception):
    """The chairs have changed the review form since these marks were checked."""


class StaleDecision(Exception):
    """Another chair has decided since the form was opened."""


class NotAReviewer(Exception):
    """Only those with the role review."""


class StaleReview(Exception):
    """The review was saved from another window since the form was opened."""


def assign(submission, reviewer, *, by):
    """Ask a reviewer to review; the assignment there is, if any.

    Conflicts of the two are looked for first, and stay when it is refused. Raises NotAReviewer,
    InConflict, NotInReview, ReviewClosed.
    """
    find_conflicts(submission.workshop, submission=submission, user=reviewer)
    try:
        with transaction.atomic():
            return _assign(submission, reviewer, by)
    except IntegrityError as refused:
        raise InConflict from refused


def _assign(submission, reviewer, by):
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.status != Status.SUBMITTED:
        raise NotInReview
    if has_closed(current.workshop_id, timezone.now()):
        raise ReviewClosed
    rows = Assignment.objects.filter(submission=submission)
    existing = rows.filter(reviewer=reviewer).first()
    if existing and existing.ended_at is None:
        return existing
    roles = reviewer.memberships.filter(workshop=submission.workshop_id)
    if not roles.reviewers().select_for_update():
        raise NotAReviewer
    if not Submission.objects.filter(pk=submission.pk).without_conflict(reviewer).exists():
        raise InConflict
    last = rows.aggregate(Max("number"))["number__max"] or 0
    made = existing or Assignment(submission=submission, reviewer=reviewer, number=last + 1)
    made.by, made.at, made.ended_at = by, timezone.now(), None
    made.save()
    made.changes.create(by=by, stands=True)
    tell_of_assignment(made, by=by)
    return made


def tell_of_assignment(assignment, *, by):
    """One mail for all that is assigned to a reviewer within NOTICE, which gives time to undo it.

    The caller holds the row of their role, so of two at once the second finds the first's mail.
    """
    workshop, reviewer = assignment.submission.workshop, assignment.reviewer
    mails = Message.objects.filter(purpose="assignment", workshop=workshop)
    if mails.filter(object_id=str(reviewer.pk), state=Message.State.WAITING).exists():
        return
    person = Person(reviewer.email, reviewer.name, values_of_reviewer(workshop, count=1))
    queue_mail(
        "assignment",
        workshop=workshop,
        to=reviewer.email,
        key=key_of(assignment.pk, assignment.at),
        values=values_of_person(person),
        object_id=reviewer.pk,
        by=by,
        due_at=timezone.now() + NOTICE,
    )


def _locked(assignment):
    """Its submission's row is held first, as by all that decides, releases or announces."""
    Submission.objects.select_for_update().get(pk=assignment.submission_id)
    return Assignment.objects.select_for_update().get(pk=assignment.pk)


@transaction.atomic
def unassign(assignment, *, by):
    """Take it back; a review that was begun stays with it. Raises AlreadyReviewed."""
    current = _locked(assignment)
    if Review.objects.submitted().filter(assignment=current).exists():
        raise AlreadyReviewed
    _end(current, by=by)


@transaction.atomic
def decline(assignment, *, reason):
    """Its reviewer does not write it; the chairs are told why. Raises AlreadyReviewed."""
    current = _locked(assignment)
    if Review.objects.submitted().filter(assignment=current).exists():
        raise AlreadyReviewed
    change = _end(current, by=current.reviewer, reason=reason)
    if change:
        tell_chairs("declined_review", current, key=change.pk, reason=reason)


@transaction.atomic
def leave_in_conflict(assignment, *, reason):
    """Its reviewer declares a conflict and sees nothing of it any more; the chairs are told."""
    person = assignment.reviewer
    conflict = add_conflict(assignment.submission, person, by=person, reason=reason)
    tell_chairs("reviewer_conflict", assignment, key=conflict.pk, reason=reason)


def _end(assignment, *, by, reason=""):
    """The line of its trail; None where it had ended."""
    if assignment.ended_at:
        return None
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    return assignment.changes.create(by=by, stands=False, reason=reason)


def declined(submission):
    """The changes by which reviewers have declined it, of those who were not asked again."""
    over = Assignment.objects.filter(submission=submission, ended_at__isnull=False)
    newest = over.annotate(newest=Max("changes__pk")).values("newest")
    changes = AssignmentChange.objects.filter(pk__in=newest).exclude(reason="")
    return changes.select_related("assignment__reviewer")


@transaction.atomic
def save_review(assignment, *, report, marks, seen, is_final, tab="", at=None):
    """Store a review: `report` is {field of Review: value}, `marks` {criterion's number: mark}.

    `tab` is the opened page that it comes from, whose own last save is never stale to it. `at` is
    when the request arrived. What is submitted stays submitted when it is edited. Raises
    StaleReview, ReviewClosed, ScaleChanged.
    """
    current = _locked(assignment)
    if not Assignment.objects.reviewable_by(current.reviewer, at).filter(pk=current.pk).exists():
        raise ReviewClosed
    _check_on_scale(marks)
    review, _new = Review.objects.get_or_create(assignment=assignment)
    scores = list(review.scores.select_related("criterion"))
    given = {score.criterion_id: score.mark for score in scores}
    stored = {name: getattr(review, name) for name in report}
    is_changed = (stored, given) != (report, marks)
    is_own = seen == review.version or (tab and tab == review.saved_from)
    is_too_late = bool(review.submitted_at) and not is_final  # it left the page before "Submit"
    if is_too_late or (is_changed and not is_own):
        raise StaleReview
    if is_changed and review.submitted_at:
        _keep_version(review, stored, scores)
    Review.objects.filter(pk=review.pk).update(
        **report,
        saved_from=tab,
        manuscript=current.submission.proposal,
        version=review.version + 1,
        saved_at=timezone.now(),
        submitted_at=review.submitted_at or (timezone.now() if is_final else None),
    )
    review.scores.all().delete()
    Score.objects.bulk_create(
        Score(review=review, criterion_id=criterion, mark=mark) for criterion, mark in marks.items()
    )
    review.refresh_from_db()
    return review


def _keep_version(review, report, scores):
    marks = [[score.criterion.name, score.mark] for score in scores]
    discussed = review.assignment.submission.comments.exists()
    review.versions.create(report=report, marks=marks, is_discussed=discussed)


def _check_on_scale(marks):
    """The criteria stay locked: a chair may be deleting one, or taking marks from its scale."""
    rows = Criterion.objects.select_for_update().filter(pk__in=marks).order_by("pk")
    longest = {criterion.pk: len(criterion.marks) for criterion in rows}
    if any(mark > longest.get(criterion, 0) for criterion, mark in marks.items()):
        raise ScaleChanged


@transaction.atomic
def decide(submission, outcome, *, by, note=None, seen=None):
    """Quietly: authors learn nothing, no page of theirs changes. Whether it is a new one.

    Without a `note` the one there is stays. A decision is changed, not taken back: raises
    DecisionStands for an empty outcome. Raises NotInReview, and StaleDecision where another
    decision stands than the one that `by` has `seen` (`Decision.seen`), if that is said.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.status not in IN_REVIEW:
        raise NotInReview
    decision = Decision.objects.filter(submission=current).first()
    old, stands = (decision.outcome, decision.seen) if decision else ("", "")
    decision = decision or Decision(submission=current)
    old_note, note = decision.note, decision.note if note is None else note.strip()
    if (old, old_note) == (outcome, note) and outcome:
        return False
    if not outcome:
        raise DecisionStands
    if seen not in {None, stands}:
        raise StaleDecision
    decision.outcome, decision.note, decision.by = outcome, note, by
    decision.save()
    more = {"note": [old_note, note]} if old_note != note else {}
    decision.changes.create(by=by, old=old, new=outcome, more=more)
    return True


@transaction.atomic
def label(decision, labels, *, by):
    """Give a decision these labels of its workshop and no others; whether that is new."""
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    old, new = set(current.labels.all()), set(labels)
    if old == new:
        return False
    current.labels.set(new)
    words = [", ".join(sorted(one.name for one in some)) for some in (old, new)]
    current.changes.create(by=by, old=current.outcome, new=current.outcome, more={"labels": words})
    return True


# --- the acts of announcing: each on its own, each as often as one likes ---


def to_release(submissions):
    """Decisions of these submissions that their authors do not read yet."""
    decided = Decision.objects.about(submissions).select_related("submission")
    return [one for one in decided if not one.is_released]


@transaction.atomic
def release_decisions(submissions, *, by):
    """Show authors the decisions on their pages; how many were new."""
    submissions.lock()
    released = to_release(submissions)
    for decision in released:
        _release(decision, by=by)
    return len(released)


def _release(decision, *, by):
    """A talk that becomes a poster is accepted as before, and released anew all the same."""
    submission, status = decision.submission, STATUS_OF[decision.outcome]
    if submission.status == status:
        Workshop.objects.filter(pk=submission.workshop_id).touch()
    else:
        change_status(submission, status, by=by)
    told = {"released": decision.outcome, "released_note": decision.note}
    Decision.objects.filter(pk=decision.pk).update(**told, released_at=timezone.now())


def decision_mails(submissions):
    """The mails that tell of decisions: [{purpose, to, key, subject, body, …}] for the outbox.

    Of every decision as it stands, released or not, as `is_released` says: a preview shows them
    before the release.
    """
    return list(_mails_about(Decision.objects.about(submissions)))


def _mails_about(decisions):
    text = cache(text_of)
    for decision, values in with_values(decisions):
        workshop, purpose = decision.submission.workshop, PURPOSE_OF[decision.outcome]
        mail = render(_with_note(text(workshop, purpose)), workshop, values)
        yield from _mails_of(decision, purpose, *mail)


def _with_note(text):
    """A text that a chair has worded without a place for the note ends in it."""
    subject, body = text
    return subject, body if "note" in names_in(body) else body + "\n\n{note}"


def with_values(decisions):
    """(decision, what stands in its mails) of each, in a fixed number of queries."""
    rows = decisions.select_related("submission__workshop", "submission__submitter")
    reviews = Review.objects.counted().select_related("assignment").order_by("assignment__number")
    of = {}
    for review in reviews.filter(assignment__submission__decision__in=decisions.values("pk")):
        of.setdefault(review.assignment.submission_id, []).append(review)
    for one in rows.prefetch_related("submission__authors"):
        yield one, values_of_decision(one, of.get(one.submission_id, []))


def _mails_of(decision, purpose, subject, body):
    submission = decision.submission
    for mail in recipients_of(submission):
        yield {
            "purpose": purpose,
            "to": mail,
            "key": key_of_mail(decision, mail),
            "subject": subject,
            "body": body,
            "workshop": submission.workshop,
            "object_id": submission.pk,
            "is_released": decision.is_released,
        }


def key_of_mail(decision, mail):
    """Another one with each release, and with what a chair has changed since the last."""
    return key_of(decision.pk, decision.released_at if decision.is_released else None, mail)


def values_of_decision(decision, reviews):
    texts = [
        _("Reviewer %(number)d wrote:") % {"number": number} + f"\n\n{review.for_authors}"
        for number, review in enumerate(reviews, 1)
    ]
    return values_of(decision.submission) | {
        "decision": str(TOLD[decision.outcome]),
        "note": decision.note,
        "reviews": "\n\n".join(texts),
    }


def forget_release(sender, change, **more):
    """What is withdrawn and brought back is under review again: its decision is released anew."""
    if change.new in {Status.WITHDRAWN, Status.SUBMITTED}:
        told = Decision.objects.filter(submission=change.submission)
        told.update(released="", released_note="", released_at=None)


@transaction.atomic
def mail_decisions(submissions, *, by):
    """Queue the mails of released decisions, each once; how many were new."""
    submissions.lock()
    fresh = unsent(list(_mails_about(Decision.objects.about(submissions).released())))
    for mail in fresh:
        del mail["is_released"]
    return queue_messages([mail | {"by": by} for mail in fresh])


def unsent(mails):
    """Those of the mails that are not in the outbox yet."""
    keys = [stored_key(mail["purpose"], mail["key"]) for mail in mails]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return [mail for mail, key in zip(mails, keys, strict=True) if key not in known]
