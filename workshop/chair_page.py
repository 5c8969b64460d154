"""The chair's pages: what they have in common, and what the base app adds to them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workshop.closing import is_closed
from workshop.discovery import found
from workshop.editions import people_before
from workshop.models import KeyDate, Message
from workshop.moves import moves_of
from workshop.outbox import without_hidden
from workshop.phases import Phase, phase_of
from workshop.reminders import kinds
from workshop.schedules import begins_at
from workshop.steps import Step, in_order

TABS = [(gettext_lazy("Timeline"), "chair"), (gettext_lazy("Mail"), "outbox")]
MAIL_TABS = [
    (gettext_lazy("Outbox"), "outbox"),
    (gettext_lazy("Write to people"), "write_letter"),
    (gettext_lazy("Reminders"), "reminders"),
    (gettext_lazy("Texts"), "mail_texts"),
    (gettext_lazy("Test the mail"), "mail_setup"),
]


def chair_context(workshop):
    """What `workshop/chair_base.html` needs."""
    tabs = [tab for part in found("chair_page", "TABS") for tab in part]
    return {"workshop": workshop, "tabs": tabs}


def mail_context(workshop):
    """What `workshop/mail_base.html` needs."""
    return chair_context(workshop) | {"mail_tabs": MAIL_TABS, "section": "outbox"}


def all_steps(workshop, user):
    """What every app says is to be done, the urgent and then the earliest first.

    What has no date follows, the base app's suggestions behind everybody else's. Once it is
    closed they end.
    """
    if is_closed(workshop):
        return in_order([*_failed_mails(workshop, user), *_next_edition(workshop)])
    asked = reversed(found("chair_page", "steps_for"))
    parts = [steps_for(workshop, user) for steps_for in asked]
    return in_order(step for part in parts for step in part)


def steps_for(workshop, user):
    """Look after failed mails; until the workshop is over publish it, and say what it lacks."""
    failed = _failed_mails(workshop, user)
    if workshop.is_over:
        return [*failed, *_next_edition(workshop)]
    before_all = [] if workshop.is_public else [publishing(workshop)]
    mails = [*_moved_dates(workshop), *_no_reminders(workshop)]
    people = _people_before(workshop, user)
    return [*failed, *before_all, *people, *what_is_missing(workshop), *mails]


def _moved_dates(workshop):
    """A suggestion: who moves a date may want to tell those it concerns."""
    address = reverse("write_letter", args=[workshop.slug])
    return [
        Step(
            _("Tell people that “%(date)s” has moved") % {"date": move.date.name},
            f"{address}?moved={move.date.pk}",
            is_suggestion=True,
        )
        for move in moves_of(workshop)
    ]


def _no_reminders(workshop):
    """Once there is a date to remind of."""
    dates = [workshop.date_of(kind.date) for kind in kinds().values()]
    ahead = [date for date in dates if date and not date.has_passed]
    if not ahead or workshop.reminders.exists():
        return []
    text, address = _("Set the reminders"), reverse("reminders", args=[workshop.slug])
    return [Step(text, address, is_suggestion=True)]


def _people_before(workshop, user):
    """A suggestion while the chair who made the edition is alone in it."""
    if workshop.memberships.count() != 1 or not people_before(workshop, seen_by=user).exists():
        return []
    address = reverse("invite_people", args=[workshop.slug])
    return [Step(_("Invite people of the earlier edition"), address, is_suggestion=True)]


def _next_edition(workshop):
    if workshop.following.exists():
        return []
    address = reverse("new_edition", args=[workshop.slug])
    return [Step(_("Make the next edition"), address, is_suggestion=True)]


def _failed_mails(workshop, user):
    count = without_hidden(workshop.messages.filter(state=Message.State.FAILED), user).count()
    text = ngettext(
        "See why %d mail could not be delivered", "See why %d mails could not be delivered", count
    )
    address = reverse("outbox", args=[workshop.slug]) + "?state=failed"
    return [Step(text % count, address, is_urgent=True)] if count else []


def publishing(workshop):
    """Due when the call opens, or the workshop; an open call that nobody can read is urgent."""
    text, address = _("Publish the site"), reverse("publish", args=[workshop.slug])
    if phase_of(workshop, timezone.now()) != Phase.BEFORE_CALL:
        return Step(text, address, is_urgent=True)
    call = workshop.date_of(KeyDate.Kind.CALL)
    return Step(text, address, due=call.at if call else begins_at(workshop))


def what_is_missing(workshop):
    """A step for each thing that the public page has room for and does not have yet."""
    form = reverse("admin:workshop_workshop_change", args=[workshop.pk])
    suggestions = [
        (workshop.place, _("Say where it takes place"), "id_place"),
        (workshop.summary, _("Write a summary of two sentences"), "id_summary"),
        (workshop.topics.all(), _("Name its topics"), "topics-group"),
        (workshop.introduction, _("Write what it is about"), "id_introduction"),
    ]
    return [
        Step(text, f"{form}#{field}", is_suggestion=True)
        for there, text, field in suggestions
        if not there
    ]
