"""The mails about decisions, each with its question: does the decision still say so?"""

from submissions.mails import about_hidden_submissions
from submissions.models import Status, Submission
from submissions.receipts import recipients_of


def _still(status):
    def is_due(message):
        found = Submission.objects.filter(pk=message.object_id, status=status).first()
        return found is not None and message.recipient in recipients_of(found)

    return is_due


PURPOSES = {"acceptance": _still(Status.ACCEPTED), "rejection": _still(Status.REJECTED)}


def hidden_from(user):
    return about_hidden_submissions(user, PURPOSES)
