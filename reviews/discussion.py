"""What reviewers and chairs of one submission say to each other once their reviews are in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.models import Comment, Review
from reviews.news import tell_of_comment
from reviews.people import free_chairs
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


def discussion_of(submission, reviews, *, reader):
    """The comments of those who may still take part, as Said: what others said counts no more."""
    numbers = numbers_of(reviews)
    chairs = set(free_chairs(submission).values_list("pk", flat=True))
    return [
        Said(_name(one.by_id, numbers), one.at, one.text, one.by_id == reader.pk)
        for one in submission.comments.all()
        if one.by_id in numbers or one.by_id in chairs
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
