"""Reviewing, and taking assignments back.

Assigning is in `reviews.assigning.applying`, deciding in `reviews.deciding`, releasing in
`reviews.announcing`.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from reviews.models import Assignment, AssignmentChange, Criterion, Review, Score
from reviews.news import tell_chairs
from submissions.conflicts import add_conflict
from submissions.models import Submission


class InConflict(Exception):
    """Nobody reviews what they wrote or have a standing conflict with."""


class NotInReview(Exception):
    """What is withdrawn is neither reviewed nor decided, what is announced not reviewed."""


class AlreadyReviewed(Exception):
    """An assignment whose review is in is not taken back."""


class ReviewClosed(Exception):
    """What was announced, withdrawn, given to others or closed is not reviewed any more."""


class ScaleChanged(Exception):
    """The chairs have changed the review form since these marks were checked."""


class NotAReviewer(Exception):
    """Only those with the role review."""


class StaleReview(Exception):
    """The review was saved from another window since the form was opened."""


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
    changes = declining(Assignment.objects.filter(submission=submission))
    return changes.select_related("assignment__reviewer")


def declining(assignments):
    """The last changes of those that ended with a reason: their reviewers have declined."""
    over = assignments.filter(ended_at__isnull=False)
    newest = over.annotate(newest=Max("changes__pk")).values("newest")
    return AssignmentChange.objects.filter(pk__in=newest).exclude(reason="")


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
