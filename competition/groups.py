"""The members of teams, by how far their entries are: nothing of what was judged."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from competition.models import Competition, Entry, Team
from competition.models.entries import SENT, State
from workshop.models import KeyDate
from workshop.recipients import Group, Person
from workshop.times import in_words

OF_TEAMS = {
    "teams": (_("the names of their teams, one a line"), _("Green bits")),
    "due": (_("when entries are due"), "19 June 2027, 23:59 AoE"),
    "competition": (
        _("the address of their teams and entries"),
        f"{settings.SITE_URL}/…/competition/enter/",
    ),
}


def _with(choose):
    """The members of the teams that `choose` takes, each address once."""

    def people(workshop, *, seen_by=None, mail=None):
        rows = choose(Team.objects.filter(competition__workshop=workshop)).order_by("name", "pk")
        names, teams = {}, {}
        for team in rows.prefetch_related("members"):
            for member in team.members.all():
                if mail is None or member.mail == mail.lower():
                    names.setdefault(member.mail, member.name)
                    teams.setdefault(member.mail, []).append(team.name)
        values = values_of(workshop)
        return [
            Person(address, names[address], values | {"teams": "\n".join(own)})
            for address, own in teams.items()
        ]

    return people


def values_of(workshop):
    due = workshop.date_of(KeyDate.Kind.COMPETITION)
    return {
        "due": in_words(due.at, due.tz) if due else _now("on a day to be announced"),
        "competition": settings.SITE_URL + reverse("enter", args=[workshop.slug]),
    }


def _has(states):
    return Exists(Entry.objects.filter(team=OuterRef("pk"), state__in=states))


def _entered(teams):
    return teams.filter(_has(SENT))


def _unsent(teams):
    """Who has sent nothing in, or begun something and not sent it; while that can be done."""
    open_ones = teams.filter(competition__shown=Competition.Shown.BY_DATES)
    return open_ones.filter(~_has(SENT) | _has({State.DRAFT}))


GROUPS = {
    "teams": Group(
        _("Teams that have registered"),
        _with(lambda teams: teams),
        OF_TEAMS,
        dates=(KeyDate.Kind.TEAMS, KeyDate.Kind.COMPETITION),
    ),
    "teams_entered": Group(
        _("Teams with an entry"),
        _with(_entered),
        OF_TEAMS,
        dates=(KeyDate.Kind.MEASURING, KeyDate.Kind.RANKING),
    ),
    "teams_unsent": Group(
        _("Teams with an entry that is not sent in, or none"), _with(_unsent), OF_TEAMS
    ),
}
