""" "My page": what waits for a person, and where a role in a workshop leads."""

from django.urls import reverse
from django.utils.translation import gettext as _

from workshop.chair_page import all_steps
from workshop.discovery import found
from workshop.models import Membership, Workshop
from workshop.steps import Waiting, in_order


def everything_waiting_for(user):
    """What every app has for this person, what is late and then the earliest first."""
    parts = [waiting_for(user) for waiting_for in found("my_page", "waiting_for")]
    return in_order(one for part in parts for one in part)


def everything_sent_in_by(user):
    """[(workshop, title, address, how it stands), …] of what this person has sent in."""
    return [row for sent_in_by in found("my_page", "sent_in_by") for row in sent_in_by(user)]


def waiting_for(user):
    """Of each workshop that this person chairs, until it is over, what its chair has to do."""
    own = Workshop.objects.filter(pk__in=user.memberships.chairs().values("workshop"))
    ahead = [one for one in own.prefetch_related("key_dates", "topics") if not one.is_over]
    steps = [(workshop, step) for workshop in ahead for step in all_steps(workshop, user)]
    return [_as_waiting(workshop, step) for workshop, step in steps if not step.is_suggestion]


def _as_waiting(workshop, step):
    return Waiting(workshop, step.text, step.address, due=step.due, is_urgent=step.is_urgent)


def everything_open_to(user):
    """[(workshop, what, its address, when it is due), …] of what anyone may send something to."""
    return [row for open_to in found("my_page", "open_to") for row in open_to(user)]


def ways_from(membership):
    """[(text, address), …] that the apps offer to someone in that role, the program first."""
    offers = reversed(found("my_page", "links_for"))
    return [link for links_for in offers for link in links_for(membership)]


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
        (_("Outbox"), reverse("outbox", args=[membership.workshop.slug])),
        (_("Trail"), reverse("admin:workshop_change_changelist") + of_workshop),
    ]
