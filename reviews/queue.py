"""A reviewer's own queue: how far each of hers is, and what the others say where hers is in."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from reviews.discussion import said_about
from reviews.models import Assignment, Review


@dataclass(frozen=True)
class Talk:
    """About one submission, beside her review: `fresh` comments came since she last wrote."""

    reviews: int
    comments: int
    fresh: int
    last_at: datetime | None


@dataclass(frozen=True)
class Line:
    """One assignment; `talk` is None where she does not discuss it."""

    assignment: Assignment
    is_open: bool
    talk: Talk | None

    @property
    def review(self):
        return getattr(self.assignment, "review", None)

    @property
    def is_done(self):
        return bool(self.review and self.review.submitted_at)

    @property
    def is_waiting(self):
        return self.is_open and not self.is_done

    @property
    def is_stale(self):
        return self.is_done and self.review.is_stale(self.assignment.submission)


def queue_of(user, assignments, at):
    """[Line, …] of these of hers, as of that instant."""
    reviewable = Assignment.objects.reviewable_by(user, at).values_list("pk", flat=True)
    keys, talks = set(reviewable), _talks_of(user, assignments)
    return [Line(one, one.pk in keys, talks.get(one.submission_id)) for one in assignments]


def next_in(lines):
    """What she goes on with: a draft that she has begun, else the first."""
    waiting = [line for line in lines if line.is_waiting]
    return next((line for line in waiting if line.review), next(iter(waiting), None))


def _talks_of(user, assignments):
    """{submission's number: Talk}"""
    own = Assignment.objects.discussable_by(user).filter(pk__in=[one.pk for one in assignments])
    own = {one.submission_id: one for one in own.select_related("review")}
    reviews = Review.objects.counted().filter(assignment__submission__in=own)
    written = set(reviews.values_list("assignment__submission", "assignment__reviewer"))
    count = Counter(submission for submission, _reviewer in written)
    said = said_about(own, written)
    return {key: _talk(user, one, count[key] - 1, said.get(key, [])) for key, one in own.items()}


def _talk(user, assignment, others, comments):
    since = [assignment.review.saved_at, *(one.at for one in comments if one.by_id == user.pk)]
    fresh = [one for one in comments if one.at > max(since)]
    return Talk(others, len(comments), len(fresh), comments[-1].at if comments else None)
