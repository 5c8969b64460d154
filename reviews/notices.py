"""Telling reviewers and chairs, in time, on which day reviews are removed."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.groups import GROUPS
from workshop.groups import GROUPS as OF_ALL
from workshop.mailtexts import render, text_of
from workshop.models import Closing, KeyDate
from workshop.outbox import key_of, queue_messages, stored_key
from workshop.recipients import people_of, values_of_person
from workshop.retention import removable, to_announce
from workshop.times import in_words

PURPOSE = "retention"


def people_told(workshop, mail=None):
    """Reviewers and chairs, each address once."""
    groups = [GROUPS["reviewers"], OF_ALL["chairs"]]
    found = [person for group in groups for person in people_of(group, workshop, mail=mail)]
    return list({person.mail.lower(): person for person in reversed(found)}.values())


def values_of(date):
    place = reverse("reviews", args=[date.workshop.slug])
    return {"date": in_words(date.at, date.tz), "reviews": settings.SITE_URL + place}


def announce_retention(now):
    """Once for each date; how many dates. Where there is nothing to remove nobody is told."""
    dates = [date for date in to_announce(now) if removable(date.workshop)]
    return sum(_announce(date, now) for date in dates)


@transaction.atomic
def _announce(date, now):
    Closing.objects.get_or_create(workshop=date.workshop)
    closing = Closing.objects.select_for_update().get(workshop=date.workshop)
    if closing.announced_for == date.at:
        return False
    closing.announced_for, closing.announced_at = date.at, now
    closing.save(update_fields=["announced_for", "announced_at"])
    queue_messages([_row(date, person) for person in people_told(date.workshop)])
    return True


def _key(date, mail):
    return key_of(date.pk, date.at, mail)


def _row(date, person):
    values = values_of_person(person) | values_of(date)
    subject, body = render(text_of(date.workshop, PURPOSE), date.workshop, values)
    return {
        "purpose": PURPOSE,
        "to": person.mail,
        "key": _key(date, person.mail),
        "subject": subject,
        "body": body,
        "workshop": date.workshop,
        "object_id": date.pk,
    }


def is_still_due(message):
    """As long as that date stands, to who has the role."""
    date = KeyDate.objects.filter(pk=message.object_id, kind=KeyDate.Kind.RETENTION).first()
    if date is None or message.key != stored_key(PURPOSE, _key(date, message.recipient)):
        return False
    return bool(people_told(message.workshop, mail=message.recipient))


def samples(workshop, user):
    date = workshop.key_dates.filter(kind=KeyDate.Kind.RETENTION).first()
    people = people_told(workshop) if date else []
    return [(one.mail, values_of_person(one) | values_of(date)) for one in people]
