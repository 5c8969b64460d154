"""What is new on the board since its reader has said that all of it was seen."""

from django.utils.translation import gettext as _

from reviews.models import BoardVisit


def visit_of(user, workshop):
    visit = BoardVisit.objects.filter(user=user, workshop=workshop).first()
    return visit and visit.until


def news_since(until, user):
    """A function of figures and decision: what of them is new, in words; never without `until`."""

    def news(figures, decision):
        if until is None:
            return []
        return [*_of_reports(figures.reports, until), *_of_decision(decision, until, user)]

    return news


def _of_reports(reports, until):
    if any(one.submitted_at > until for one in reports):
        yield _("new review")
    if any(one.submitted_at <= until < one.saved_at for one in reports):
        yield _("changed review")


def _of_decision(decision, until, user):
    if decision and decision.at > until and decision.by_id != user.pk:
        yield _("decided by another chair")


def newest_of(rows):
    """When the last thing happened that these rows tell; None where there is none."""
    reports = [one for row in rows for one in row.figures.reports]
    times = [one.saved_at for one in reports] + [row.decision.at for row in rows if row.decision]
    return max(times, default=None)


def note_visit(user, workshop, until):
    BoardVisit.objects.update_or_create(user=user, workshop=workshop, defaults={"until": until})
