"""What the program adds to the chair's pages: announcing, placing, approving."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from program.closing.missing import all_missing
from program.confirmations import unconfirmed
from program.freed import free_places, waitlist
from program.invitations import due_of
from program.models import Material, Slot
from program.speakers import standings_of
from reviews.announcing import to_release
from reviews.querysets import undecided
from submissions.models import Status, Submission
from workshop.chair_page import chair_context
from workshop.models import KeyDate, Workshop
from workshop.steps import Step

TABS = [(gettext_lazy("Announce"), "announce"), (gettext_lazy("Program"), "run")]


def editing_context(workshop, user):
    """What `program/edit_base.html` needs: a page that the publications chair opens as well."""
    is_chair = Workshop.objects.chaired_by(user).contains(workshop)
    return chair_context(workshop) | {"section": "run", "is_chair": is_chair}


def steps_for(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    placing = [*_placing(workshop), *approving(workshop)]
    asking = [
        *_filling(workshop, own),
        *_asking_speakers(workshop),
        *_closing(workshop),
    ]
    return [*_announcing(workshop, own), *placing, *asking]


def _closing(workshop):
    """Once it is over, with what is still missing then."""
    if not workshop.is_over:
        return []
    count = sum(map(len, all_missing(workshop).values()))
    missing = ngettext("%d thing is missing", "%d things are missing", count) % count
    text = _("Close the workshop: %(missing)s") % {"missing": missing}
    text = text if count else _("Close the workshop")
    return [Step(text, reverse("closing", args=[workshop.slug]))]


def _announcing(workshop, own):
    """A suggestion while something is undecided and the promised day has not come."""
    count = len(to_release(own))
    if not count:
        return []
    due = workshop.date_of(KeyDate.Kind.DECISIONS)
    is_incomplete = undecided(own).exists()
    text = ngettext("Announce %d decision", "Announce %d decisions", count) % count
    early = is_incomplete and not (due and due.has_passed)
    address = reverse("announce", args=[workshop.slug])
    return [Step(text, address, due=due and due.at, is_suggestion=early)]


def _placing(workshop):
    """Contributions that were given no slot, where there is one to give them to or not."""
    count = 0 if workshop.is_over else workshop.contributions.filter(slot=None).count()
    if not count:
        return []
    if not workshop.slots.filter(kind=Slot.Kind.CONTRIBUTIONS).exists():
        address = f"{reverse('admin:program_slot_add')}?workshop={workshop.pk}"
        return [Step(_("Make a slot for the contributions"), address)]
    text = ngettext("Place %d contribution", "Place %d contributions", count) % count
    return [Step(text, reverse("placing", args=[workshop.slug]), is_suggestion=True)]


def approving(workshop):
    """Each where it stands: a slot, a contribution, a speaker, or the page of participants."""
    waiting = Material.objects.of(workshop).waiting()
    owners = waiting.select_related(
        "slot", "contribution__submission", "speaker", "participant__workshop"
    )
    text = _("Approve or remove what was added to “%(owner)s”")
    names = {
        one.form_address: _("Participants") if one.participant_id else one.owner for one in owners
    }
    places = {address: text % {"owner": name} for address, name in names.items()}
    return [Step(told, address) for address, told in places.items()]


def _filling(workshop, own):
    """Until it is over: places that were given back, and acceptances not confirmed."""
    states = set() if workshop.is_over else set(own.order_by().values_list("status", flat=True))
    if {Status.WITHDRAWN, Status.WAITLISTED} <= states:
        yield from _refilling(workshop, own)
    if Status.ACCEPTED in states:
        yield from _asking_authors(workshop, own)


def _refilling(workshop, own):
    """Where a place was given back and somebody waits for one."""
    free = free_places(own)
    if not free or not waitlist(own):
        return []
    text = ngettext(
        "%d place is free: accept the next of the waitlist",
        "%d places are free: accept the next of the waitlist",
        free,
    )
    return [Step(text % free, reverse("confirmations", args=[workshop.slug]))]


def _asking_authors(workshop, own):
    """A suggestion, while an acceptance is not confirmed."""
    count = unconfirmed().filter(pk__in=own.values("pk")).count()
    text = ngettext(
        "See to %d acceptance that is not confirmed",
        "See to %d acceptances that are not confirmed",
        count,
    )
    address = reverse("confirmations", args=[workshop.slug])
    return [Step(text % count, address, is_suggestion=True)] if count else []


def _asking_speakers(workshop):
    """A suggestion, until it is over, while a speaker can be asked for something."""
    count = 0 if workshop.is_over else len(due_of(standings_of(workshop)))
    text = ngettext(
        "Ask %d speaker for what is missing", "Ask %d speakers for what is missing", count
    )
    address = reverse("chair_speakers", args=[workshop.slug])
    return [Step(text % count, address, is_suggestion=True)] if count else []
