"""Letters: a chair writes to a group, sees what each would get, sends it once."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from workshop import digests
from workshop.digests import NotSeen
from workshop.mailtexts import render, text_of
from workshop.models import KeyDate, Letter, Message, Workshop
from workshop.outbox import cancel, key_of, queue_messages
from workshop.recipients import groups, people_of, values_of_person


class Nobody(Exception):
    """The group is empty, or everybody in it is left out."""


class ToldAlready(Exception):
    """Another letter has told the same group that the date has moved."""


class NotADraft(Exception):
    """It was sent meanwhile, or is somebody else's."""


class Overtaken(Exception):
    """The draft was saved from another window. Its argument is the letter as it is stored."""


def recipients_of(letter, *, seen_by):
    group = groups()[letter.group]
    return people_of(group, letter.workshop, seen_by=seen_by, topic=letter.topic)


def mails_of(letter, people):
    """[(person, subject, body), …]"""
    text = letter.subject, letter.body
    return [(person, *render(text, letter.workshop, values_of_person(person))) for person in people]


def digest_of(letter, mails):
    """Of what was shown: each mail, and when they leave."""
    shown = [letter.due_at, *((person.mail, subject, body) for person, subject, body in mails)]
    return digests.digest_of(shown)


def version_of(letter):
    """Of a draft, as its form was opened with it."""
    return digests.digest_of(
        [letter.group, letter.topic_id, letter.subject, letter.body, letter.due_at]
    )


@transaction.atomic
def save_draft(workshop, fields, *, by, seen=""):
    """The draft of that form's key, as it was typed last.

    `seen` is the version it was opened with, empty for a new one. Raises NotADraft where the key
    is not that of a draft of `by`, Overtaken where another window has saved it meanwhile.
    """
    texts = dict(fields)
    key = texts.pop("key")
    letter, is_new = Letter.objects.select_for_update(of=["self"]).get_or_create(
        key=key, defaults=texts | {"workshop": workshop, "by": by}
    )
    if is_new:
        return letter
    if not letter.is_draft or (letter.workshop, letter.by) != (workshop, by):
        raise NotADraft
    stored, is_same_window = version_of(letter), letter.window == fields["window"]
    for name, value in texts.items():
        setattr(letter, name, value)
    if not is_same_window and stored not in {seen, version_of(letter)}:
        raise Overtaken(Letter.objects.get(pk=letter.pk))
    letter.save(update_fields=list(texts))
    return letter


def draft_of(workshop, *, by, key):
    """What that page has begun, as edited since; None where there is none."""
    return workshop.letters.filter(by=by, key=key, state=Letter.State.DRAFT).first()


def begin_letter(workshop, group, purpose, *, by, key):
    """A draft to that group in the words of that purpose, or what the page has begun of it.

    Raises NotADraft where the page has sent it.
    """
    subject, body = text_of(workshop, purpose)
    texts = {"group": group, "topic": None, "subject": subject, "body": body}
    beside = {"key": key, "window": None, "about": "", "due_at": None}
    return draft_of(workshop, by=by, key=key) or save_draft(workshop, texts | beside, by=by)


def leave_out(letter, mails):
    """Of a draft: these addresses of its group get nothing, until others are named."""
    letter.left_out = sorted({mail.lower() for mail in mails})
    drafts = Letter.objects.filter(pk=letter.pk, state=Letter.State.DRAFT)
    drafts.update(left_out=letter.left_out)


@transaction.atomic
def discard_draft(letter):
    """False where it was sent meanwhile, or is gone."""
    draft = Letter.objects.select_for_update().filter(pk=letter.pk, state=Letter.State.DRAFT)
    if found := draft.first():
        found.delete()
    return bool(found)


@transaction.atomic
def send_letter(letter, *, by, seen, left_out=()):
    """Queue a mail to each who is not left out, for now or for its time; how many.

    Pressed twice: 0. `seen` is the digest of what was shown to `by`, `left_out` are addresses.
    Raises NotSeen, Nobody where nobody is left, and ToldAlready.
    """
    locked = Letter.objects.select_for_update(of=["self"])
    current = locked.select_related("workshop", "topic").filter(pk=letter.pk).first()
    if current is None or not current.is_draft:
        return 0
    if _was_told(current):
        raise ToldAlready
    mails = mails_of(current, recipients_of(current, seen_by=by))
    if current.is_late or seen != digest_of(current, mails):
        raise NotSeen
    chosen = [mail for mail in mails if mail[0].mail.lower() not in left_out]
    if not chosen:
        raise Nobody
    current.state, current.queued_at = Letter.State.QUEUED, timezone.now()
    current.save(update_fields=["state", "queued_at"])
    return queue_messages([_row(current, *mail) for mail in chosen])


def _was_told(letter):
    """Whether that group was written to of that date already."""
    same = Letter.objects.filter(workshop=letter.workshop, about=letter.about, group=letter.group)
    return bool(letter.about) and same.filter(state=Letter.State.QUEUED).exists()


def _row(letter, person, subject, body):
    return {
        "purpose": "moved" if letter.about else "letter",
        "to": person.mail,
        "key": key_of(letter.pk, person.mail),
        "subject": subject,
        "body": body,
        "workshop": letter.workshop,
        "letter": letter,
        "by": letter.by,
        "due_at": letter.due_at or timezone.now(),
    }


@transaction.atomic
def stop_letter(letter, *, by):
    """Let what has not left yet never leave; how many mails that were."""
    Letter.objects.filter(pk=letter.pk, state=Letter.State.QUEUED).update(
        state=Letter.State.STOPPED
    )
    return cancel(Message.objects.filter(letter=letter), by=by)


def is_still_due(message):
    """Until it is stopped, while its writer is a chair, to who is still in its group, while what
    it tells of is so.

    The group is asked as its writer may know it: what comes of the mail tells them of it.
    """
    letter = _whole(message.letter_id)
    if letter is None or letter.state != Letter.State.QUEUED or not _still_so(letter):
        return False
    if not letter.by or not Workshop.objects.chaired_by(letter.by).contains(letter.workshop):
        return False
    group = groups()[letter.group]
    whom = {"seen_by": letter.by, "mail": message.recipient, "topic": letter.topic}
    return bool(people_of(group, letter.workshop, **whom))


def _whole(pk):
    return Letter.objects.select_related("workshop", "topic", "by").filter(pk=pk).first()


def about_date(date):
    """How a letter says which date it tells of, and at which instant."""
    return f"{date.pk} {date.at.isoformat()}"


def _still_so(letter):
    if not letter.about:
        return True
    pk, at = letter.about.split()
    return KeyDate.objects.filter(pk=pk, at=parse_datetime(at)).exists()


def progress_of(messages):
    """{state: how many} of these mails, in the order of the states."""
    counts = dict(messages.order_by().values_list("state").annotate(Count("pk")))
    return {state: counts[state] for state in Message.State if state in counts}
