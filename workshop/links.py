"""Action links: issued into a mail, opened by GET, acted on by POST, renewed when expired."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from workshop.discovery import merged
from workshop.models import ActionLink


@dataclass(frozen=True)
class Purpose:
    """What a link is for.

    `is_due(link)`: is there still a reason for it? `explain(link)`: a sentence that says what
    pressing the button does. `act(request, link)`: does it, returns the address to go to.
    `send(link, token)`: queues the mail that carries the token.
    """

    lifetime: timedelta
    is_due: Callable
    explain: Callable
    act: Callable
    send: Callable


def purpose_of(link):
    return merged("action_links", "PURPOSES")[link.purpose]


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_link(purpose, *, user, subject_id, workshop=None):
    """Make a link, put its mail into the outbox, revoke older ones of the same subject."""
    same = ActionLink.objects.filter(purpose=purpose, subject_id=str(subject_id), user=user)
    same.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(24)
    link = ActionLink(
        purpose=purpose,
        user=user,
        workshop=workshop,
        subject_id=str(subject_id),
        digest=digest(token),
    )
    link.expires_at = timezone.now() + purpose_of(link).lifetime
    link.save()
    purpose_of(link).send(link, token)
    return link


def find_link(token):
    """The link of a token, open or not; None where there never was one."""
    links = ActionLink.objects.select_related("user", "workshop")
    return links.filter(digest=digest(token), user__is_active=True).first()


def use_link(link, *, request):
    """Do what the link is for, once; None when another request was first or it has closed."""
    with transaction.atomic():
        now = timezone.now()
        still_open = ActionLink.objects.filter(
            pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now
        )
        if not purpose_of(link).is_due(link) or not still_open.update(used_at=now):
            return None
        return purpose_of(link).act(request, link)


def renew_link(link):
    """Mail a fresh link to the same person, if there is still a reason for it."""
    if not purpose_of(link).is_due(link):
        return None
    return issue_link(
        link.purpose, user=link.user, subject_id=link.subject_id, workshop=link.workshop
    )
