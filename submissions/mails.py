"""The mails about submissions, each with its question: is it still due?"""

from submissions.models import Submission
from submissions.receipts import recipients_of


def _was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


PURPOSES = {"receipt": _was_received}
