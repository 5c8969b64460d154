"""What submissions add to "my page": drafts to be sent in, and what was."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.deadlines import Due, due_of, extensions_to
from submissions.jobs import check_has_broken_down
from submissions.models import Status, Submission
from submissions.querysets import addresses_of
from submissions.services import takes_submissions
from workshop.models import KeyDate, Membership, Workshop
from workshop.steps import Waiting


def links_for(membership):
    if membership.role != Membership.Role.CHAIR:
        return []
    return [(_("More time for one"), reverse("extensions", args=[membership.workshop.slug]))]


def waiting_for(user):
    """Drafts whose workshop still takes them, and PDFs that were refused too late."""
    now = timezone.now()
    return [*_refused(user, now), *_drafts(user, now)]


def _refused(user, now):
    rows = Submission.objects.editable_by(user).filter(replace_until__gt=now)
    return [
        Waiting(
            one.workshop,
            words % {"title": one},
            one.get_absolute_url(),
            one.replace_until,
            is_urgent=True,
        )
        for one in rows.for_page()
        if (words := _why_again(one.newest))
    ]


def _why_again(manuscript):
    """Why another file is waited for, in words; "" where none is."""
    if manuscript.is_rejected:
        return _("Send another PDF of “%(title)s”: it was refused")
    if check_has_broken_down(manuscript):
        return _("Send the PDF of “%(title)s” again: we could not check it")
    return ""


def _drafts(user, now):
    drafts = Submission.objects.editable_by(user).filter(status=Status.DRAFT, asked_at=None)
    dated = [
        (draft, due_of(draft.workshop, by=user, submission=draft)) for draft in drafts.for_page()
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
        if takes_submissions(draft.workshop, now, by=user, submission=draft)
        and not (due and due.has_passed)
    ]


def open_to(user):
    """The public calls that have a deadline and are before it, or before what was given to `user`.

    Of the grace period none learns.
    """
    now, what = timezone.now(), _("Submit a proposal")
    workshops = Workshop.objects.public().prefetch_related("key_dates__workshop")
    given = extensions_to(addresses_of(user))
    calls = [
        (one, what, reverse("call", args=[one.slug]), one.date_of(KeyDate.Kind.SUBMISSION))
        for one in workshops
        if takes_submissions(one, now)
    ]
    own = [
        (one, what, reverse("submit", args=[one.slug]), Due(given[one.pk], one.tz))
        for one in workshops
        if one.pk in given and not one.submit_url
    ]
    ahead = {row[0].pk: row for row in calls if row[-1]} | {row[0].pk: row for row in own}
    return [row for row in ahead.values() if not row[-1].has_passed]


def sent_in_by(user):
    """As its authors read it: nothing of a decision before its release.

    With what is sent in as soon as its PDF has passed the check.
    """
    own = Submission.objects.written_by(user).sent_in_or_asked().for_page()
    return [
        (one.workshop, one.title, one.get_absolute_url(), one.status_for_authors) for one in own
    ]
