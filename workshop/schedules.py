"""The dates that a workshop starts with, counted back from its first day."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from workshop.models import KeyDate
from workshop.times import AOE, end_of_day_anywhere

FOR_PROPOSALS = timedelta(days=26)  # how long before the first day they are due
FOR_DECISIONS, FOR_REVIEWS = timedelta(days=12), timedelta(days=2)
AT_LEAST = timedelta(hours=1)  # between the latest deadline and the first day
ROOMY = timedelta(days=6)  # from here on, dates at noon stand a day apart


def begins_at(workshop):
    """The midnight before the first day, in the workshop's zone."""
    return datetime.combine(workshop.first_day, time.min, tzinfo=workshop.tz)


def usual_deadline(workshop, now):
    """The day on which proposals are due unless the chair says otherwise.

    26 days before the workshop or, where that has gone by, halfway between now and then.
    """
    usual, today = workshop.first_day - FOR_PROPOSALS, now.astimezone(AOE).date()
    if usual < today:
        usual = today + timedelta(days=(workshop.first_day - today).days // 2)
    return min(usual, latest_deadline(workshop))


def latest_deadline(workshop):
    """The last day that is over, anywhere on Earth, when the workshop begins."""
    by_then = (begins_at(workshop) - AT_LEAST).astimezone(AOE)
    day = by_then.date()
    return day if end_of_day_anywhere(day) <= by_then else day - timedelta(days=1)


def dates_counted_back(workshop, deadline):
    """(reviews due, decisions announced) between the deadline, an instant, and the workshop.

    Decisions are announced 12 days before it, reviews are due two days earlier; where the time
    is shorter, a third of it comes after the decisions and half of it before the reviews are due.
    """
    begins = begins_at(workshop)
    gap = begins - deadline
    decisions = begins - min(FOR_DECISIONS, gap / 3)
    reviews = decisions - min(FOR_REVIEWS, gap / 6)
    if gap < ROOMY:
        return _to_the_minute(reviews), _to_the_minute(decisions)
    return _noon(reviews), _noon(decisions)


def _noon(at):
    return _to_the_minute(at.replace(hour=12, minute=0))


def _to_the_minute(at):
    return at.replace(second=0, microsecond=0)


def first_key_dates(workshop, deadline):
    """The rows, not yet saved: the call opens now, the rest follows from the deadline's day."""
    due = end_of_day_anywhere(deadline)
    reviews, decisions = dates_counted_back(workshop, due)
    kinds, in_aoe = KeyDate.Kind, {"shown_in": KeyDate.ShownIn.AOE, "shows_time": True}
    return [
        KeyDate(workshop=workshop, kind=kinds.CALL, at=_to_the_minute(timezone.now())),
        KeyDate(workshop=workshop, kind=kinds.SUBMISSION, at=due, **in_aoe),
        KeyDate(workshop=workshop, kind=kinds.REVIEWS, at=reviews),
        KeyDate(workshop=workshop, kind=kinds.DECISIONS, at=decisions),
    ]
