"""What a submission is to its authors, each reviewer and everybody: now, and once it is announced.

Made of what their own pages are made of, for a chair to read: nobody is signed in as anybody, and
nothing is stored. What has changed meanwhile is shown as it would be announced.
"""

from copy import copy
from dataclasses import dataclass

from program.models import Contribution
from reviews.discussion import counted_reviews, others_of
from reviews.models import Assignment, Decision
from reviews.outcomes import STATUS_OF
from reviews.submission_page import for_authors
from submissions.models import Status


@dataclass(frozen=True)
class Seen:
    """One submission at one time. `listed` is its line of the program, or None."""

    submission: object
    section: dict | None
    listed: dict | None

    @property
    def is_open(self):
        """To its reviewers."""
        return self.submission.status == Status.SUBMITTED


def now_and_then(submission):
    decision = Decision.objects.filter(submission=submission).first()
    placed = Contribution.objects.filter(submission=submission).exists()
    if decision is None or not submission.is_in_review:
        seen = Seen(submission, None, _line(submission) if placed else None)
        return seen, seen
    told = decision.released and for_authors(submission, decision.released, decision.released_note)
    now = Seen(submission, told or None, _line(submission) if placed else None)
    after = copy(submission)
    after.status = STATUS_OF[decision.outcome]
    is_listed = after.status == Status.ACCEPTED
    section = for_authors(submission, decision.outcome, decision.note)
    return now, Seen(after, section, _line(submission) if is_listed else None)


def _line(submission):
    """As `program/_contributions.html` draws it, without its time and what stands beside it."""
    one = Contribution(submission=submission)
    return {"name": one.name, "authors": one.people, "text": one.text}


def reviewers_of(submission):
    """[(assignment, whether hers is in, [(number, another's review), …]), …]"""
    reviews = counted_reviews(submission)
    done = {one.assignment_id for one in reviews}
    asked = Assignment.objects.counted().filter(submission=submission).select_related("reviewer")
    discuss = submission.workshop.reviewers_discuss
    return [
        (one, one.pk in done, others_of(one, reviews) if discuss and one.pk in done else [])
        for one in asked.order_by("number")
    ]
