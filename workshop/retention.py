"""How long reviews are kept: what is removed of a workshop once its date for that has come.

A workshop without such a date keeps all. On the date reviewers lose their access, by query; the
rows go with the next tidying or by `manage.py retain`, never less than NOTICE after the people it
concerns were told of that date.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from workshop.discovery import merged
from workshop.models import Closing, KeyDate, Workshop
from workshop.trail import unsealed

NOTICE = timedelta(days=14)


@dataclass(frozen=True)
class Removal:
    """Some of what is not kept: `rows` of a workshop are counted, `remove` takes them away.

    Without a `remove` the rows are deleted.
    """

    label: str
    rows: Callable
    remove: Callable = lambda rows: rows.delete()


def parts():
    """{name: Removal} of all apps, those that hang on others first."""
    return dict(reversed(merged("retention", "REMOVED").items()))


def ended(at):
    """The workshops whose date had come by then."""
    dates = KeyDate.objects.filter(kind=KeyDate.Kind.RETENTION, at__lte=at)
    return dates.values("workshop")


def due(at):
    """Those of which it may be removed: over, and announced for this date long enough before."""
    told = Closing.objects.filter(
        announced_at__lte=at - NOTICE,
        announced_for=F("workshop__key_dates__at"),
        workshop__key_dates__kind=KeyDate.Kind.RETENTION,
    )
    rows = Workshop.objects.filter(pk__in=ended(at)).filter(pk__in=told.values("workshop"))
    return [workshop for workshop in rows.order_by("slug") if workshop.over_at <= at]


def to_announce(at):
    """[date] of the workshops whose people are now to be told of it, once for each date."""
    dates = KeyDate.objects.filter(kind=KeyDate.Kind.RETENTION, at__lte=at + NOTICE)
    told = Q(workshop__closing__announced_for=F("at"))
    return dates.exclude(told).select_related("workshop")


def removable(workshop):
    """{name: how many} of what there is to remove."""
    counts = {name: part.rows(workshop).count() for name, part in parts().items()}
    return {name: count for name, count in counts.items() if count}


@unsealed("what is not kept of a workshop is removed")
def remove(workshop):
    """Take it all away for good; {name: how many}. Done twice it finds nothing.

    The counts are added to those that are kept.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    counts = removable(workshop)
    for name, part in parts().items():
        if name in counts:
            part.remove(part.rows(workshop))
    if counts:
        _note(workshop, counts)
        Workshop.objects.filter(pk=workshop.pk).touch()
    return counts


def _note(workshop, counts):
    closing = Closing.objects.get_or_create(workshop=workshop)[0]
    names = closing.counts | counts
    closing.counts = {name: closing.counts.get(name, 0) + counts.get(name, 0) for name in names}
    closing.removed_at = timezone.now()
    closing.save(update_fields=["counts", "removed_at"])


def remove_due(now):
    """As the daily tidying does it; how many rows."""
    return sum(sum(remove(workshop).values()) for workshop in due(now))
