"""What chairs do with a submission beside deciding: reject it without review, let a PDF count."""

from django.db import transaction
from django.utils import timezone

from submissions.blind_copies import want_copy
from submissions.models import Manuscript, Status, Submission
from submissions.receipts import recipients_of, send_replacement, values_of
from submissions.services import ask_to_submit, change_status
from workshop.mailtexts import queue_mail
from workshop.outbox import key_of, stored_key


class NotRefused(Exception):
    """There is no refused PDF to let count: another has come, or it passed, or was let."""


# --- rejecting without review ---


@transaction.atomic
def desk_reject(submission, *, by, reason):
    """Its authors read the reason, by mail and on its page; a chair can bring it back.

    Raises TransitionNotAllowed.
    """
    current = change_status(submission, Status.DESK, by=by)
    fields = {"status": [Status.SUBMITTED, Status.DESK]}
    edit = current.edits.create(by=by, as_chair=True, reason=reason, fields=fields)
    _tell_authors("desk_rejection", current, edit, values=values_of_desk_rejection(edit), by=by)


def _tell_authors(purpose, submission, row, *, values, by):
    """Of what a chair has done, as that row says."""
    about = {"workshop": submission.workshop, "object_id": submission.pk, "by": by}
    for mail in recipients_of(submission):
        queue_mail(purpose, to=mail, key=key_of(row.pk, mail), values=values, **about)


def desk_rejection_of(submission):
    """The row with its reason, while it stands; else None."""
    if submission.status != Status.DESK:
        return None
    return submission.edits.filter(as_chair=True, fields__has_key="status").last()


def values_of_desk_rejection(edit):
    return values_of(edit.submission) | {"reason": edit.reason}


def stands_rejected(message):
    submission = Submission.objects.filter(pk=message.object_id).first()
    edit = submission and desk_rejection_of(submission)
    if not edit or message.recipient not in recipients_of(submission):
        return False
    return message.key == stored_key("desk_rejection", key_of(edit.pk, message.recipient))


@transaction.atomic
def bring_back(submission, *, by):
    """Review again what was withdrawn or rejected without review. Raises TransitionNotAllowed."""
    current = change_status(submission, Status.SUBMITTED, by=by)
    change = current.status_changes.last()
    _tell_authors("brought_back", current, change, values=values_of(current), by=by)


# --- letting a refused PDF count ---


@transaction.atomic
def override_verdict(submission, number, *, by, reason):
    """Let version `number` count although it was refused; what was asked for is sent in.

    Raises NotRefused where that is not the newest and refused; NotComplete, and nothing is done,
    where what was asked for lacks something else.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    newest = current.newest
    is_open = current.status == Status.SUBMITTED or current.asked_at
    if not is_open or newest is None or newest.number != number or not newest.is_rejected:
        raise NotRefused
    newest.overridden_by, newest.overridden_at = by, timezone.now()
    newest.override_reason, newest.verdict = reason, Manuscript.Verdict.ACCEPT
    newest.save(update_fields=["overridden_by", "overridden_at", "override_reason", "verdict"])
    _go_on(current, newest)
    want_copy(Submission.objects.get(pk=current.pk))


def _go_on(submission, manuscript):
    """As if it had passed."""
    if submission.is_draft:
        ask_to_submit(submission, by=submission.asked_by, at=submission.asked_at)
        return
    Submission.objects.filter(pk=submission.pk).update(replace_until=None)
    if manuscript.by:
        send_replacement(manuscript)
