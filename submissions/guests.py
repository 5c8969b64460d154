"""A guest's draft: kept under a signed cookie of one page, and claimed by a mailed code.

Until then it has no submitter. A code that comes late costs nothing: what was sent in counts from
when it arrived, if the address is confirmed within a day.
"""

from datetime import timedelta

from allauth.core.ratelimit import consume
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from submissions.blind_copies import want_copy
from submissions.models import Conflict, Status, Submission
from submissions.services import (
    NotComplete,
    TooMany,
    ask_to_submit,
    discard,
    stop_asking,
    takes_submissions,
)

COOKIE, SALT = "draft", "submissions.guest"
KEEP = timedelta(days=14)
TO_CONFIRM = timedelta(hours=24)


class Claimed(Exception):
    """The form's draft belongs to an account by now."""


def guest_drafts():
    return Submission.objects.filter(submitter=None, status=Status.DRAFT)


def draft_of(request, workshop):
    """The draft of this browser, if it has one that nobody has claimed."""
    code = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEEP)
    own = guest_drafts().filter(workshop=workshop, code=code) if code else guest_drafts().none()
    return own.for_page().first()


def remember(response, draft):
    """Give this browser, on this page alone, its draft."""
    response.set_signed_cookie(
        COOKIE,
        draft.code,
        salt=SALT,
        max_age=KEEP,
        path=_page_of(draft.workshop),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response, workshop):
    response.delete_cookie(COOKIE, path=_page_of(workshop), samesite="Lax")
    return response


def _page_of(workshop):
    return reverse("submit", args=[workshop.slug])


def begin_as_guest(request, workshop, *, key):
    """The draft of that form's key. Raises TooMany, and Claimed."""
    begun = Submission.objects.filter(key=key, workshop=workshop).first()
    if begun is None and not consume(request, action="guest_draft"):
        raise TooMany
    draft = begun or Submission.objects.get_or_create(key=key, defaults={"workshop": workshop})[0]
    if draft.submitter_id or draft.workshop_id != workshop.pk:
        raise Claimed
    return draft


def expects(draft, mail):
    """Whose code it waits for."""
    guest_drafts().filter(pk=draft.pk).update(guest_mail=mail)
    draft.guest_mail = mail


@transaction.atomic
def claim(draft, *, by, at):
    """Make a guest's draft that of `by`, who has shown an address at that time.

    What was sent in counts from when it arrived, or from now where that is over a day ago. Raises
    Claimed, and Submission.DoesNotExist.
    """
    current = Submission.objects.select_for_update().get(pk=draft.pk)
    if current.submitter_id == by.pk:
        return current
    if current.submitter_id:
        raise Claimed
    current.submitter, current.guest_mail = by, ""
    current.asked_by = by if current.asked_at else None
    current.save(update_fields=["submitter", "guest_mail", "asked_by"])
    declared = current.conflicts.filter(source=Conflict.Source.AUTHOR)
    for rows in (current.manuscripts, current.attestations, declared):
        rows.filter(by=None).update(by=by)
    declared.filter(lifted_by=None).exclude(lifted_at=None).update(lifted_by=by)
    want_copy(current)  # one that does not lead to `by` either
    return _send_in(current, by=by, at=at) if current.asked_at else current


def _send_in(claimed, *, by, at):
    is_late = at - claimed.asked_at > TO_CONFIRM
    arrived = at if is_late else claimed.asked_at
    if is_late and not takes_submissions(claimed.workshop, at, by=by):
        return _left_a_draft(claimed)
    try:
        return ask_to_submit(claimed, by=by, at=arrived)
    except NotComplete:  # its PDF was refused meanwhile, perhaps too late to send another in time
        may_replace = claimed.replace_until and at <= claimed.replace_until
        return claimed if may_replace else _left_a_draft(claimed)


def _left_a_draft(claimed):
    stop_asking(claimed)
    claimed.asked_at = claimed.asked_by = None
    return claimed


def remove_unclaimed(now):
    """The drafts that no guest has come back to, and whose address is not waited for; how many."""
    old = guest_drafts().filter(created_at__lt=now - KEEP).exclude(asked_at__gte=now - TO_CONFIRM)
    return sum(map(_removed, old))


@transaction.atomic
def _removed(draft):
    """False where it was claimed in this very moment."""
    unclaimed = guest_drafts().select_for_update().filter(pk=draft.pk).first()
    if unclaimed:
        discard(unclaimed)
    return unclaimed is not None
