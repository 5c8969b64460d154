"""Reminders: who still owes something is told, so many days before or after a key date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workshop.discovery import merged
from workshop.mailtexts import render, text_of
from workshop.models import Reminder
from workshop.outbox import key_of, queue_messages
from workshop.recipients import groups, people_of, values_of_person

LATEST = timedelta(days=7)  # after its day a reminder that could not be sent is let go


@dataclass(frozen=True)
class Kind:
    """What is owed: by a group, at a key date. `purpose` is its mail, `days` the usual schedule."""

    label: str
    date: str
    group: str
    purpose: str
    days: tuple


@dataclass(frozen=True)
class Planned:
    """A reminder with its kind and, where its key date is set, when it is due."""

    reminder: Reminder
    kind: Kind
    date: object
    due_at: datetime | None

    @property
    def is_sent(self):
        return bool(self.date) and self.reminder.sent_for == self.date.at

    @property
    def is_ahead(self):
        """Whether it is going to be sent as it stands."""
        is_armed = self.due_at is not None and self.due_at > self.reminder.armed_at
        return is_armed and not self.is_sent and not self.reminder.is_stopped and not self.is_late

    @property
    def is_late(self):
        """Too late to be of use: before a date that has passed, or long after one."""
        if self.due_at is None:
            return False
        last = self.date.at if self.reminder.days < 0 else self.due_at + LATEST
        return last <= timezone.now()


def kinds():
    """{name: Kind} of all that apps remind of."""
    return merged("reminders", "KINDS")


def plan_of(workshop):
    """[Planned, …] of a workshop, as its dates stand. Counts on `key_dates` being prefetched."""
    known = kinds()
    rows = [one for one in workshop.reminders.all() if one.kind in known]
    return [_planned(one, known[one.kind], workshop.date_of(known[one.kind].date)) for one in rows]


def _planned(reminder, kind, date):
    due_at = date.at + timedelta(days=reminder.days) if date else None
    return Planned(reminder, kind, date, due_at)


def recipients_of(planned, *, seen_by=None):
    workshop = planned.reminder.workshop
    return people_of(groups()[planned.kind.group], workshop, seen_by=seen_by)


@transaction.atomic
def send_reminder(planned, *, by=None):
    """Queue a mail to each who owes something, once for an instant of the date; how many."""
    now, at = timezone.now(), planned.date.at
    unsent = Reminder.objects.filter(pk=planned.reminder.pk)
    unsent = unsent.filter(Q(sent_for=None) | ~Q(sent_for=at))
    if not unsent.update(sent_for=at, sent_at=now):
        return 0
    mails = mails_of(planned, recipients_of(planned))
    return queue_messages([_row(planned, *mail) | {"by": by} for mail in mails])


def mails_of(planned, people):
    """[(person, subject, body), …]"""
    workshop = planned.reminder.workshop
    text = text_of(workshop, planned.kind.purpose)
    return [(person, *render(text, workshop, values_of_person(person))) for person in people]


def _row(planned, person, subject, body):
    return {
        "purpose": planned.kind.purpose,
        "to": person.mail,
        "key": key_of(planned.reminder.pk, planned.date.at, person.mail),
        "subject": subject,
        "body": body,
        "workshop": planned.reminder.workshop,
    }


def send_due_reminders(now):
    """What the clock brings, by however many processes at once; how many mails."""
    rows = Reminder.objects.filter(is_stopped=False).select_related("workshop")
    plans = [one for workshop in _workshops(rows) for one in plan_of(workshop)]
    return sum(send_reminder(one) for one in plans if one.is_ahead and one.due_at <= now)


def _workshops(reminders):
    found = {reminder.workshop for reminder in reminders}
    return [workshop for workshop in found if not workshop.is_over]


def still_owed(kind_name):
    """The question of a reminder's mail: is its recipient still in the group?"""

    def is_due(message):
        group = groups()[kinds()[kind_name].group]
        return bool(people_of(group, message.workshop, mail=message.recipient))

    return is_due


def arm(reminder):
    """Begin again: what was due before now stays unsent."""
    Reminder.objects.filter(pk=reminder.pk).update(is_stopped=False, armed_at=timezone.now())


def stop(reminder):
    Reminder.objects.filter(pk=reminder.pk).update(is_stopped=True)


@transaction.atomic
def use_usual_schedule(workshop):
    """Set what the kinds propose, beside what there is; how many were new."""
    wanted = [(name, days) for name, kind in kinds().items() for days in kind.days]
    made = [
        Reminder.objects.get_or_create(workshop=workshop, kind=name, days=days)
        for name, days in wanted
    ]
    return sum(is_new for _reminder, is_new in made)
