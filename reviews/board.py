"""The chair's view of submissions: reviewers, scores, decision, in a fixed number of queries."""

from dataclasses import dataclass

from reviews.models import Assignment, Decision
from submissions.models import Submission
from workshop.models import User


@dataclass(frozen=True)
class Line:
    """One submission. `mean` is of the submitted reviews' marks, None without any."""

    submission: object
    assignments: list
    reviews: list
    mean: float | None
    decision: Decision | None


def without_a_chair(workshop):
    """The codes of what nobody may assign or decide: every chair is in conflict with it."""
    roles = workshop.memberships.chairs()
    chairs = User.objects.filter(is_active=True, pk__in=roles.values("user"))
    rows = Submission.objects.filter(workshop=workshop).in_review().closed_to_all(chairs)
    return list(rows.order_by("code").values_list("code", flat=True))


def lines_of(submissions):
    """A line for each, the best mean first, those without a review last."""
    rows = submissions.for_list().prefetch_related("decision")
    assigned = Assignment.objects.standing().filter(submission__in=submissions.values("pk"))
    assigned = assigned.select_related("reviewer", "review").prefetch_related(
        "review__scores__criterion"
    )
    of = {}
    for assignment in assigned.order_by("number"):
        of.setdefault(assignment.submission_id, []).append(assignment)
    lines = [line_of(submission, of.get(submission.pk, [])) for submission in rows]
    return sorted(
        lines, key=lambda line: (line.mean is None, -(line.mean or 0), line.submission.pk)
    )


def line_of(submission, assignments):
    reviews = [one.review for one in assignments if hasattr(one, "review")]
    counted = [review for review in reviews if review.submitted_at]
    marks = [score.mark for review in counted for score in review.scores.all()]
    return Line(
        submission=submission,
        assignments=assignments,
        reviews=counted,
        mean=sum(marks) / len(marks) if marks else None,
        decision=getattr(submission, "decision", None),
    )
