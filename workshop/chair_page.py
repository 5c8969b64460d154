"""The chair's pages: what they have in common, and what the base app adds to them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workshop.discovery import found
from workshop.models import KeyDate, Message
from workshop.outbox import without_hidden
from workshop.phases import Phase, phase_of
from workshop.schedules import begins_at
from workshop.steps import Step, in_order

TABS = [(gettext_lazy("Timeline"), "chair")]


def chair_context(workshop):
    """What `workshop/chair_base.html` needs."""
    tabs = [tab for part in found("chair_page", "TABS") for tab in part]
    return {"workshop": workshop, "tabs": tabs}


def all_steps(workshop, user):
    """What every app says is to be done, the urgent and then the earliest first.

    What has no date follows, the base app's suggestions behind everybody else's.
    """
    asked = reversed(found("chair_page", "steps_for"))
    parts = [steps_for(workshop, user) for steps_for in asked]
    return in_order(step for part in parts for step in part)


def steps_for(workshop, user):
    """Look after failed mails; until the workshop is over publish it, and say what it lacks."""
    failed = _failed_mails(workshop, user)
    if workshop.is_over:
        return failed
    before_all = [] if workshop.is_public else [publishing(workshop)]
    return [*failed, *before_all, *what_is_missing(workshop)]


def _failed_mails(workshop, user):
    count = without_hidden(workshop.messages.filter(state=Message.State.FAILED), user).count()
    text = ngettext(
        "See why %d mail could not be delivered", "See why %d mails could not be delivered", count
    )
    only_failed = f"?workshop__id__exact={workshop.pk}&state__exact=failed"
    address = reverse("admin:workshop_message_changelist") + only_failed
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
