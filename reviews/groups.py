"""Reviewers, by how far they are with what they were assigned."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models import Assignment
from reviews.people import reviewers_of, who_reviewed
from submissions.models import Status, Submission
from workshop.models import KeyDate
from workshop.recipients import Group, Person
from workshop.times import in_words

OF_REVIEWERS = {
    "open": (_("how many reviews they still have to do"), "3"),
    "due": (_("when reviews are due"), "19 June 2027, 23:59 AoE"),
    "reviews": (_("the address of their reviews"), f"{settings.SITE_URL}/…/reviews/"),
}


def _asked(workshop, seen_by):
    """Assignments that count, of what `seen_by` may know about."""
    rows = Submission.objects.filter(workshop=workshop, status=Status.SUBMITTED)
    rows = rows.decidable_by(seen_by) if seen_by else rows
    return Assignment.objects.counted().filter(submission__in=rows.values("pk"))


def values_of(workshop, count):
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    return {
        "open": count,
        "due": in_words(due.at, due.tz) if due else _("on a day to be announced"),
        "reviews": settings.SITE_URL + reverse("reviews", args=[workshop.slug]),
    }


def _with(choose):
    """Those of the reviewers whose (open, asked) `choose` takes."""

    def people(workshop, *, seen_by=None, mail=None):
        asked, todo = {}, {}
        reviewers = reviewers_of(workshop).filter(is_active=True)
        reviewers = reviewers.filter(email__iexact=mail) if mail else reviewers
        rows = _asked(workshop, seen_by).filter(reviewer__in=reviewers.values("pk"))
        for reviewer, submitted_at in rows.values_list("reviewer", "review__submitted_at"):
            asked[reviewer] = asked.get(reviewer, 0) + 1
            todo[reviewer] = todo.get(reviewer, 0) + (submitted_at is None)
        return [
            Person(user.email, user.name, values_of(workshop, todo.get(user.pk, 0)))
            for user in reviewers
            if choose(todo.get(user.pk, 0), asked.get(user.pk, 0))
        ]

    return people


has_open = _with(lambda todo, asked: todo > 0)


def _late(workshop, **whom):
    """Nobody is before their reviews were due."""
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    return has_open(workshop, **whom) if due and due.has_passed else []


def _thanked(workshop, *, seen_by=None, mail=None):
    """Whose reviews count, whatever was decided since, of what `seen_by` may know about."""
    done = who_reviewed(workshop, seen_by=seen_by)
    users = reviewers_of(workshop).filter(is_active=True, pk__in=done)
    users = users.filter(email__iexact=mail) if mail else users
    place = {"reviews": settings.SITE_URL + reverse("reviews", args=[workshop.slug])}
    return [Person(user.email, user.name, place) for user in users]


GROUPS = {
    "reviewers_thanked": Group(
        _("Reviewers who have submitted a review"),
        _thanked,
        {"reviews": OF_REVIEWERS["reviews"]},
        is_telling=True,
    ),
    "reviewers": Group(
        _("All reviewers"), _with(lambda todo, asked: True), OF_REVIEWERS, is_telling=True
    ),
    "reviewers_open": Group(
        _("Reviewers with reviews to do"),
        has_open,
        OF_REVIEWERS,
        dates=(KeyDate.Kind.REVIEWS,),
        is_telling=True,
    ),
    "reviewers_late": Group(_("Reviewers who are late"), _late, OF_REVIEWERS, is_telling=True),
    "reviewers_done": Group(
        _("Reviewers who have done all"),
        _with(lambda todo, asked: asked > 0 and todo == 0),
        OF_REVIEWERS,
        is_telling=True,
    ),
    "reviewers_free": Group(
        _("Reviewers without an assignment"),
        _with(lambda todo, asked: asked == 0),
        OF_REVIEWERS,
        is_telling=True,
    ),
}
