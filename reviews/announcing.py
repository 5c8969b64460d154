"""Releasing and mailing what was decided: each on its own, each as often as one likes."""

from functools import cache

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Decision, Review
from reviews.outcomes import PURPOSE_OF, STATUS_OF, TOLD
from submissions.models import Status
from submissions.receipts import recipients_of, values_of
from submissions.services import change_status
from workshop.mailtexts import render, text_of
from workshop.models import Message, Workshop
from workshop.outbox import key_of, queue_messages, stored_key
from workshop.placeholders import names_in


def to_release(submissions):
    """Decisions of these submissions that their authors do not read yet."""
    decided = Decision.objects.about(submissions).select_related("submission")
    return [one for one in decided if not one.is_released]


@transaction.atomic
def release_decisions(submissions, *, by):
    """Show authors the decisions on their pages; how many were new."""
    submissions.lock()
    released = to_release(submissions)
    for decision in released:
        _release(decision, by=by)
    return len(released)


def _release(decision, *, by):
    """A talk that becomes a poster is accepted as before, and released anew all the same."""
    submission, status = decision.submission, STATUS_OF[decision.outcome]
    if submission.status == status:
        Workshop.objects.filter(pk=submission.workshop_id).touch()
    else:
        change_status(submission, status, by=by)
    told = {"released": decision.outcome, "released_note": decision.note}
    Decision.objects.filter(pk=decision.pk).update(**told, released_at=timezone.now())


def decision_mails(submissions):
    """The mails that tell of decisions: [{purpose, to, key, subject, body, …}] for the outbox.

    Of every decision as it stands, released or not, as `is_released` says: a preview shows them
    before the release.
    """
    return list(_mails_about(Decision.objects.about(submissions)))


def _mails_about(decisions):
    text = cache(text_of)
    for decision, values in with_values(decisions):
        workshop, purpose = decision.submission.workshop, PURPOSE_OF[decision.outcome]
        mail = render(_with_note(text(workshop, purpose)), workshop, values)
        yield from _mails_of(decision, purpose, *mail)


def _with_note(text):
    """A text that a chair has worded without a place for the note ends in it."""
    subject, body = text
    return subject, body if "note" in names_in(body) else body + "\n\n{note}"


def with_values(decisions):
    """(decision, what stands in its mails) of each, in a fixed number of queries."""
    rows = decisions.select_related("submission__workshop", "submission__submitter")
    reviews = Review.objects.counted().select_related("assignment").order_by("assignment__number")
    of = {}
    for review in reviews.filter(assignment__submission__decision__in=decisions.values("pk")):
        of.setdefault(review.assignment.submission_id, []).append(review)
    for one in rows.prefetch_related("submission__authors"):
        yield one, values_of_decision(one, of.get(one.submission_id, []))


def _mails_of(decision, purpose, subject, body):
    submission = decision.submission
    for mail in recipients_of(submission):
        yield {
            "purpose": purpose,
            "to": mail,
            "key": key_of_mail(decision, mail),
            "subject": subject,
            "body": body,
            "workshop": submission.workshop,
            "object_id": submission.pk,
            "is_released": decision.is_released,
        }


def key_of_mail(decision, mail):
    """Another one with each release, and with what a chair has changed since the last."""
    return key_of(decision.pk, decision.released_at if decision.is_released else None, mail)


def values_of_decision(decision, reviews):
    texts = [
        _("Reviewer %(number)d wrote:") % {"number": number} + f"\n\n{review.for_authors}"
        for number, review in enumerate(reviews, 1)
    ]
    return values_of(decision.submission) | {
        "decision": str(TOLD[decision.outcome]),
        "note": decision.note,
        "reviews": "\n\n".join(texts),
    }


def forget_release(sender, change, **more):
    """What is withdrawn and brought back is under review again: its decision is released anew."""
    if change.new in {Status.WITHDRAWN, Status.SUBMITTED}:
        told = Decision.objects.filter(submission=change.submission)
        told.update(released="", released_note="", released_at=None)


@transaction.atomic
def mail_decisions(submissions, *, by):
    """Queue the mails of released decisions, each once; how many were new."""
    submissions.lock()
    fresh = unsent(list(_mails_about(Decision.objects.about(submissions).released())))
    for mail in fresh:
        del mail["is_released"]
    return queue_messages([mail | {"by": by} for mail in fresh])


def unsent(mails):
    """Those of the mails that are not in the outbox yet."""
    keys = [stored_key(mail["purpose"], mail["key"]) for mail in mails]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return [mail for mail, key in zip(mails, keys, strict=True) if key not in known]
