"""Acts on several rows, each with its trail."""

from django.db import transaction

from workshop.links import issue_link
from workshop.models import Membership, User, Workshop
from workshop.trail import record


class LastChair(Exception):
    """A workshop keeps at least one chair."""


@transaction.atomic
def add_membership(workshop, *, mail, role, by, name=""):
    """Give the person of that address a role, tell them by mail; the row there is, if any."""
    user = User.objects.with_address(mail)
    if name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    membership, created = Membership.objects.get_or_create(workshop=workshop, user=user, role=role)
    if created:
        record(membership, by=by, workshop=workshop)
        issue_link("membership", user=user, subject_id=membership.pk, workshop=workshop)
        Workshop.objects.filter(pk=workshop.pk).touch()
    return membership


def is_last_chair(membership):
    others = Membership.objects.filter(
        workshop=membership.workshop_id, role=Membership.Role.CHAIR
    ).exclude(pk=membership.pk)
    return membership.role == Membership.Role.CHAIR and not others.exists()


@transaction.atomic
def end_membership(membership, *, by):
    """Take a role away. Raises LastChair for the only chair of a workshop."""
    Workshop.objects.select_for_update().get(pk=membership.workshop_id)
    if is_last_chair(membership):
        raise LastChair
    record(membership, by=by, workshop=membership.workshop, before=_told(membership), removed=True)
    membership.delete()
    Workshop.objects.filter(pk=membership.workshop_id).touch()


def _told(membership):
    return {"user": membership.user.email, "role": str(membership.get_role_display())}
