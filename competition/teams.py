"""Registering a team, changing and leaving it. Who shows a listed address to be theirs acts."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from competition.models import Competition, Entry, Team, TeamMember
from competition.models.entries import State
from competition.receipts import send_registered
from competition.saving import StaleSave
from submissions.querysets import addresses_of
from workshop.lookalikes import looks
from workshop.trail import record, record_act, snapshot

MOST_MEMBERS = 30


class NameTaken(Exception):
    """Another team of the competition has that name, whatever its capitals."""


class InATeam(Exception):
    """Who registers is of a team already, which `team` names."""

    def __init__(self, team):
        super().__init__(team.name)
        self.team = team


class HasEntries(Exception):
    """The last member of a team that has sent something in does not leave it."""


@dataclass(frozen=True)
class Person:
    """A member as typed; `mail` is in lower case."""

    name: str
    mail: str


def teams_of(user, competition):
    return Team.objects.acted_for_by(user).filter(competition=competition).order_by("pk")


def register_team(competition, *, name, affiliation, members, by, at):
    """The team of `by`, who is always a member; each member is told once by mail.

    Sent twice it is one team. Raises InATeam, NameTaken.
    """
    with transaction.atomic():
        Competition.objects.select_for_update().get(pk=competition.pk)
        if there := teams_of(by, competition).first():
            if there.registered_by == by and there.name == name:
                return there
            raise InATeam(there)
        team = Team(competition=competition, name=name, affiliation=affiliation, registered_by=by)
        team.rules_accepted_at = at
        _save_as(team, name)
        record(team, by=by, workshop=competition.workshop)
        _write_members(team, with_own(members, by), by=by)
    return team


@transaction.atomic
def edit_team(team, *, name, affiliation, members, by, seen):
    """Who is named anew is told. Raises NameTaken, StaleSave."""
    current = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    members = with_own(members, by)
    typed = name, affiliation, members
    if typed == (current.name, current.affiliation, people_of(current)):
        return current
    if seen != current.version:
        raise StaleSave
    before = snapshot(current)
    current.affiliation, current.version = affiliation, current.version + 1
    _save_as(current, name)
    record(current, by=by, workshop=current.competition.workshop, before=before)
    _write_members(current, members, by=by)
    return current


@transaction.atomic
def leave_team(team, *, by):
    """Whoever leaves acts for it no more. Raises HasEntries; a team without anybody is gone."""
    current = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    own = addresses_of(by)
    rest = [one for one in people_of(current) if one.mail not in own]
    if not rest and current.entries.exclude(state__in=[State.DRAFT, State.WITHDRAWN]).exists():
        raise HasEntries
    _write_members(current, rest, by=by)
    current.version += 1
    current.save(update_fields=["version"])
    if not rest and not current.entries.exists():
        workshop, before = current.competition.workshop, snapshot(current)
        record(current, by=by, workshop=workshop, before=before, removed=True)
        current.delete()


def people_of(team):
    """Its members in order, as `Person`."""
    return [Person(one.name, one.mail) for one in TeamMember.objects.filter(team=team)]


def with_own(members, user):
    """Each address once, and whoever acts among them: first, where nobody has named them."""
    members = list({one.mail: one for one in reversed(members)}.values())[::-1]
    if any(one.mail in addresses_of(user) for one in members):
        return members
    return [Person(user.name or user.email.partition("@")[0], user.email), *members]


def _save_as(team, name):
    """Raises NameTaken, also where the other is a moment faster."""
    if _is_taken(team, name):
        raise NameTaken
    team.name = name
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as taken:
        raise NameTaken from taken


def _is_taken(team, name):
    """To the eye: the database compares the capitals of plain letters alone."""
    others = Team.objects.filter(competition=team.competition_id).exclude(pk=team.pk)
    return looks(name) in map(looks, others.values_list("name", flat=True))


def _write_members(team, members, *, by):
    """Anew, as they stand: their order is part of what is saved."""
    before = people_of(team)
    if members == before:
        return
    team.members.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(team=team, position=position, name=one.name, mail=one.mail)
        for position, one in enumerate(members)
    )
    told = [", ".join(f"{one.name} <{one.mail}>" for one in people) for people in (before, members)]
    record_act(team, "members", *told, by=by, workshop=team.competition.workshop)
    known = {one.mail for one in before}
    send_registered(team, to=[one for one in members if one.mail not in known], by=by)


def entries_left(competition, team):
    """How many more entries a team may begin."""
    begun = Entry.objects.filter(team=team).exclude(state=State.WITHDRAWN).count()
    return max(0, competition.most_entries - begun)


def name_taken():
    return _("Another team has that name. Take another.")
