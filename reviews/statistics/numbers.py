"""The numbers, each from one question to the database."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from statistics import median, quantiles

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.people import reviewers_of
from reviews.progress.counting import IS_DONE, by_reviewer
from submissions.models import Status, StatusChange, Submission
from workshop.models import KeyDate

FEWEST_COLUMNS, MOST_COLUMNS = 6, 20  # drawn of a spread: a single one would fill the frame
LEFT = {"old": Status.ACCEPTED, "new": Status.WITHDRAWN}
DAY = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Days:
    """Submissions by the day they were sent in, in the zone in which the deadline is told."""

    new: dict
    deadline: date | None

    @property
    def rows(self):
        """[(day, how many were new, how many there were)]"""
        return list(zip(self.new, self.new.values(), accumulate(self.new.values()), strict=True))

    @property
    def total(self):
        return sum(self.new.values())

    @property
    def first(self):
        return min([*self.new, *self._deadline])

    @property
    def last(self):
        return max([*self.new, *self._deadline])

    @property
    def _deadline(self):
        return [self.deadline] if self.deadline else []

    def place_of(self, day):
        """From 0 to 1, each day as wide as the next."""
        return ((day - self.first).days + 0.5) / ((self.last - self.first).days + 1)


@dataclass(frozen=True)
class Share:
    """Of a topic, or of all: how many were sent in, told a decision, accepted."""

    name: str
    sent: int = 0
    told: int = 0
    accepted: int = 0

    @property
    def rate(self):
        """In percent; None while nothing is told."""
        return round(100 * self.accepted / self.told) if self.told else None


@dataclass(frozen=True)
class Spread:
    """Numbers in columns of the same width, with what lies in their middle."""

    values: list

    @property
    def middle(self):
        return median(self.values)

    @property
    def quartiles(self):
        """(a quarter is up to this, half, three quarters)"""
        if len(self.values) == 1:
            return (self.values[0],) * 3
        return tuple(quantiles(self.values, n=4, method="inclusive"))

    @property
    def width(self):
        """Of a column, in whole numbers."""
        return int(max(self.values)) // MOST_COLUMNS + 1

    @property
    def columns(self):
        """[(from, to, how many)]"""
        counted = Counter(int(value) // self.width for value in self.values)
        return [
            (place * self.width, (place + 1) * self.width - 1, counted[place])
            for place in range(int(max(self.values)) // self.width + 1)
        ]

    @property
    def drawn(self):
        """How many are in each column that is drawn; beyond the last one they are empty."""
        counts = [number for _from, _to, number in self.columns]
        return counts + [0] * (FEWEST_COLUMNS - len(counts))

    @property
    def last(self):
        """Of the columns that are drawn."""
        return len(self.drawn) * self.width - 1

    def place_of(self, value):
        """From 0 to 1, as far as the columns are drawn."""
        return value / (len(self.drawn) * self.width)


def sent_in(workshop, user):
    """[(number, when, state)] of what was sent in there and `user` may decide."""
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = list(own.order_by("submitted_at").values_list("pk", "submitted_at", "status"))
    left = set(
        StatusChange.objects.filter(submission__in=own.order_by(), **LEFT).values_list(
            "submission", flat=True
        )
    )
    return [(pk, at, told_of(state, pk in left)) for pk, at, state in rows]


def told_of(state, was_accepted):
    """What was accepted and then declined or withdrawn counts as accepted."""
    return Status.ACCEPTED if state == Status.WITHDRAWN and was_accepted else state


def days_of(workshop, sent):
    deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
    zone = deadline.tz if deadline else workshop.tz
    day_of = [at.astimezone(zone).date() for _pk, at, _state in sent]
    return Days(dict(Counter(day_of)), deadline and deadline.local.date())


def shares_of(workshop, sent):
    """[of all, then of each topic the most first]; one of two topics counts for both."""
    states = {pk: state for pk, _at, state in sent}
    through = Submission.topics.through.objects.filter(submission__workshop=workshop)
    of = {}
    for pk, name in through.order_by("topic").values_list("submission", "topic__name"):
        if pk in states:
            of.setdefault(name, []).append(pk)
    bare = set(states).difference(*of.values())
    topics = [_share(name, keys, states) for name, keys in of.items()]
    topics += [_share(_("without a topic"), bare, states)] if bare and topics else []
    return [_share(_("All"), states, states), *sorted(topics, key=lambda one: -one.sent)]


def _share(name, keys, states):
    counted = Counter(states[pk] for pk in keys)
    accepted, rejected = counted[Status.ACCEPTED], counted[Status.REJECTED]
    return Share(name, counted.total(), accepted + rejected, accepted)


def load_of(workshop, counted):
    """What each reviewer was asked for; None without a reviewer."""
    asked = {pk: one.asked for pk, one in by_reviewer(counted).items()}
    members = reviewers_of(workshop).values_list("pk", flat=True)
    everybody = dict.fromkeys(members, 0) | asked
    return Spread(sorted(everybody.values())) if everybody else None


def in_time(days):
    """ "3 days"; under one in hours."""
    if days >= 1:
        number = floatformat(days)
        return ngettext("%s day", "%s days", 1 if number == "1" else 2) % number
    hours = math.ceil(days * 24)
    return ngettext("%d hour", "%d hours", hours) % hours if hours > 1 else _("an hour")


def turnaround_of(counted):
    """Days from being asked to the review; None before the first is in."""
    asked = counted.filter(IS_DONE).values_list("at", "review__submitted_at")
    days = sorted(max((done - at).total_seconds() / DAY, 0) for at, done in asked)
    return Spread(days) if days else None
