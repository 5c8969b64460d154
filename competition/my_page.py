"""What the competition adds to "my page": drafts to be sent in, entries that want something."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.deadlines import due_of, takes_entries, takes_teams
from competition.models import Competition, Entry
from competition.models.entries import State
from workshop.models import Workshop
from workshop.steps import Waiting


def waiting_for(user):
    """Drafts while they can be sent in, and what organisers or the check want of an entry."""
    own = Entry.objects.sent_by(user).filter(state__in=[State.DRAFT, State.ATTENTION])
    now = timezone.now()
    return [
        _drafted(one) if one.is_draft else _asked(one)
        for one in own.select_related("team__competition__workshop")
        if not one.is_draft or _is_ahead(one.competition, now)
    ]


def _is_ahead(competition, now):
    due = competition.due
    return takes_entries(competition, now) and not (due and due.has_passed)


def _drafted(entry):
    due = due_of(entry.competition)
    text = _("Send in your entry “%(title)s”") % {"title": entry}
    address = entry.get_absolute_url()
    return Waiting(entry.workshop, text, address, due and due.at, zone=due and due.tz)


def _asked(entry):
    words = {"title": entry, "reason": entry.reason}
    text = _("Your entry “%(title)s” needs attention: %(reason)s") % words
    address, until = entry.get_absolute_url(), entry.replace_until
    return Waiting(entry.workshop, text, address, until, is_urgent=True)


def sent_in_by(user):
    own = Entry.objects.sent_by(user).exclude(state=State.DRAFT)
    return [
        (one.workshop, one.title, one.get_absolute_url(), one.get_state_display())
        for one in own.select_related("team__competition__workshop")
    ]


def open_to(user):
    """The public competitions that take teams, before their deadline; of the grace none learns."""
    now = timezone.now()
    public = Competition.objects.filter(workshop__in=Workshop.objects.public().values("pk"))
    about = public.select_related("workshop").prefetch_related("workshop__key_dates__workshop")
    return [
        (one.workshop, reverse("enter", args=[one.workshop.slug]), one.teams_due)
        for one in about
        if takes_teams(one, now) and one.teams_due and not one.teams_due.has_passed
    ]
