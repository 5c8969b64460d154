"""Where "my page" leads for a role in a workshop."""

from django.urls import reverse
from django.utils.translation import gettext as _

from workshop.models import Membership


def links_for(membership):
    if membership.role != Membership.Role.CHAIR:
        return []
    of_workshop = f"?workshop__id__exact={membership.workshop_id}"
    return [
        (
            _("Workshop and dates"),
            reverse("admin:workshop_workshop_change", args=[membership.workshop_id]),
        ),
        (_("Members"), reverse("admin:workshop_membership_changelist") + of_workshop),
        (_("Trail"), reverse("admin:workshop_change_changelist") + of_workshop),
    ]
