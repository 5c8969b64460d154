"""Confirming: authors of what is accepted say that they come, or that they do not."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from program.models import Confirmation
from submissions.models import Status, Submission
from submissions.receipts import recipients_of
from submissions.services import change_status
from workshop.digests import digest_of
from workshop.models import Workshop

PURPOSE = "confirmation"
ANSWERED = ("attendance", "zone", "hours", "post", "link")


class StaleAnswer(Exception):
    """Another author has answered since the page was opened."""


class NotAccepted(Exception):
    """What is not accepted, or not any more, is not confirmed."""


def confirmable_by(user):
    """Accepted ones whose authors know it, of which `user` may say whether they come."""
    if not user.is_authenticated:
        return Submission.objects.none()
    own = Submission.objects.written_by(user).filter(status=Status.ACCEPTED)
    kept = Q(only_submitter_edits=True) & (Q(submitter=None) | ~Q(submitter=user))
    return own.exclude(kept)


def askable(submission):
    """The addresses of the authors who may answer for it."""
    if submission.only_submitter_edits and submission.submitter:
        return [submission.submitter.email]
    return recipients_of(submission)


def unconfirmed():
    """Accepted ones, as their authors know, that nobody has confirmed."""
    return Submission.objects.filter(status=Status.ACCEPTED).exclude(
        confirmation__confirmed_at__isnull=False
    )


def confirmation_of(submission):
    """The stored one, or a new one that is not stored yet."""
    return Confirmation.objects.filter(submission=submission).first() or Confirmation(
        submission=submission
    )


def answers_of(submission):
    """{name of a field: what is stored}, the presenter's mail among them."""
    confirmation = confirmation_of(submission)
    named = submission.authors.filter(is_presenter=True).first()
    presenter = named or submission.authors.first()
    return {name: getattr(confirmation, name) for name in ANSWERED} | {
        "presenter": presenter.mail if presenter else ""
    }


def version_of(submission):
    """Of the answer on which a page was opened."""
    confirmation = confirmation_of(submission)
    at = [confirmation.confirmed_at, confirmation.declined_at]
    return digest_of([sorted(answers_of(submission).items()), at])


@transaction.atomic
def confirm(submission, answers, *, seen, by=None, via=""):
    """They come, as `answers` say. Raises NotAccepted, and StaleAnswer for another `seen`."""
    current = _held(submission)
    before = answers_of(current)
    row = confirmation_of(current)
    if row.confirmed_at and before == answers:
        return
    if seen != version_of(current):
        raise StaleAnswer
    for name in ANSWERED:
        setattr(row, name, answers[name])
    told = {} if row.confirmed_at else {"state": ["", "confirmed"]}
    row.confirmed_at, row.declined_at = row.confirmed_at or timezone.now(), None
    _present(current, answers["presenter"])
    changed = {name: [before[name], answers[name]] for name in answers}
    _save(row, told | changed, by=by, via=via)


@transaction.atomic
def decline(submission, *, by=None, via=""):
    """They do not come: it is withdrawn, and leaves the program. Raises NotAccepted."""
    current = _held(submission)
    row = confirmation_of(current)
    row.confirmed_at, row.declined_at = None, timezone.now()
    _save(row, {"state": ["", "declined"]}, by=by, via=via)
    change_status(current, Status.WITHDRAWN, by=by)


def _held(submission):
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.status != Status.ACCEPTED:
        raise NotAccepted
    return current


def _present(submission, mail):
    """One author presents it; two at once never do."""
    submission.authors.filter(is_presenter=True).exclude(mail=mail).update(is_presenter=False)
    submission.authors.filter(mail=mail).update(is_presenter=True)


def _save(row, fields, *, by, via):
    """What is posted may change with it, so the public pages are made anew."""
    row.by, row.via = by, via
    row.save()
    changed = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
    row.changes.create(by=by, via=via, fields=changed)
    Workshop.objects.filter(pk=row.submission.workshop_id).touch()


def ask_anew(sender, change, **more):
    """What is accepted once more is confirmed once more."""
    if change.new == Status.ACCEPTED:
        answered = Confirmation.objects.filter(submission=change.submission)
        answered.update(confirmed_at=None, declined_at=None)
