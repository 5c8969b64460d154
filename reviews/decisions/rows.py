"""The rows of the decision board: light ones of all submissions, whole ones of a page."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator

from reviews.decisions.figures import Figures, figures_of, marks_of
from reviews.models import Decision
from submissions.lifecycle import IN_REVIEW
from submissions.models import Status, Submission

ON_A_PAGE = 50


@dataclass
class Row:
    """A submission as the board knows it; `topics` and `marks` only of a page."""

    pk: int
    code: str
    title: str
    status: str
    figures: Figures
    decision: Decision | None
    news: list
    topics: tuple = ()
    marks: dict = field(default_factory=dict)

    @property
    def outcome(self):
        return self.decision.outcome if self.decision else ""

    @property
    def seen(self):
        return self.decision.seen if self.decision else ""

    @property
    def labels(self):
        return list(self.decision.labels.all()) if self.decision else []

    @property
    def is_in_review(self):
        return self.status in IN_REVIEW

    @property
    def is_undecided(self):
        return self.is_in_review and self.decision is None

    @property
    def is_advised(self):
        return any(one.recommendation is not None for one in self.figures.reports)

    @property
    def state(self):
        return Status(self.status).label


def rows_of(submissions, workshop, news):
    """A Row for each of them, in their order; `news` is a function of figures and decision."""
    figures = figures_of(submissions, workshop)
    decisions = Decision.objects.filter(submission__in=submissions.order_by().values("pk"))
    of = {one.submission_id: one for one in decisions.prefetch_related("labels")}
    return [
        Row(pk, code, title, status, figures[pk], of.get(pk), news(figures[pk], of.get(pk)))
        for pk, code, title, status in submissions.values_list("pk", "code", "title", "status")
        if pk in figures
    ]


def page_of(rows, number):
    """The page of that number, its rows with their topics and marks."""
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    keys = [row.pk for row in page]
    known = Submission.objects.only("pk").prefetch_related("topics").in_bulk(keys)
    marks = marks_of({row.pk: row.figures for row in page})
    for row in page:
        row.topics = list(known[row.pk].topics.all()) if row.pk in known else []
        row.marks = marks[row.pk]
    return page


def outcomes_of(rows, changed=None):
    """{number: decision} of what is in review, as they would be with what is `changed`."""
    stand = {row.pk: row.outcome for row in rows if row.is_in_review}
    return stand | {pk: new for pk, new in (changed or {}).items() if pk in stand}


def totals_of(rows):
    """Of what is in review: reviews asked and done, and how far the deciding has come."""
    live = [row for row in rows if row.is_in_review]
    decided = [row.decision for row in live if row.decision]
    return {
        "asked": sum(row.figures.asked for row in live),
        "done": sum(len(row.figures.reports) for row in live),
        "undecided": len(live) - len(decided),
        "quiet": sum(not one.is_released for one in decided),
        "news": sum(bool(row.news) for row in rows),
    }
