"""Reminders: who still owes something is told, so many days before or after a key date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workshop.discovery import merged
from workshop.mailtexts import render, text_of
from workshop.models import Message, Reminder
from workshop.outbox import cancel, key_of, queue_messages, stored_key
from workshop.recipients import groups, people_of, values_of_person
from workshop.trail import record, snapshot

A_DAY = timedelta(days=1)
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
        """Once for its date, unless that has moved by a day or more since, to a later one."""
        sent_for = self.reminder.sent_for
        return bool(self.date and sent_for) and self.date.at < sent_for + A_DAY

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


def recipients_by_group(plan, *, seen_by):
    """{group: people} of what is planned, each group asked once."""
    one_of_each = {one.kind.group: one for one in plan if one.date}
    return {group: recipients_of(one, seen_by=seen_by) for group, one in one_of_each.items()}


def recipients_of(planned, *, seen_by=None):
    workshop = planned.reminder.workshop
    return people_of(groups()[planned.kind.group], workshop, seen_by=seen_by)


@transaction.atomic
def send_reminder(planned, *, by=None):
    """Queue a mail to each who owes something; False where that was done for this date before."""
    now, at = timezone.now(), planned.date.at
    unsent = Reminder.objects.filter(pk=planned.reminder.pk)
    unsent = unsent.filter(Q(sent_for=None) | Q(sent_for__lte=at - A_DAY))
    if not unsent.update(sent_for=at, sent_at=now):
        return False
    planned.reminder.sent_for = at
    mails = mails_of(planned, recipients_of(planned))
    queue_messages([_row(planned, *mail) | {"by": by} for mail in mails])
    return True


def mails_of(planned, people):
    """[(person, subject, body), …]"""
    workshop = planned.reminder.workshop
    text = text_of(workshop, planned.kind.purpose)
    return [(person, *render(text, workshop, values_of_person(person))) for person in people]


def _key(reminder, recipient):
    """One mail to one person for one instant of its date."""
    return key_of(reminder.pk, reminder.sent_for, recipient)


def _row(planned, person, subject, body):
    return {
        "purpose": planned.kind.purpose,
        "to": person.mail,
        "key": _key(planned.reminder, person.mail),
        "subject": subject,
        "body": body,
        "workshop": planned.reminder.workshop,
        "object_id": planned.reminder.pk,
    }


def send_due_reminders(now):
    """What the clock brings, by however many processes at once; how many reminders."""
    rows = Reminder.objects.filter(is_stopped=False).select_related("workshop")
    plans = [one for workshop in _workshops(rows) for one in plan_of(workshop)]
    return sum(send_reminder(one) for one in plans if one.is_ahead and one.due_at <= now)


def _workshops(reminders):
    found = {reminder.workshop for reminder in reminders}
    return [workshop for workshop in found if not workshop.is_over]


def still_owed(kind_name):
    """The question of a reminder's mail: does it still stand, its recipient still in the group?

    Where its date has moved since by so much that it is sent again, that one tells of it.
    """

    def is_due(message):
        plan = {str(one.reminder.pk): one for one in plan_of(message.workshop)}
        planned = plan.get(message.object_id)
        if planned is None or planned.reminder.is_stopped or not planned.is_sent:
            return False
        if message.key != stored_key(message.purpose, _key(planned.reminder, message.recipient)):
            return False
        group = groups()[kinds()[kind_name].group]
        return bool(people_of(group, message.workshop, mail=message.recipient))

    return is_due


def set_reminder(workshop, kind, days, *, by):
    """The reminder of that kind and day; False where there was one."""
    reminder, is_new = Reminder.objects.get_or_create(workshop=workshop, kind=kind, days=days)
    if is_new:
        record(reminder, by=by, workshop=workshop)
    return is_new


def arm(reminder, *, by):
    """Begin again: what was due before now stays unsent."""
    _change(reminder, by, is_stopped=False, armed_at=timezone.now())


@transaction.atomic
def stop(reminder, *, by):
    """What has not left of it does not leave either; how many mails that were."""
    _change(reminder, by, is_stopped=True)
    return cancel(messages_of(reminder), by=by)


def messages_of(reminder):
    rows = Message.objects.filter(workshop=reminder.workshop, object_id=str(reminder.pk))
    return rows.filter(purpose=kinds()[reminder.kind].purpose, state=Message.State.WAITING)


@transaction.atomic
def _change(reminder, by, **fields):
    """Nothing where it was removed meanwhile. The row is locked before its workshop."""
    row = Reminder.objects.select_for_update().filter(pk=reminder.pk).first()
    if row is None:
        return
    before = snapshot(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    record(row, by=by, workshop=reminder.workshop, before=before)


@transaction.atomic
def remove(reminder, *, by):
    row = Reminder.objects.select_for_update().filter(pk=reminder.pk).first()
    if row:
        cancel(messages_of(row), by=by)
        record(row, by=by, workshop=reminder.workshop, before=snapshot(row), removed=True)
        row.delete()


def use_usual_schedule(workshop, *, by):
    """Set what the kinds propose, beside what there is."""
    for name, kind in kinds().items():
        for days in kind.days:
            set_reminder(workshop, name, days, by=by)
