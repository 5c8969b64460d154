"""The mails about submissions, each with its question: is it still due?"""

from django.db.models import Q

from submissions.models import Submission
from submissions.receipts import recipients_of


def _was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


PURPOSES = {"receipt": _was_received}


def about_hidden_submissions(user, purposes):
    """The mails of these purposes about what `user` chairs and is in conflict with."""
    chaired = Submission.objects.chaired_by(user)
    hidden = chaired.exclude(pk__in=chaired.without_conflict(user).values("pk"))
    about = [str(pk) for pk in hidden.values_list("pk", flat=True)]
    return Q(purpose__in=list(purposes), object_id__in=about)


def hidden_from(user):
    return about_hidden_submissions(user, PURPOSES)
