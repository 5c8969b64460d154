"""Dates that were moved, and who is to be told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from workshop.letters import about_date
from workshop.models import Change, KeyDate, Letter, Workshop
from workshop.recipients import groups
from workshop.times import in_words

NEWS = timedelta(days=14)  # for so long a move is worth telling


@dataclass(frozen=True)
class Move:
    """A key date, the instant it stood at before it was moved, and when that was done."""

    date: KeyDate
    old: datetime
    at: datetime

    @property
    def values(self):
        """What fills the placeholders of its mail."""
        tz = self.date.tz
        new, old = in_words(self.date.at, tz), in_words(self.old, tz)
        return {"date": self.date.name, "new": new, "old": old}

    @property
    def old_local(self):
        """As the date itself is shown: without a zone, so that templates leave it alone."""
        return self.old.astimezone(self.date.tz).replace(tzinfo=None)

    @property
    def group(self):
        """The name of the group it concerns first; "" for none in particular."""
        concerned = (name for name, group in groups().items() if self.date.kind in group.dates)
        return next(concerned, "")


def moves_of(workshop):
    """The latest move of each date that is ahead, of which nobody was written to."""
    since = timezone.now() - NEWS
    ahead = [one for one in all_moves(workshop) if one.at > since and not one.date.has_passed]
    told = Letter.objects.filter(workshop=workshop).exclude(state=Letter.State.DRAFT)
    told = set(told.exclude(about="").values_list("about", flat=True))
    return [one for one in ahead if about_date(one.date) not in told]


def all_moves(workshop):
    """The latest move of each date, in their order. Counts on `key_dates` being prefetched."""
    return _moves_in(workshop, _changes(workshop, _of_dates(workshop)))


def public_moves(workshop):
    """Those that everybody could see: made since the site is public."""
    changes = _changes(workshop, _of_dates(workshop) | PUBLISHING)
    published = [one.at for one in changes if one.model == Workshop._meta.label_lower]
    since = published[0] if published else None
    moves = _moves_in(workshop, changes)
    return [move for move in moves if since is None or move.at > since]


def public_since(workshop):
    """When the trail says that the site was first published; None where it does not say."""
    rows = _changes(workshop, PUBLISHING)
    return rows[0].at if rows else None


PUBLISHING = Q(model=Workshop._meta.label_lower, fields__is_public__1=True)


def _of_dates(workshop):
    numbers = [str(date.pk) for date in workshop.key_dates.all()]
    moved = Q(action=Change.Action.CHANGED, fields__has_key="at", object_id__in=numbers)
    return moved & Q(model=KeyDate._meta.label_lower)


def _changes(workshop, which):
    return list(Change.objects.filter(which, workshop=workshop).order_by("pk"))


def _moves_in(workshop, changes):
    latest = {one.object_id: one for one in changes if one.model == KeyDate._meta.label_lower}
    found = [_move_of(date, latest.get(str(date.pk))) for date in workshop.key_dates.all()]
    return [move for move in found if move]


def _move_of(date, change):
    old = parse_datetime(change.fields["at"][0] or "") if change else None
    return Move(date, old, change.at) if old and old != date.at else None
