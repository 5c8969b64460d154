"""Until when teams register and entries are sent in: for everybody, and of one entry."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from competition.models import Competition
from submissions.deadlines import GRACE, Due


def takes_teams(competition, arrived_at):
    """Whether a team that was registered here then is in time."""
    return _takes(competition, competition.teams_due, arrived_at)


def takes_entries(competition, arrived_at):
    """The same of an entry."""
    return _takes(competition, competition.due, arrived_at)


def takes_description(entry, arrived_at):
    """Whether another PDF is in time: one that was refused can be replaced for longer."""
    until, competition = entry.replace_until, entry.competition
    given = bool(until) and _is_open(competition) and arrived_at <= until
    return given or takes_entries(competition, arrived_at)


def _takes(competition, due, arrived_at):
    ends_at = due.at + GRACE if due else competition.workshop.over_at
    return _is_open(competition) and arrived_at <= ends_at


def _is_open(competition):
    return competition.opened_at is not None and competition.shown == Competition.Shown.BY_DATES


def due_of(competition, entry=None):
    """What its team is told: the deadline, or what was given to it beyond; None without any."""
    due, until = competition.due, entry and entry.replace_until
    if until and (due is None or until > due.at):
        return Due(until, due.tz if due else competition.workshop.tz)
    return due


def why_closed(competition, due):
    """When the deadline was, never how long the grace period is."""
    if due is None or not due.has_passed or competition.shown != Competition.Shown.BY_DATES:
        told = _("This competition takes nothing now. Write to %(contact)s if you have a reason.")
        return told % {"contact": competition.workshop.contact}
    return _("The deadline was %(day)s %(zone)s. Write to %(contact)s if you have a reason.") % {
        "day": date_format(due.local, "j F Y, H:i"),
        "zone": due.zone_name,
        "contact": competition.workshop.contact,
    }
