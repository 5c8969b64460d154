"""The timeline of a workshop: its key dates and days, now among them, in order of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshop.reminders import plan_of, recipients_by_group
from workshop.schedules import begins_at
from workshop.times import days_away, distance, zone_label


@dataclass(frozen=True)
class Moment:
    """A line of the timeline: what happens at an instant, or from then on for a whole day."""

    name: str
    at: datetime
    tz: tzinfo
    now: datetime
    is_day: bool = False
    is_now: bool = False
    note: str = ""
    address: str = ""

    @property
    def local(self):
        """As shown, without a zone so that templates leave it alone."""
        return self.at.astimezone(self.tz).replace(tzinfo=None)

    @property
    def zone(self):
        return zone_label(self.at.astimezone(self.tz))

    @property
    def has_passed(self):
        if self.is_day:
            return days_away(self.at, self.now, self.tz) < 0
        return self.at <= self.now

    @property
    def distance(self):
        return distance(self.at, self.now, self.tz)


def timeline_of(workshop, now, more=()):
    """What has passed, now, what is to come; with the moments that are given besides."""
    moments = [*_key_dates(workshop, now), *_days(workshop, now), *more]
    moments.sort(key=lambda moment: moment.at)
    present = Moment(_("Now"), now, workshop.tz, now, is_now=True)
    passed = [moment for moment in moments if moment.has_passed]
    return [*passed, present, *(moment for moment in moments if not moment.has_passed)]


def _key_dates(workshop, now):
    for date in workshop.key_dates.all():
        yield Moment(str(date.name), date.at, date.tz, now)


def reminders_ahead(workshop, user, now):
    """Of each reminder that is set: when it goes, and to how many, as far as `user` may know."""
    address = reverse("reminders", args=[workshop.slug])
    plan = [one for one in plan_of(workshop) if one.is_ahead]
    people = recipients_by_group(plan, seen_by=user)
    for planned in plan:
        count = len(people[planned.kind.group])
        note = ngettext("%d person as of now", "%d people as of now", count) % count
        name = _("Reminder: %(of_what)s") % {"of_what": planned.kind.label}
        tz = planned.date.tz
        yield Moment(name, planned.due_at, tz, now, note=note, address=address)


def _days(workshop, now):
    begins, tz = begins_at(workshop), workshop.tz
    if workshop.first_day == workshop.last_day:
        return [Moment(_("The workshop"), begins, tz, now, is_day=True)]
    last = workshop.over_at - timedelta(days=1)
    return [
        Moment(_("The workshop begins"), begins, tz, now, is_day=True),
        Moment(_("Last day of the workshop"), last, tz, now, is_day=True),
    ]
