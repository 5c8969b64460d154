"""The base app's groups: those who run the workshop."""

from django.utils.translation import gettext_lazy as _

from workshop.models import Membership
from workshop.recipients import Group, Person


def of_members(users):
    return [Person(user.email, user.name) for user in users]


def _with_role(role):
    def people(workshop, *, seen_by=None, mail=None):
        rows = workshop.memberships.filter(role=role, user__is_active=True)
        rows = rows.filter(user__email__iexact=mail) if mail else rows
        return of_members(row.user for row in rows.select_related("user"))

    return people


GROUPS = {"chairs": Group(_("Chairs"), _with_role(Membership.Role.CHAIR))}
