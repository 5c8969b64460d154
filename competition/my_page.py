"""What the competition adds to "my page": what is to be sent in, entries that want something."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.deadlines import due_of, takes_entries, takes_teams
from competition.models import Competition, Entry, Team
from competition.models.entries import State
from workshop.models import Workshop
from workshop.steps import Waiting


def waiting_for(user):
    """Entries and drafts while they can be sent in; what organisers or the check want of one."""
    own = Entry.objects.sent_by(user).filter(state__in=[State.DRAFT, State.ATTENTION])
    now = timezone.now()
    return [*_without_entries(user, now), *_of_entries(own, now)]


def _without_entries(user, now):
    """Teams that have none yet: nothing else leads back to them."""
    teams = Team.objects.acted_for_by(user).filter(entries__isnull=True)
    return [
        _nothing_of(team)
        for team in teams.select_related("competition__workshop")
        if _is_ahead(team.competition, now)
    ]


def _nothing_of(team):
    due, slug = due_of(team.competition), team.competition.workshop.slug
    text = _("Make the first entry of your team “%(team)s”") % {"team": team}
    address, zone = reverse("enter", args=[slug]), due and due.tz
    return Waiting(team.competition.workshop, text, address, due and due.at, zone=zone)


def _of_entries(own, now):
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
        (
            one.workshop,
            _("Register a team for the competition"),
            reverse("enter", args=[one.workshop.slug]),
            one.teams_due,
        )
        for one in about
        if takes_teams(one, now) and one.teams_due and not one.teams_due.has_passed
    ]
