"""What is asked for and done, counted by the database."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q

from reviews.models import Assignment
from reviews.progress.drawing import bar_of, words_of
from submissions.models import Manuscript, Status, Submission
from workshop.models import KeyDate

IS_DONE = Q(review__submitted_at__isnull=False)
IS_OPEN = Q(review__submitted_at=None, submission__status=Status.SUBMITTED)


def is_replaced():
    """Of an assignment: whether another PDF counts than the one its review is about."""
    newer = Manuscript.objects.filter(
        submission=OuterRef("submission"), verdict=Manuscript.Verdict.ACCEPT
    )
    return Exists(newer.filter(number__gt=OuterRef("review__manuscript__number")))


@dataclass(frozen=True)
class Progress:
    """Reviews of one submission, or by one reviewer. What is open is missing; begun ones are open.

    What was announced before its review came is not open any more.
    """

    asked: int = 0
    done: int = 0
    open: int = 0
    begun: int = 0
    stale: int = 0
    active: datetime | None = None

    @property
    def is_done(self):
        """All that were asked have answered."""
        return self.asked > 0 and self.done == self.asked

    @property
    def bar(self):
        return bar_of(self.done, self.asked, self.begun)

    @property
    def words(self):
        return words_of(self)


NOTHING = Progress()
COUNTS = {
    "asked": Count("pk"),
    "done": Count("pk", filter=IS_DONE),
    "open": Count("pk", filter=IS_OPEN),
    "begun": Count("pk", filter=IS_OPEN & Q(review__isnull=False)),
    "stale": Count("pk", filter=IS_DONE & Q(is_replaced=True)),
    "active": Max("review__saved_at"),
}


def in_review(workshop, user):
    """What is or was reviewed there and `user` may decide."""
    return Submission.objects.filter(workshop=workshop).decidable_by(user).in_review()


def counted_for(workshop, user):
    """The assignments that count, of that."""
    own = in_review(workshop, user).order_by().values("pk")
    return Assignment.objects.filter(submission__in=own).counted().order_by()


def by_submission(assignments):
    """{number of a submission: Progress} of those with an assignment."""
    return _grouped(assignments, "submission")


def by_reviewer(assignments):
    """{number of a reviewer: Progress} of those with an assignment."""
    return _grouped(assignments, "reviewer")


def _grouped(assignments, name):
    rows = assignments.alias(is_replaced=is_replaced()).values(name).annotate(**COUNTS)
    return {row.pop(name): Progress(**row) for row in rows}


def total_of(counts):
    """Of all of them, one Progress; who was active when is of each alone."""
    names = ("asked", "done", "open", "begun", "stale")
    return Progress(**{name: sum(getattr(one, name) for one in counts) for name in names})


def is_late(workshop):
    """Whether reviews that are not in are late."""
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    return bool(due and due.has_passed)


def few_in(own, counts, wanted):
    """How many of them that are under review have fewer reviewers than are wanted."""
    waiting = own.filter(status=Status.SUBMITTED).order_by().values_list("pk", flat=True)
    return sum(counts.get(pk, NOTHING).asked < wanted for pk in waiting)
