"""What the program says of its own day: how late it runs, and what is skipped."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q


@dataclass(frozen=True)
class Today:
    """By what its chairs pressed. `skipped`: the shifts that skip a slot of this day."""

    minutes_late: int = 0
    skipped: tuple = ()

    @property
    def moves_up(self):
        return any(one.moved for one in self.skipped)


def today_of(workshop, now):
    local = now.astimezone(workshop.tz)
    if not workshop.first_day <= local.date() <= workshop.last_day:
        return Today()
    midnight, next_one = (_midnight(workshop, local.date() + timedelta(days)) for days in (0, 1))
    skips = Q(skipped__starts_at__gte=midnight, skipped__starts_at__lt=next_one)
    own = Q(is_late=True, at__gte=midnight) | (skips & Q(skipped__is_cancelled=True))
    shifts = workshop.shifts.filter(own, undone_at=None).order_by("pk")
    rows = list(shifts.select_related("skipped"))
    return Today(_lateness(rows), tuple(one for one in rows if one.skipped))


def public_today(workshop, now):
    """The same, as everybody may know it: of a hidden program nothing."""
    return Today() if workshop.is_program_hidden else today_of(workshop, now)


def _lateness(rows):
    """What moves up makes good for what was late before it; early is not late."""
    late = 0
    for one in rows:
        late = max(late + one.minutes, 0)
    return late


def _midnight(workshop, day):
    return datetime.combine(day, time.min, tzinfo=workshop.tz)


def midnights_of(workshop):
    """When what is said of a day begins or is over."""
    days = range(workshop.days + 1)
    return [_midnight(workshop, workshop.first_day + timedelta(number)) for number in days]
