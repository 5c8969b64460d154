"""What the reviews of each submission say in numbers, in four queries whatever there is."""

from dataclasses import dataclass, field
from statistics import pstdev
from typing import NamedTuple

from django.db.models import Count, F, Sum

from reviews.models import Assignment, Review, Score
from submissions.models import Manuscript

UNSAID = Review.Confidence.MEDIUM  # of a review that does not say how sure it is


class Report(NamedTuple):
    """A submitted review in numbers: its marks times their weights, and those weights, summed."""

    pk: int
    total: int
    weight: int
    recommendation: int | None
    confidence: int
    manuscript: int | None
    submitted_at: object
    saved_at: object

    @property
    def mean(self):
        return self.total / self.weight


@dataclass
class Figures:
    """`counts` is the PDF that counts, `scale` the number of marks of the longest criterion."""

    scale: int = 0
    asked: int = 0
    reports: list = field(default_factory=list)
    counts: int | None = None

    @property
    def marked(self):
        return [one for one in self.reports if one.weight]

    @property
    def mean(self):
        return _mean((one.total, one.weight) for one in self.marked)

    @property
    def sure_mean(self):
        """Each review as heavy as its reviewer is sure."""
        sure = [(one.confidence, one) for one in self.marked]
        return _mean((times * one.total, times * one.weight) for times, one in sure)

    @property
    def spread(self):
        """The standard deviation of the reviews' means; None of a single one."""
        means = [one.mean for one in self.marked]
        return pstdev(means) if len(means) > 1 else None

    @property
    def is_disputed(self):
        """One recommends it and another one does not, or their means are half the scale apart."""
        advice = [one.recommendation for one in self.reports if one.recommendation is not None]
        means = [one.mean for one in self.marked]
        far = len(means) > 1 and max(means) - min(means) >= (self.scale - 1) / 2
        return far or (bool(advice) and min(advice) < 0 < max(advice))

    @property
    def is_complete(self):
        return self.asked > 0 and len(self.reports) == self.asked

    @property
    def stale(self):
        """How many reviews are about another PDF than the one that counts."""
        if self.counts is None:
            return 0
        return sum(one.manuscript not in {None, self.counts} for one in self.reports)


def _mean(pairs):
    total, weight = map(sum, zip(*pairs, strict=True)) if (pairs := list(pairs)) else (0, 0)
    return total / weight if weight else None


def figures_of(submissions, workshop):
    """{number of each of them: Figures}"""
    longest = max((len(one.marks) for one in workshop.criteria.all() if one.weight), default=0)
    keys = submissions.order_by().values("pk")
    found = {pk: Figures(longest) for (pk,) in keys.values_list("pk")}
    for submission, report in _reports(keys):
        if submission in found:
            found[submission].asked += 1
            found[submission].reports += [report] if report else []
    files = Manuscript.objects.filter(submission__in=keys, verdict=Manuscript.Verdict.ACCEPT)
    for submission, pk in files.order_by("number").values_list("submission", "pk"):
        if submission in found:
            found[submission].counts = pk
    return found


def _reports(keys):
    """(submission, its Report or None) of each assignment that counts."""
    marks, heavy = F("review__scores__mark"), F("review__scores__criterion__weight")
    rows = Assignment.objects.counted().filter(submission__in=keys).order_by("number", "pk")
    rows = rows.annotate(total=Sum(marks * heavy), weight=Sum(heavy))
    names = "pk total weight recommendation confidence manuscript submitted_at saved_at".split()
    joined = [one if one in {"total", "weight"} else f"review__{one}" for one in names]
    for submission, *said in rows.values_list("submission", *joined):
        report = Report(*said)
        sure = report.confidence or UNSAID
        whole = report._replace(total=report.total or 0, weight=report.weight or 0, confidence=sure)
        yield submission, whole if report.submitted_at else None


def marks_of(figures):
    """{number of a submission: {mark: how often it was given}} of what counts in the mean."""
    of = {one.pk: key for key, row in figures.items() for one in row.reports}
    given = Score.objects.filter(review__in=list(of), criterion__weight__gt=0).order_by()
    found = {key: {} for key in figures}
    for review, mark, count in given.values_list("review", "mark").annotate(Count("pk")):
        marks = found[of[review]]
        marks[mark] = marks.get(mark, 0) + count
    return found
