"""Whether a mail about a submission is still due when its turn has come."""

from submissions.handover import submission_of
from submissions.lifecycle import EDITABLE, Status
from submissions.models import Submission
from submissions.receipts import key_of_refusal, key_of_replacement, recipients_of
from workshop.models import ActionLink, User
from workshop.outbox import stored_key


def was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


def is_back(message):
    """While it is under review, and its recipient among the authors."""
    rows = Submission.objects.filter(pk=message.object_id, status=Status.SUBMITTED)
    return any(message.recipient in recipients_of(one) for one in rows)


def is_refused(message):
    """Until a better file is sent, or the submission is decided or withdrawn."""
    submission = Submission.objects.filter(pk=message.object_id, status__in=EDITABLE).first()
    newest = submission and submission.newest
    refused = newest and newest.is_rejected
    return bool(refused) and _has_key(message, key_of_refusal(newest))


def is_in_force(message):
    """Of a replaced PDF: until the next one counts."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    proposal = submission and submission.proposal
    key = proposal and key_of_replacement(proposal, message.recipient)
    return bool(proposal) and _has_key(message, key)


def is_of_reader(message):
    """Who has changed it learns of it while they may read it."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    reader = User.objects.filter(email=message.recipient).first()
    if submission is None or message.recipient in recipients_of(submission):
        return submission is not None
    return bool(reader) and Submission.objects.written_by(reader).contains(submission)


def _has_key(message, key):
    return message.key == stored_key(message.purpose, key)


def is_offered(message):
    """By the link that it carries, whose number its key holds."""
    link = ActionLink.objects.open().filter(pk=message.key.rpartition(":")[2]).first()
    return link is not None and submission_of(link) is not None


def was_handed_over(message):
    found = Submission.objects.filter(pk=message.object_id).select_related("submitter").first()
    return bool(found and found.submitter) and found.submitter.email != message.recipient
