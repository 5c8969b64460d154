"""Where "my page" leads for a role in a workshop: its program."""

from django.urls import reverse
from django.utils.translation import gettext as _

from program.chair_page import approving
from program.confirmations import confirmable_by, unconfirmed
from workshop.models import Membership, Workshop
from workshop.steps import Waiting


def links_for(membership):
    if membership.role not in {Membership.Role.CHAIR, Membership.Role.PUBLICATIONS}:
        return []
    of_workshop = f"?workshop__id__exact={membership.workshop_id}"
    contributions = reverse("admin:program_contribution_changelist")
    links = [
        (
            _("Contributions"),
            contributions + of_workshop,
        ),
        (_("Slots"), reverse("admin:program_slot_changelist") + of_workshop),
        (_("Speakers"), reverse("admin:program_speaker_changelist") + of_workshop),
        (_("Rooms"), reverse("admin:program_room_changelist") + of_workshop),
        (_("Program in lines"), reverse("edit_program", args=[membership.workshop.slug])),
        (_("Import"), reverse("import_program", args=[membership.workshop.slug])),
    ]
    if membership.role != Membership.Role.CHAIR:
        return links
    return [
        *links,
        (_("Sections"), reverse("admin:program_section_changelist") + of_workshop),
        (_("News"), reverse("admin:program_news_changelist") + of_workshop),
        (_("Closing"), reverse("closing", args=[membership.workshop.slug])),
    ]


def sent_in_by(user):
    """Where somebody takes part, if they are no author: what they can change there."""
    rows = user.participations.select_related("workshop")
    return [
        (
            one.workshop,
            _("You take part"),
            reverse("participate", args=[one.workshop.slug]),
            _("listed") if one.is_listed else _("not listed"),
        )
        for one in rows
        if one.workshop.has_participants
    ]


def waiting_for(user):
    """Of authors, and of publications chairs; what chairs do stands among their steps."""
    own = Workshop.objects.filter(pk__in=user.memberships.publications().values("workshop"))
    others = own.exclude(pk__in=user.memberships.chairs().values("workshop"))
    steps = [(workshop, step) for workshop in others for step in approving(workshop)]
    of_chair = [Waiting(workshop, step.text, step.address) for workshop, step in steps]
    return [*_to_confirm(user), *of_chair]


def _to_confirm(user):
    """Where it is not over yet."""
    rows = confirmable_by(user).filter(pk__in=unconfirmed().values("pk"))
    text = _("Confirm that you are coming: “%(title)s”")
    return [
        Waiting(one.workshop, text % {"title": one}, _address(one))
        for one in rows.select_related("workshop").order_by("pk")
        if not one.workshop.is_over
    ]


def _address(submission):
    return reverse("confirm", args=[submission.workshop.slug, submission.code])
