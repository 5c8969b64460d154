"""Action links: issued into a mail, opened by GET, acted on by POST, renewed when expired."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workshop.discovery import merged
from workshop.models import ActionLink

RENEWED_AT_MOST_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Purpose:
    """What a link is for.

    `is_due(link)`: is there still a reason for it? `explain(link)`: a sentence that says what
    pressing the button does. `act(request, link)`: does it, returns the address to go to. These two
    are missing where a link leads to a page of its own. `send(link, token)`: queues the mail that
    carries the token, if any does. A link lasts for its `lifetime`, or until an instant that
    `until(link)` gives; with `keeps_older` those that were mailed before stay open beside it.
    """

    is_due: Callable
    lifetime: timedelta | None = None
    until: Callable | None = None
    keeps_older: bool = False
    explain: Callable | None = None
    act: Callable | None = None
    send: Callable | None = None

    @property
    def is_acted_on(self):
        return self.act is not None

    def end_of(self, link):
        return self.until(link) if self.until else timezone.now() + self.lifetime


def purpose_of(link):
    return merged("action_links", "PURPOSES")[link.purpose]


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(purpose, *, object_id, user=None, mail="", workshop=None):
    """(a new link, its token), and revoke older ones about the same object unless they are kept.

    The token is known here and now alone: the row keeps its digest.
    """
    token = secrets.token_urlsafe(24)
    link = ActionLink(
        purpose=purpose,
        user=user,
        mail=mail,
        workshop=workshop,
        object_id=str(object_id),
        digest=digest(token),
    )
    if not purpose_of(link).keeps_older:
        links_about(link).open().update(revoked_at=timezone.now())
    link.expires_at = purpose_of(link).end_of(link)
    link.save()
    return link, token


@transaction.atomic
def issue_link(purpose, *, object_id, user=None, mail="", workshop=None, **more):
    """Make a link and put its mail into the outbox; `more` is for that."""
    whose = {"user": user, "mail": mail}
    link, token = make_link(purpose, object_id=object_id, workshop=workshop, **whose)
    purpose_of(link).send(link, token, **more)
    return link


def links_about(link):
    """Those of the same person about the same object, this one included."""
    whose = {"user": link.user, "mail": link.mail}
    about = {"purpose": link.purpose, "object_id": link.object_id}
    return ActionLink.objects.filter(**whose, **about)


def find_link(token):
    """The link of a token, open or not; None where there never was one."""
    links = ActionLink.objects.select_related("user", "workshop")
    somebody = Q(user=None) | Q(user__is_active=True)
    return links.filter(somebody, digest=digest(token)).first()


def take_link(link):
    """Use the link up: True for one caller, however many come at once. In their transaction."""
    return bool(ActionLink.objects.open().filter(pk=link.pk).update(used_at=timezone.now()))


@transaction.atomic
def use_link(link, *, request):
    """Do what the link is for, once, and return where to go; None if it is closed by now."""
    return purpose_of(link).act(request, link) if take_link(link) else None


def renew_link(link):
    """Mail a fresh link to the same person, unless one has just been sent."""
    recent = links_about(link).open().filter(created_at__gt=timezone.now() - RENEWED_AT_MOST_EVERY)
    whose = {"user": link.user, "mail": link.mail}
    return recent.first() or issue_link(
        link.purpose, object_id=link.object_id, workshop=link.workshop, **whose
    )
