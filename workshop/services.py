"""Acts on several rows, each with its trail."""

from django.db import transaction

from workshop.accounts import account_for
from workshop.links import issue_link
from workshop.models import Membership, Workshop
from workshop.trail import record, snapshot


class LastChair(Exception):
    """A workshop keeps at least one chair."""


@transaction.atomic
def add_membership(workshop, *, mail, role, by, name=""):
    """Give the person of that address a role, tell them by mail; the row there is, if any.

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
    return membership


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
