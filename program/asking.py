"""Authors are asked to confirm, and reminded, by the same act: a mail with a link."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from program.confirmations import PURPOSE, askable, unconfirmed
from reviews.models import Decision
from reviews.outcomes import ACCEPTING
from submissions.models import Status
from submissions.receipts import values_of
from workshop.digests import NotSeen, digest_of
from workshop.links import issue_link
from workshop.mailtexts import render, text_of
from workshop.models import ActionLink

EXAMPLE = f"{settings.SITE_URL}/confirm/…/"
ONCE_IN = timedelta(days=1)


def asks_of(submissions):
    """[(decision, address), …] whom the mails of decisions ask, each once for each release.

    Of every acceptance as it stands, released or not: a preview shows them before the release.
    """
    rows = Decision.objects.about(submissions).filter(outcome__in=ACCEPTING)
    confirmed = {"confirmation__confirmed_at__isnull": False, "status": Status.ACCEPTED}
    rows = rows.exclude(submission__in=submissions.filter(**confirmed).values("pk"))
    rows = rows.select_related("submission__workshop", "submission__submitter")
    decisions = list(rows.prefetch_related("submission__authors").order_by("pk"))
    mailed = mailed_at([one.submission for one in decisions])
    return [
        (one, mail)
        for one in decisions
        for mail in askable(one.submission)
        if not one.submission.workshop.is_over and not _is_asked(one, mail, mailed)
    ]


def _is_asked(decision, mail, mailed):
    at = mailed.get((str(decision.submission_id), mail))
    return bool(at and decision.is_released and at >= decision.released_at)


def mailed_at(submissions):
    """{(number of a submission, as text; address): when a link was last made for it}"""
    numbers = [str(one.pk) for one in submissions]
    links = ActionLink.objects.filter(purpose=PURPOSE, object_id__in=numbers).order_by("pk")
    return {(one.object_id, one.mail): one.created_at for one in links}


def previews_of(pairs):
    """[{to, subject, body}, …] of [(submission, address), …], without the token."""
    text = cache(text_of)
    for submission, mail in pairs:
        workshop = submission.workshop
        values = values_of_ask(submission, EXAMPLE)
        subject, body = render(text(workshop, PURPOSE), workshop, values)
        yield {"to": mail, "subject": subject, "body": body}


def values_of_ask(submission, link):
    return values_of(submission) | {"confirm": link}


@transaction.atomic
def ask_to_confirm(submissions, *, by):
    """Mail a link to each author of what is accepted and released; how many were new."""
    submissions.lock()
    due = [(one.submission, mail) for one, mail in asks_of(submissions) if one.is_released]
    return _issue(due, by=by)


def due_reminders(submissions):
    """[(submission, address), …] of those whom nobody has mailed within a day."""
    own = unconfirmed().filter(pk__in=submissions.values("pk")).order_by("pk")
    rows = list(own.select_related("workshop", "submitter").prefetch_related("authors"))
    mailed, recent = mailed_at(rows), timezone.now() - ONCE_IN
    pairs = [(one, mail) for one in rows for mail in askable(one) if not one.workshop.is_over]
    return [(one, mail) for one, mail in pairs if mailed.get((str(one.pk), mail), recent) <= recent]


def digest_of_reminders(pairs):
    return digest_of([(one.pk, mail) for one, mail in pairs])


@transaction.atomic
def remind(submissions, *, seen, by):
    """Mail a fresh link to all who are due; how many. Raises NotSeen."""
    submissions.lock()
    due = due_reminders(submissions)
    if digest_of_reminders(due) != seen:
        raise NotSeen
    return _issue(due, by=by)


def _issue(pairs, *, by):
    for submission, mail in pairs:
        about = {"object_id": submission.pk, "workshop": submission.workshop}
        issue_link(PURPOSE, mail=mail, by=by, **about)
    return len(pairs)
