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

RENEWED_AT_MOST_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Purpose:
    """What a link is for.

    `is_due(link)`: is there still a reason for it? `explain(link)`: a sentence that says what
    pressing the button does. `act(request, link)`: does it, returns the address to go to.
    `send(link, token)`: queues the mail that carries the token. The last three are missing where
    a link is not mailed and leads to a page of its own.
    """

    lifetime: timedelta
    is_due: Callable
    explain: Callable | None = None
    act: Callable | None = None
    send: Callable | None = None

    @property
    def is_mailed(self):
        return self.send is not None


def purpose_of(link):
    return merged("action_links", "PURPOSES")[link.purpose]


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(purpose, *, user, object_id, workshop=None):
    """(a new link, its token), and revoke older ones about the same object.

    The token is known here and now alone: the row keeps its digest.
    """
    links_about(purpose, user, object_id).open().update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(24)
    link = ActionLink(
        purpose=purpose,
        user=user,
        workshop=workshop,
        object_id=str(object_id),
        digest=digest(token),
    )
    link.expires_at = timezone.now() + purpose_of(link).lifetime
    link.save()
    return link, token


@transaction.atomic
def issue_link(purpose, *, user, object_id, workshop=None):
    """Make a link and put its mail into the outbox."""
    link, token = make_link(purpose, user=user, object_id=object_id, workshop=workshop)
    purpose_of(link).send(link, token)
    return link


def links_about(purpose, user, object_id):
    return ActionLink.objects.filter(purpose=purpose, user=user, object_id=str(object_id))


def find_link(token):
    """The link of a token, open or not; None where there never was one."""
    links = ActionLink.objects.select_related("user", "workshop")
    return links.filter(digest=digest(token), user__is_active=True).first()


def take_link(link):
    """Use the link up: True for one caller, however many come at once. In their transaction."""
    return bool(ActionLink.objects.open().filter(pk=link.pk).update(used_at=timezone.now()))


@transaction.atomic
def use_link(link, *, request):
    """Do what the link is for, once, and return where to go; None if it is closed by now."""
    return purpose_of(link).act(request, link) if take_link(link) else None


def renew_link(link):
    """Mail a fresh link to the same person, unless one has just been sent."""
    about = links_about(link.purpose, link.user, link.object_id)
    recent = about.open().filter(created_at__gt=timezone.now() - RENEWED_AT_MOST_EVERY)
    return recent.first() or issue_link(
        link.purpose, user=link.user, object_id=link.object_id, workshop=link.workshop
    )
