"""Mail is rows: queued in the transaction that causes it, handed to the server by a worker."""

import hashlib
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workshop import mailserver
from workshop.broker import wake, wake_all
from workshop.discovery import found, merged
from workshop.mailhtml import as_html
from workshop.models import Message
from workshop.privacy.erased import is_erased
from workshop.unseen import without_unseen

LONGEST_SUBJECT = 200


def one_line(text):
    """Header-safe: line breaks and runs of white space become one space, what is unseen goes."""
    return without_unseen(" ".join(text.split()))


def subject_line(text):
    return one_line(text)[:LONGEST_SUBJECT].rstrip()


def without_gap(text):
    """Somebody's words, such as a title, never take the place of a secret."""
    return text.replace(Message.GAP, "(secret)")


def key_of(*parts):
    """A key that fits its column whatever an address holds (254 characters at most)."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()


def stored_key(purpose, key):
    """Of the row, among those of all purposes."""
    return f"{purpose}:{key}"


def queue_message(purpose, *, key, **mail):
    """Put one mail to one recipient into the outbox, once per key, and wake a worker.

    What must not be read in the outbox is passed as `secret`; the body has Message.GAP in its
    place. `object_id` is what the purpose's question "is it still due?" asks about. Further fields
    of the row may be given: `workshop`, `letter`, `by`, `due_at`.
    """
    message, created = Message.objects.get_or_create(
        key=stored_key(purpose, key), defaults=_fields(purpose, **mail)
    )
    if created:
        wake(message)
    return message


@transaction.atomic
def queue_messages(mails):
    """The same for many at once, each a dictionary; how many were new."""
    keys = [stored_key(mail["purpose"], mail["key"]) for mail in mails]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    rows = [
        Message(key=key, **_fields(**{name: mail[name] for name in mail if name != "key"}))
        for key, mail in zip(keys, mails, strict=True)
        if key not in known
    ]
    made = Message.objects.bulk_create(rows)
    wake_all(made)
    return len(made)


def _fields(purpose, to, subject, body, secret="", object_id="", **more):  # nosec B107 # none
    body = body if secret else without_gap(body)
    return {
        "purpose": purpose,
        "object_id": str(object_id),
        "recipient": to,
        "subject": subject_line(subject),
        "body": body.strip() + "\n",
        "secret": secret,
        "message_id": make_msgid(domain=settings.SITE_HOST),
        **more,
    }


def is_still_due(message):
    """Not to somebody who was erased, wherever their line still stands."""
    return not is_erased(message.recipient) and _has_its_reason(message)


def _has_its_reason(message):
    return merged("mails", "PURPOSES")[message.purpose].is_due(message)


def deliver(message):
    """Hand a claimed message to the mail server, unless the reason for it is gone.

    Raises what `mailserver.send` does.
    """
    if not is_still_due(message):
        mailserver.give_probe_back()
        return {"state": message.State.CANCELLED, "error": _("The reason for this mail is gone.")}
    answer = mailserver.send(as_email(message))
    return {"state": message.State.DONE, "error": "", "answer": answer[:300]}


def as_email(message):
    """Plain text, and the same as simple HTML."""
    reply_to = [message.workshop.contact] if message.workshop else []
    email = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.recipient],
        reply_to=reply_to,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(as_html(message.subject, message.text), "text/html")
    return email


def without_hidden(messages, user):
    """Those of the messages that no app keeps from `user`, as about what they conflict with."""
    for hidden_from in found("mails", "hidden_from"):
        messages = messages.exclude(hidden_from(user))
    return messages


def send_again(messages, *, by):
    """Put those that failed or were cancelled back into the queue; how many there were.

    They stay in the name of who caused them. What held a code or a token has forgotten it: its
    reader asks for a fresh one. Whether a mail is still due is asked when its turn comes.
    """
    rows = list(messages.resendable())
    for row in rows:
        Message.objects.filter(pk=row.pk).resendable().wait_again(by=row.by_id or by.pk)
    wake_all(rows)
    return len(rows)


def cancel(messages, *, by):
    """Let those of them that still wait never leave, and those that failed be; how many."""
    failed = messages.filter(state=Message.State.FAILED).update(state=Message.State.CANCELLED)
    return failed + messages.filter(state=Message.State.WAITING).update(  # nosec B106 # forgotten
        state=Message.State.CANCELLED,
        finished_at=timezone.now(),
        secret="",
        error=_("Cancelled by %(name)s.") % {"name": by},
    )


def waiting_for(recipient, purpose=""):
    """The newest message that still waits for this recipient, for the demonstration box.

    Of that purpose, where others than the recipient see it, who may not read every mail.
    """
    waiting = Message.objects.filter(recipient__iexact=recipient, state=Message.State.WAITING)
    waiting = waiting.filter(purpose=purpose) if purpose else waiting
    return waiting.filter(created_at__gte=timezone.now() - timedelta(hours=1)).first()
