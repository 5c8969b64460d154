"""Acts on several rows, each with its trail."""

from itertools import count

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from workshop.accounts import account_for
from workshop.discovery import found
from workshop.fields import RESERVED_SLUGS
from workshop.links import issue_link, make_link, renew_link, take_link
from workshop.models import ActionLink, Membership, User, Workshop
from workshop.schedules import first_key_dates
from workshop.trail import name_of_page, record, snapshot


class LastChair(Exception):
    """A workshop keeps at least one chair."""


@transaction.atomic
def add_membership(workshop, *, mail, role, by, name=""):
    """Give the person of that address a role, tell them by mail; the row there is, if any.

    Who has it already is mailed a fresh link, unless one has just been sent.
    `name` is for an account that begins with this: nobody renames another.
    """
    user, is_new = account_for(mail)
    if name and is_new:
        user.name = name
        user.save(update_fields=["name"])
    membership, created = workshop.memberships.get_or_create(user=user, role=role)
    if created:
        record(membership, by=by, workshop=workshop)
        issue_link("membership", user=user, object_id=membership.pk, workshop=workshop)
    elif link := _links_of(membership).last():
        renew_link(link)
    return membership


def _links_of(membership):
    links = ActionLink.objects.filter(purpose="membership", user=membership.user)
    return links.filter(object_id=str(membership.pk)).order_by("pk")


class NotEmpty(Exception):
    """There is a workshop already, so no address is needed to make the first one."""


@transaction.atomic
def issue_start_address(mail):
    """Make the person of that address an operator; the one-time address to the first workshop.

    Addresses given out before lead nowhere from now on. Raises NotEmpty.
    """
    if Workshop.objects.exists():
        raise NotEmpty
    ActionLink.objects.open().filter(purpose="start").update(revoked_at=timezone.now())
    user, _is_new = account_for(mail)
    _make_operator(user)
    _link, token = make_link("start", user=user, object_id="first")
    return settings.SITE_URL + reverse("start_by_link", args=[token])


def _make_operator(user):
    before = snapshot(user)
    user.is_superuser = user.is_active = True
    user.save(update_fields=["is_superuser", "is_active"])
    record(user, by=None, workshop=None, before=before)


@transaction.atomic
def start_workshop_by_link(link, workshop, *, deadline):
    """What `start_workshop` does, once for a link; None where another tab was first."""
    if not take_link(link):
        return None
    return start_workshop(workshop, deadline=deadline, by=link.user)


@transaction.atomic
def start_workshop(workshop, *, deadline, by):
    """Save a new workshop, hidden, with its first dates and `by` as its chair.

    The caller has checked its fields; `deadline` is the last day for proposals. Whoever starts
    two at once is made to wait: both would be given the same address.
    """
    User.objects.select_for_update().get(pk=by.pk)
    workshop.slug, workshop.is_public = free_slug(workshop), False
    workshop.save()
    record(workshop, by=by, workshop=workshop)
    for key_date in first_key_dates(workshop, deadline):
        key_date.save()
        record(key_date, by=by, workshop=workshop, page=name_of_page(workshop))
    make_first_chair(workshop, by=by)
    begin(workshop)
    return workshop


def begin(workshop):
    """Let every app add what a new workshop starts with."""
    for begin_part in found("beginnings", "begin"):
        begin_part(workshop)


def free_slug(workshop):
    """An address out of the acronym, or the name, and the year: "pedl-2027", "pedl-2027-2"."""
    year = str(workshop.first_day.year)
    words = slugify(workshop.acronym) or slugify(workshop.name) or "workshop"
    stem = f"{words.removesuffix(year).strip('-')[:40].strip('-') or 'workshop'}-{year}"
    taken = RESERVED_SLUGS.union(
        Workshop.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    return next(slug for slug in _numbered(stem) if slug not in taken)


def _numbered(stem):
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def publish_workshop(workshop, *, by):
    """Open its pages to everyone."""
    _set_public(workshop, True, by=by)


def hide_workshop(workshop, *, by):
    """Close its pages to all but its chairs."""
    _set_public(workshop, False, by=by)


@transaction.atomic
def _set_public(workshop, is_public, *, by):
    current = Workshop.objects.select_for_update().get(pk=workshop.pk)
    before, current.is_public = snapshot(current), is_public
    current.save(update_fields=["is_public"])
    record(current, by=by, workshop=current, before=before)


@transaction.atomic
def make_first_chair(workshop, *, by):
    """Who sets a workshop up chairs it, until somebody else does."""
    membership = workshop.memberships.create(user=by, role=Membership.Role.CHAIR)
    record(membership, by=by, workshop=workshop)


def is_last_chair(membership):
    chairs = Membership.objects.chairs().filter(workshop=membership.workshop_id)
    others = chairs.filter(user__is_active=True)
    is_chair = membership.role == Membership.Role.CHAIR
    return is_chair and not others.exclude(pk=membership.pk).exists()


@transaction.atomic
def end_membership(membership, *, by):
    """Take a role away. Raises LastChair for the only chair of a workshop.

    The workshop's row is locked first: of two chairs who remove each other, one comes second.
    """
    workshop = Workshop.objects.select_for_update().get(pk=membership.workshop_id)
    if is_last_chair(membership):
        raise LastChair
    record(membership, by=by, workshop=workshop, before=snapshot(membership), removed=True)
    membership.delete()
