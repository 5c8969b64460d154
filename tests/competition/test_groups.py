"""Whom a moved date tells, and who is reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competition.models import Competition
from tests.competition.factories import make_competition, make_entry, make_team
from tests.factories import make_key_date, make_user
from workshop.models import KeyDate, Workshop
from workshop.moves import moves_of
from workshop.recipients import groups, people_of
from workshop.reminders import plan_of, recipients_of, set_reminder
from workshop.trail import record, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    """One team has sent in, one has begun something, one nothing."""
    competition = make_competition()
    names = {"sent": "reported", "begun": "draft"}
    for name in ("sent", "begun", "nothing"):
        team = make_team(competition, name, users=[make_user(f"{name}@example.org")])
        if name in names:
            make_entry(team, state=names[name])
    return competition


def of(group, competition, **asked):
    return [one.mail for one in people_of(groups()[group], competition.workshop, **asked)]


def test_the_groups(competition):
    assert sorted(of("teams", competition)) == [
        "begun@example.org",
        "nothing@example.org",
        "sent@example.org",
    ]
    assert of("teams_entered", competition) == ["sent@example.org"]
    assert sorted(of("teams_unsent", competition)) == ["begun@example.org", "nothing@example.org"]
    assert of("teams", competition, mail="sent@example.org") == ["sent@example.org"]
    assert of("teams", make_competition()) == []


def test_nobody_is_reminded_of_what_is_closed(competition):
    competition.shown = Competition.Shown.CLOSED
    competition.save()

    assert of("teams_unsent", competition) == []


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("teams", "teams"),
        ("competition", "teams"),
        ("measuring", "teams_entered"),
        ("ranking", "teams_entered"),
    ],
)
def test_a_date_that_has_moved_tells_the_teams_it_concerns(kind, group):
    workshop = make_competition(is_open=False).workshop
    date = make_key_date(workshop, kind=kind, at=timezone.now() + timedelta(days=3))
    before = snapshot(date)
    date.at += timedelta(days=1)
    date.save()
    record(date, by=None, workshop=workshop, before=before)

    [move] = moves_of(Workshop.objects.prefetch_related("key_dates").get(pk=workshop.pk))
    assert move.group == group


def test_teams_without_an_entry_are_reminded_before_it_is_due(competition):
    set_reminder(competition.workshop, "entries", -1, by=None)
    [planned] = plan_of(competition.workshop)

    assert planned.date.kind == KeyDate.Kind.COMPETITION
    assert len(recipients_of(planned)) == 2
