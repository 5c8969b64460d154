"""Kinds of mail: each with its default text, which a workshop may word anew, and its reason."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.digests import digest_of
from workshop.discovery import merged
from workshop.models import MailText, Message, Workshop
from workshop.outbox import queue_message, without_gap
from workshop.placeholders import fill_line, fill_lines, stands_alone
from workshop.trail import record, snapshot


@dataclass(frozen=True)
class Purpose:
    """A kind of mail.

    `is_due(message)`: is there still a reason for it when its turn comes? `placeholders`: {name:
    (what it stands for, an example)}; `needs`: those without which the mail would be of no use;
    `carrier`: the one that brings a secret, which needs a line of its own: behind the address of
    another site it would be sent there.
    `samples(workshop, user)`: [(recipient, {name: value}), …] of real mails that `user` may read.
    What no chair words has no `body`.
    """

    is_due: Callable
    label: str = ""
    occasion: str = ""
    subject: str = ""
    body: str = ""
    placeholders: dict = field(default_factory=dict)
    needs: tuple = ()
    carrier: str = ""
    samples: Callable = lambda workshop, user: []


A_MINUTE = timedelta(minutes=1)
MOST_TESTS = 10  # of one person in a minute
OF_EVERY_MAIL = {
    "workshop": gettext_lazy("the workshop’s acronym or name, with the year"),
    "workshop_name": gettext_lazy("the workshop’s whole name"),
    "contact": gettext_lazy("the workshop’s contact address"),
    "site": gettext_lazy("the address of the workshop’s site"),
}


def values_of(workshop):
    return {
        "workshop": workshop.short_name,
        "workshop_name": workshop.name,
        "contact": workshop.contact,
        "site": settings.SITE_URL + workshop.get_absolute_url(),
    }


def purposes():
    """{name: Purpose} of all that apps mail."""
    return merged("mails", "PURPOSES")


def worded():
    """Those that a chair may word."""
    return {name: purpose for name, purpose in purposes().items() if purpose.body}


def known_to(purpose):
    """{name: what it stands for} of the placeholders that its text may hold."""
    own = {name: meaning for name, (meaning, _example) in purpose.placeholders.items()}
    return own | OF_EVERY_MAIL


def example_of(purpose):
    return {name: example for name, (_meaning, example) in purpose.placeholders.items()}


def default_of(name):
    purpose = purposes()[name]
    return str(purpose.subject), str(purpose.body).strip()


def text_of(workshop, name):
    """(subject, body) as this workshop words that mail, its placeholders open."""
    own = MailText.objects.filter(workshop=workshop, purpose=name)
    return own.values_list("subject", "body").first() or default_of(name)


@transaction.atomic
def save_text(workshop, name, text, *, by, seen):
    """Word a mail anew; in the default's own words, leave it to the default again.

    False where it is not the text `seen` any more, by its digest.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    stored = text_of(workshop, name)
    if digest_of(stored) != seen and stored != text:
        return False
    row = MailText.objects.select_for_update().filter(workshop=workshop, purpose=name).first()
    before = snapshot(row) if row else None
    if text == default_of(name):
        if row:
            record(row, by=by, workshop=workshop, before=before, removed=True)
            row.delete()
        return True
    row = row or MailText(workshop=workshop, purpose=name)
    row.subject, row.body = text
    row.save()
    record(row, by=by, workshop=workshop, before=before)
    return True


def send_test(workshop, mail, *, to):
    """Queue a mail as it would read, to whoever asks for it alone.

    None where that are too many at once.
    """
    recent = Message.objects.filter(purpose="test", by=to)
    if recent.filter(created_at__gt=timezone.now() - A_MINUTE).count() >= MOST_TESTS:
        return None
    subject, body = mail
    subject = _("[Test] %(subject)s") % {"subject": subject}
    return queue_message(
        "test",
        to=to.email,
        key=secrets.token_hex(16),
        subject=subject,
        body=body,
        workshop=workshop,
        by=to,
    )


def render(text, workshop, values):
    """(subject, body) with the values put in."""
    subject, body = text
    values = values_of(workshop) | values
    return fill_line(subject, values), fill_lines(body, values)


def queue_mail(name, *, workshop, to, key, values, **more):
    """Put a mail of that purpose into the outbox, in the workshop's own words."""
    carrier = purposes()[name].carrier
    text = text_of(workshop, name)
    if carrier and not stands_alone(carrier, text[1]):  # worded before that was asked for
        text = default_of(name)
    subject, body = render(text, workshop, values)
    place = values.get(carrier)
    lines = [line if line.strip() == place else without_gap(line) for line in body.splitlines()]
    body = "\n".join(lines)
    return queue_message(
        name, to=to, key=key, subject=subject, body=body, workshop=workshop, **more
    )
