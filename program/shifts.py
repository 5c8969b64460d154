"""Moving a slot and what follows: planned and seen first, then done at once, and undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from program.models import Shift, Slot
from workshop import digests
from workshop.digests import NotSeen
from workshop.models import Workshop
from workshop.trail import record, snapshot


class LeavesTheWorkshop(Exception):
    """A slot would begin outside the days of its workshop; it is the argument."""


@dataclass(frozen=True)
class Moved:
    """A slot, and when it would be."""

    slot: Slot
    starts_at: datetime
    ends_at: datetime | None


def plan_of(slots, first, minutes, *, to_the_end=False, is_late=False):
    """[Moved, …]: `first` and those after it on its day, in its room or in none.

    The first break that can takes it up, so that nothing behind it moves; unless `to_the_end`.
    `is_late`: `first` has begun already, so its end alone moves. Raises LeavesTheWorkshop.
    """
    by = timedelta(minutes=minutes)
    start = first.starts_at if is_late else first.starts_at + by
    end = first.ends_at and first.ends_at + by
    later = following(slots, first)
    return within([Moved(first, start, end), *moved_along(later, by, to_the_end=to_the_end)])


def moved_along(slots, by, *, to_the_end):
    """[Moved, …] of what stands one after the other."""
    plan = []
    for slot in slots:
        takes_up = not to_the_end and _takes_up(slot, by)
        end = slot.ends_at if takes_up or not slot.ends_at else slot.ends_at + by
        plan.append(Moved(slot, slot.starts_at + by, end))
        if takes_up:
            break
    return plan


def following(slots, first):
    """Those after it on its day, in its room or in none."""
    tz = first.workshop.tz
    day = first.starts_at.astimezone(tz).date()
    later = [one for one in slots if one.starts_at >= first.starts_at]
    same_day = [one for one in later if one.starts_at.astimezone(tz).date() == day]
    rooms = {first.room_id, None}
    own = [one for one in same_day if first.room_id is None or one.room_id in rooms]
    return [one for one in own if one != first and not one.is_cancelled]


def _takes_up(slot, by):
    """A break that is still there, shorter or longer, with its end where it was."""
    is_break = slot.kind == Slot.Kind.BREAK and slot.ends_at
    return bool(is_break) and slot.starts_at + by < slot.ends_at


def within(plan):
    """The plan, unless something in it would leave the workshop."""
    for one in plan:
        workshop = one.slot.workshop
        day = one.starts_at.astimezone(workshop.tz).date()
        if not workshop.first_day <= day <= workshop.last_day:
            raise LeavesTheWorkshop(one.slot)
    return plan


def digest_of(plan):
    shown = [
        (one.slot.pk, one.slot.starts_at, one.slot.ends_at, one.starts_at, one.ends_at)
        for one in plan
    ]
    return digests.digest_of(shown)


@transaction.atomic
def shift(first, minutes, *, by, seen=None, **how):
    """Do what `plan_of` says, as it was `seen`; the Shift. Raises NotSeen."""
    slots = list(locked(first.workshop))
    now = next((one for one in slots if one.pk == first.pk), None)
    if now is None:
        raise NotSeen
    plan = plan_of(slots, now, minutes, **how)
    if seen is not None and seen != digest_of(plan):
        raise NotSeen
    is_late, moved = how.get("is_late", False), move(plan, by=by)
    return Shift.objects.create(
        workshop=first.workshop, by=by, minutes=minutes, is_late=is_late, moved=moved
    )


@transaction.atomic
def be_late(first, minutes, *, after, by, is_late):
    """A shift for each press: none where another came `after` the one that was seen.

    That is a number as text, "" where there was none to see. Raises NotSeen.
    """
    Workshop.objects.select_for_update().get(pk=first.workshop_id)
    last = last_of(first.workshop)
    if after is not None and after != str(last.pk if last else ""):
        raise NotSeen
    return shift(first, minutes, by=by, is_late=is_late)


def move(plan, *, by):
    """Do it, within a transaction; what a Shift keeps of it."""
    moved = {}
    for one in plan:
        was = one.slot.starts_at, one.slot.ends_at
        moved[str(one.slot.pk)] = _as_text(*was, one.starts_at, one.ends_at)
        _place(one.slot, one.starts_at, one.ends_at, by=by)
    return moved


@transaction.atomic
def undo(done, *, by):
    """Put back those that still stand where it put them; (how many, how many were not there)."""
    if not Shift.objects.filter(pk=done.pk, undone_at=None).update(undone_at=timezone.now()):
        return 0, 0
    Workshop.objects.filter(pk=done.workshop_id).touch()  # for what the page says of being late
    slots = {str(slot.pk): slot for slot in locked(done.workshop)}
    put_back = _hold(slots.get(str(done.skipped_id)), by=by)
    for number, (start, end, *put) in done.moved.items():
        slot = slots.get(number)
        if slot and _as_text(slot.starts_at, slot.ends_at) == put:
            _place(slot, parse_datetime(start), end and parse_datetime(end), by=by)
            put_back += 1
    return put_back, len(done.moved) + bool(done.skipped_id) - put_back


def _hold(slot, *, by):
    """What was skipped is held after all; how many."""
    if slot is None or not slot.is_cancelled:
        return 0
    set_cancelled(slot, False, by=by)
    return 1


def set_cancelled(slot, is_cancelled, *, by):
    before = snapshot(slot)
    slot.is_cancelled = is_cancelled
    slot.save(update_fields=["is_cancelled"])
    record(slot, by=by, workshop=slot.workshop, before=before)


def last_of(workshop):
    """The shift that can be undone: the last one, within a day."""
    since = timezone.now() - timedelta(days=1)
    rows = workshop.shifts.filter(undone_at=None, at__gt=since)
    return rows.select_related("skipped").first()


def locked(workshop):
    """Its slots, for what is done to several of them at once."""
    rows = Slot.objects.filter(workshop=workshop).select_for_update(of=["self"])
    return rows.select_related("workshop")


def _place(slot, starts_at, ends_at, *, by):
    before = snapshot(slot)
    slot.starts_at, slot.ends_at = starts_at, ends_at
    slot.save(update_fields=["starts_at", "ends_at"])
    record(slot, by=by, workshop=slot.workshop, before=before)


def _as_text(*instants):
    return [at and at.isoformat() for at in instants]
