"""The chair's view of submissions: reviewers, scores, decision, in a fixed number of queries."""

from dataclasses import dataclass

from reviews.models import Assignment, Decision
from reviews.querysets import in_conflict
from submissions.models import Submission

OF_REVIEWS = ["review__scores__criterion", "review__versions"]


@dataclass(frozen=True)
class Line:
    """One submission with all its assignments, each with `is_in_conflict`, and its decision.

    What such a reviewer wrote, before a conflict was known, counts for nothing.
    """

    submission: Submission
    assignments: list
    decision: Decision | None

    @property
    def asked(self):
        return [one for one in self.assignments if not one.is_in_conflict]

    @property
    def reviews(self):
        begun = [one.review for one in self.asked if hasattr(one, "review")]
        return [review for review in begun if review.submitted_at]

    @property
    def numbered(self):
        """[(assignment, the number its authors read, whether another PDF counts than it is about)].

        Without gaps; None while it has none.
        """
        place = {review.pk: number for number, review in enumerate(self.reviews, 1)}
        stale = {review.pk for review in self.reviews if review.is_stale(self.submission)}
        keys = [(one, getattr(one, "review", None)) for one in self.assignments]
        return [(one, place.get(it and it.pk), bool(it and it.pk in stale)) for one, it in keys]

    @property
    def is_reviewed(self):
        """All that were asked have answered."""
        return bool(self.asked) and len(self.reviews) == len(self.asked)

    @property
    def mean(self):
        """Of all marks, each as heavy as its criterion; None without any that counts."""
        scores = [score for review in self.reviews for score in review.scores.all()]
        weight = sum(score.criterion.weight for score in scores)
        total = sum(score.mark * score.criterion.weight for score in scores)
        return total / weight if weight else None


def lines_of(submissions):
    """A line for each, the best mean first, those without a review last."""
    rows = submissions.for_list().prefetch_related("decision")
    assigned = Assignment.objects.standing().filter(submission__in=submissions.values("pk"))
    assigned = assigned.annotate(is_in_conflict=in_conflict()).select_related("reviewer", "review")
    of = {}
    for one in assigned.prefetch_related(*OF_REVIEWS).order_by("number"):
        of.setdefault(one.submission_id, []).append(one)
    lines = [Line(row, of.get(row.pk, []), getattr(row, "decision", None)) for row in rows]
    return sorted(lines, key=_rank)


def _rank(line):
    mean = line.mean
    return mean is None, -(mean or 0), line.submission.pk
