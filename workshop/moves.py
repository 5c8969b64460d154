"""Dates that were moved of late, and who is to be told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from workshop.letters import about_date
from workshop.models import Change, KeyDate, Letter
from workshop.recipients import groups
from workshop.times import in_words

NEWS = timedelta(days=14)  # for so long a move is worth telling


@dataclass(frozen=True)
class Move:
    """A key date that is ahead, and the instant it stood at before it was moved."""

    date: KeyDate
    old: datetime

    @property
    def values(self):
        """What fills the placeholders of its mail."""
        tz = self.date.tz
        new, old = in_words(self.date.at, tz), in_words(self.old, tz)
        return {"date": self.date.name, "new": new, "old": old}

    @property
    def group(self):
        """The name of the group it concerns first; "" for none in particular."""
        concerned = (name for name, group in groups().items() if self.date.kind in group.dates)
        return next(concerned, "")


def moves_of(workshop):
    """The latest move of each date that is ahead, of which nobody was written to."""
    ahead = [date for date in workshop.key_dates.all() if not date.has_passed]
    told = Letter.objects.filter(workshop=workshop).exclude(state=Letter.State.DRAFT)
    told = set(told.exclude(about="").values_list("about", flat=True))
    found = [_move_of(date, changes) for date, changes in _changes(workshop, ahead).items()]
    return [one for one in found if one and about_date(one.date) not in told]


def _changes(workshop, dates):
    """{date: [the changes of its instant, the latest first]}"""
    rows = Change.objects.filter(
        workshop=workshop,
        model=KeyDate._meta.label_lower,
        action=Change.Action.CHANGED,
        at__gt=timezone.now() - NEWS,
        object_id__in=[str(date.pk) for date in dates],
    )
    of = {date: [] for date in dates}
    by_number = {str(date.pk): date for date in dates}
    for change in rows.order_by("-pk"):
        if "at" in change.fields:
            of[by_number[change.object_id]].append(change)
    return of


def _move_of(date, changes):
    old = parse_datetime(changes[0].fields["at"][0] or "") if changes else None
    return Move(date, old) if old and old != date.at else None
