"""Skipping a slot: it is cancelled, and what follows moves up only where that is wanted."""

import math
from datetime import timedelta

from django.db import transaction

from program.models import Shift
from program.shifts import (
    digest_of,
    following,
    locked,
    move,
    moved_along,
    set_cancelled,
    within,
)
from workshop.digests import NotSeen


def minutes_left_by(slot, slots, now):
    """How many are free without it, of a slot that has begun from `now` on."""
    later = [one.starts_at for one in following(slots, slot) if one.starts_at > slot.starts_at]
    end = slot.ends_at or min(later, default=slot.starts_at)
    left = end - max(slot.starts_at, min(now, end))
    return math.floor(left.total_seconds() / 60)


def plan_of_skip(slots, skipped, minutes, *, to_the_end=False):
    """[Moved, …]: what begins once it would be over is earlier by so many minutes, 0 for none.

    A break takes it up and grows; unless `to_the_end`. Raises LeavesTheWorkshop.
    """
    if not minutes:
        return []
    end = skipped.ends_at or skipped.starts_at + timedelta(minutes=1)
    later = [one for one in following(slots, skipped) if one.starts_at >= end]
    return within(moved_along(later, timedelta(minutes=-minutes), to_the_end=to_the_end))


@transaction.atomic
def skip(slot, minutes, *, by, seen, **how):
    """Cancel it and do what `plan_of_skip` says, as it was `seen`; the Shift. Raises NotSeen."""
    slots = list(locked(slot.workshop))
    now = next((one for one in slots if one.pk == slot.pk and not one.is_cancelled), None)
    if now is None:
        raise NotSeen
    plan = plan_of_skip(slots, now, minutes, **how)
    if seen != digest_of(plan):
        raise NotSeen
    set_cancelled(now, True, by=by)
    moved = move(plan, by=by)
    return Shift.objects.create(
        workshop=now.workshop, by=by, minutes=-minutes if moved else 0, skipped=now, moved=moved
    )
