"""The mails about submissions, and which of them a chair does not see."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from submissions.mailing import sent, settled
from submissions.models import Submission
from workshop.discovery import found

PURPOSES = sent.PURPOSES | settled.PURPOSES


# Reminders of drafts and extensions are about no submission: chairs may know who has one.
OF_SUBMISSIONS = PURPOSES.keys() - {"reminder_drafts", "extension"}


def hidden_from(user):
    """The mails about drafts, and about what `user` is in conflict with, of all apps at once."""
    purposes = set().union(*found("mails", "OF_SUBMISSIONS"))
    shown = Submission.objects.decidable_by(user).annotate(name=Cast("pk", CharField()))
    return Q(purpose__in=sorted(purposes)) & ~Q(object_id__in=shown.values("name"))
