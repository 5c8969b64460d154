"""The mail of what was assigned, one to each reviewer."""

from datetime import timedelta

from django.utils import timezone

from reviews.groups import values_of
from workshop.mailtexts import render, text_of
from workshop.models import Message
from workshop.outbox import key_of, queue_messages
from workshop.recipients import Person, values_of_person

NOTICE = timedelta(minutes=10)  # of all that is assigned in it one mail tells: time to undo it


def mails_of(workshop, people):
    """{user: (subject, body)} of each of them."""
    text, values = text_of(workshop, "assignment"), values_of(workshop, count=1)
    return {
        user: render(text, workshop, values_of_person(Person(user.email, user.name, values)))
        for user in people
    }


def waiting_of(workshop, people):
    """Numbers of those whose mail still waits: it tells of all that is assigned until it goes."""
    mails = Message.objects.filter(purpose="assignment", workshop=workshop)
    numbers = [str(one.pk) for one in people]
    waiting = mails.filter(state=Message.State.WAITING, object_id__in=numbers)
    return {int(one) for one in waiting.values_list("object_id", flat=True)}


def tell_all(workshop, assignments, people, *, by):
    """Queue one mail for each reviewer of these assignments, unless one waits already.

    The caller holds the rows of their roles, so of two at once the second finds the first's mail.
    """
    first = {}
    for one in assignments:
        first.setdefault(one.reviewer_id, one)
    asked = [people[number] for number in first]
    waiting = waiting_of(workshop, asked)
    mails = mails_of(workshop, [one for one in asked if one.pk not in waiting])
    queue_messages(
        [
            {
                "purpose": "assignment",
                "workshop": workshop,
                "to": user.email,
                "key": key_of(first[user.pk].pk, first[user.pk].at),
                "subject": subject,
                "body": body,
                "object_id": user.pk,
                "by": by,
                "due_at": timezone.now() + NOTICE,
            }
            for user, (subject, body) in mails.items()
        ]
    )
