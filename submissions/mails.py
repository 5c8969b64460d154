"""The mails about submissions, each with its question: is it still due?"""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from submissions.lifecycle import EDITABLE
from submissions.models import Submission
from submissions.receipts import recipients_of


def _was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


def _is_refused(message):
    """Until a better file is sent, or the submission is decided or withdrawn."""
    submission = Submission.objects.filter(pk=message.object_id, status__in=EDITABLE).first()
    newest = submission and submission.newest
    return bool(newest and newest.is_rejected and newest.by) and (
        message.recipient == newest.by.email
    )


def _is_in_force(message):
    """Of a replaced PDF: until the next one counts."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    proposal = submission and submission.proposal
    return bool(proposal and proposal.by) and message.recipient == proposal.by.email


PURPOSES = {"receipt": _was_received, "replaced": _is_in_force, "refusal": _is_refused}


def about_hidden_submissions(user, purposes):
    """The mails of these purposes about drafts, and about what `user` is in conflict with."""
    shown = Submission.objects.decidable_by(user).annotate(name=Cast("pk", CharField()))
    return Q(purpose__in=list(purposes)) & ~Q(object_id__in=shown.values("name"))


def hidden_from(user):
    return about_hidden_submissions(user, PURPOSES)
