"""What submissions add to "my page": drafts to be sent in, and what was."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.models import Status, Submission
from submissions.services import takes_submissions
from workshop.models import KeyDate, Workshop
from workshop.steps import Waiting


def waiting_for(user):
    """Drafts whose workshop still takes them."""
    now = timezone.now()
    drafts = Submission.objects.written_by(user).filter(status=Status.DRAFT, asked_at=None)
    dated = [
        (draft, draft.workshop.date_of(KeyDate.Kind.SUBMISSION)) for draft in drafts.for_page()
    ]
    return [
        Waiting(
            draft.workshop,
            _("Send in your draft “%(title)s”") % {"title": draft},
            draft.get_absolute_url(),
            due and due.at,
            zone=due and due.tz,
        )
        for draft, due in dated
        if takes_submissions(draft.workshop, now) and not (due and due.has_passed)
    ]


def open_to(user):
    """The public calls that have a deadline and are before it. Of the grace period none learns."""
    now = timezone.now()
    workshops = Workshop.objects.public().prefetch_related("key_dates__workshop")
    dated = [(one, one.date_of(KeyDate.Kind.SUBMISSION)) for one in workshops]
    return [
        (one, reverse("call", args=[one.slug]), due)
        for one, due in dated
        if due and takes_submissions(one, now) and not due.has_passed
    ]


def sent_in_by(user):
    """As its authors read it: nothing of a decision before its release.

    With what is sent in as soon as its PDF has passed the check.
    """
    own = Submission.objects.written_by(user).sent_in_or_asked().for_page()
    return [
        (one.workshop, one.title, one.get_absolute_url(), one.status_for_authors) for one in own
    ]
