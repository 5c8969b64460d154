"""What reviewers and chairs of one submission say to each other once their reviews are in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.models import Comment, Review
from reviews.news import tell_of_comment
from submissions.models import Submission


@dataclass(frozen=True)
class Said:
    """A comment as its readers see it: reviewers by their number, chairs as chairs."""

    who: str
    at: datetime
    text: str
    is_own: bool


def counted_reviews(submission):
    """In the order in which they are numbered."""
    reviews = Review.objects.counted().filter(assignment__submission=submission)
    rows = reviews.select_related("assignment").prefetch_related("scores__criterion", "versions")
    return list(rows.order_by("assignment__number"))


def others_of(assignment, reviews):
    """[(number, review)] of the reviews that are not this assignment's."""
    numbered = enumerate(reviews, 1)
    return [(number, one) for number, one in numbered if one.assignment_id != assignment.pk]


def said_about(submissions, reviewers):
    """{submission's number: [comment, …]} of these, as it is read now.

    By its `reviewers`, {(submission's number, person's number)}, and by who may decide it: what
    somebody has said who is in conflict by now is read no more.
    """
    rows = Comment.objects.filter(submission__in=submissions).select_related("by")
    free, found = {}, {}
    for one in rows:
        is_reviewer = (one.submission_id, one.by_id) in reviewers
        if not is_reviewer and one.by not in free:
            chaired = Submission.objects.filter(pk__in=submissions).decidable_by(one.by)
            free[one.by] = set(chaired.values_list("pk", flat=True))
        if is_reviewer or one.submission_id in free[one.by]:
            found.setdefault(one.submission_id, []).append(one)
    return found


def discussion_of(submission, reviews, *, reader):
    """What was said, as Said."""
    numbers = numbers_of(reviews)
    said = said_about([submission.pk], {(submission.pk, person) for person in numbers})
    return [
        Said(_name(one.by_id, numbers), one.at, one.text, one.by_id == reader.pk)
        for one in said.get(submission.pk, [])
    ]


def numbers_of(reviews):
    """{reviewer's number in the database: the one that others read}"""
    return {one.assignment.reviewer_id: number for number, one in enumerate(reviews, 1)}


def _name(person, numbers):
    if person in numbers:
        return _("Reviewer %(number)d") % {"number": numbers[person]}
    return _("A chair")


@transaction.atomic
def add_comment(submission, *, by, text, key):
    """The comment of that form's key. The caller has found it as one who may discuss it.

    Its submission's row is held, so that of two at once the second finds the first's mails.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    about = {"submission": current, "by": by, "text": text}
    comment, is_new = Comment.objects.get_or_create(key=key, defaults=about)
    if is_new:
        tell_of_comment(comment, _name(by.pk, numbers_of(counted_reviews(current))))
    return comment
