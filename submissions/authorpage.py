"""What the page of a submission tells beside the state: versions, receipts, dates."""

from submissions.deadlines import due_of
from submissions.lifecycle import EDITABLE
from submissions.models import Submission
from submissions.querysets import addresses_of
from submissions.receipts import recipients_of
from workshop.models import KeyDate, Message


def newest_for(submission, user):
    """The PDF that its page shows: whoever merely publishes it is shown the one in force."""
    return submission.newest if _has_history(submission, user) else submission.proposal


def versions_for(submission, user):
    """All PDFs, the newest first, for its authors and chairs; whoever publishes it reads one."""
    if not _has_history(submission, user):
        return []
    rows = submission.manuscripts.select_related("by", "overridden_by")
    return list(rows.order_by("-number"))


def _has_history(submission, user):
    return Submission.objects.with_history(user).filter(pk=submission.pk).exists()


def receipts_of(submission, user):
    """What was mailed to this author when it was received; one mail for each time."""
    rows = Message.objects.filter(purpose="receipt", object_id=str(submission.pk))
    return rows.filter(recipient__in=addresses_of(user)).order_by("pk")


def address_of(submission, user):
    """That of the authors' addresses which is theirs; None where `user` is none of them."""
    own = addresses_of(user)
    return next((mail for mail in recipients_of(submission) if mail in own), None)


def dates_of(submission, user):
    """[(kind, key date or what was given beyond it), …] that its authors wait for.

    Of what is withdrawn, decided or rejected without review they wait for nothing.
    """
    if submission.status not in EDITABLE:
        return []
    workshop, kinds = submission.workshop, KeyDate.Kind
    dates = {
        "submission": due_of(workshop, by=user, submission=submission),
        "decisions": workshop.date_of(kinds.DECISIONS),
    }
    return [(kind, date) for kind, date in dates.items() if date]
