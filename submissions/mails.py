"""The mails about submissions, each with its question: is it still due?"""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from submissions.lifecycle import EDITABLE
from submissions.models import Submission
from submissions.receipts import key_of_refusal, key_of_replacement, recipients_of
from workshop.outbox import stored_key


def _was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


def _is_refused(message):
    """Until a better file is sent, or the submission is decided or withdrawn."""
    submission = Submission.objects.filter(pk=message.object_id, status__in=EDITABLE).first()
    newest = submission and submission.newest
    refused = newest and newest.is_rejected
    return bool(refused) and _has_key(message, key_of_refusal(newest))


def _is_in_force(message):
    """Of a replaced PDF: until the next one counts."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    proposal = submission and submission.proposal
    key = proposal and key_of_replacement(proposal, message.recipient)
    return bool(proposal) and _has_key(message, key)


def _has_key(message, key):
    return message.key == stored_key(message.purpose, key)


PURPOSES = {"receipt": _was_received, "replaced": _is_in_force, "refusal": _is_refused}


def about_hidden_submissions(user, purposes):
    """The mails of these purposes about drafts, and about what `user` is in conflict with."""
    shown = Submission.objects.decidable_by(user).annotate(name=Cast("pk", CharField()))
    return Q(purpose__in=list(purposes)) & ~Q(object_id__in=shown.values("name"))


def hidden_from(user):
    return about_hidden_submissions(user, PURPOSES)
