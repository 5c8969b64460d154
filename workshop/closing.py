"""Ending a workshop: the day on which its reviews are removed, closing it, opening it again."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from workshop.models import Closing, KeyDate, Workshop
from workshop.trail import name_of_page, record, record_act, stored_snapshot


class NotOver(Exception):
    """Nothing is closed before it is over."""


def is_closed(workshop):
    return Closing.objects.filter(workshop=workshop, closed_at__isnull=False).exists()


def close_workshop(workshop, *, by):
    """Its people add no more, its chairs' steps end; False where it was closed. Raises NotOver."""
    if not workshop.is_over:
        raise NotOver
    return _set_closed(workshop, timezone.now(), by)


def reopen_workshop(workshop, *, by):
    """False where it was open."""
    return _set_closed(workshop, None, by)


@transaction.atomic
def _set_closed(workshop, at, by):
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    closing = Closing.objects.get_or_create(workshop=workshop)[0]
    old, new = closing.closed_at is not None, at is not None
    if old == new:
        return False
    closing.closed_at = at
    closing.save(update_fields=["closed_at"])
    record_act(workshop, "closed", old, new, by=by, workshop=workshop)
    Workshop.objects.filter(pk=workshop.pk).touch()
    return True


@transaction.atomic
def keep_until(workshop, day, *, by):
    """Reviews are removed as that day begins in the workshop's zone. A form has checked it."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    about = {"workshop": workshop, "kind": KeyDate.Kind.RETENTION}
    date = KeyDate.objects.filter(**about).first() or KeyDate(**about)
    before = stored_snapshot(date)
    date.shown_in, date.at = KeyDate.ShownIn.ZONE, datetime.combine(day, time.min, workshop.tz)
    date.save()
    record(date, by=by, workshop=workshop, before=before, page=name_of_page(workshop))
    return date
