"""The mails about submissions, and which of them a chair does not see."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from submissions.mailing import sent, settled
from submissions.models import Submission

PURPOSES = sent.PURPOSES | settled.PURPOSES


def about_hidden_submissions(user, purposes):
    """The mails of these purposes about drafts, and about what `user` is in conflict with."""
    shown = Submission.objects.decidable_by(user).annotate(name=Cast("pk", CharField()))
    return Q(purpose__in=list(purposes)) & ~Q(object_id__in=shown.values("name"))


def hidden_from(user):
    """Reminders of drafts and extensions are about no submission: chairs may know who has one."""
    return about_hidden_submissions(user, PURPOSES.keys() - {"reminder_drafts", "extension"})
