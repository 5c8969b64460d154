"""The public page of a competition: what it says, and the leaderboard from its date on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.competition.factories import WORKED, make_competition, make_entry, make_team
from tests.html import faults_in
from tests.program.test_pages import page, words
from workshop.models import KeyDate

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def competition():
    return make_competition()


def path_of(competition, rest=""):
    return f"/{competition.workshop.slug}/competition/{rest}"


def pass_dates(competition, *kinds):
    """Of what is `kinds`, or of all."""
    dates = KeyDate.objects.filter(workshop=competition.workshop)
    dates = dates.filter(kind__in=kinds) if kinds else dates
    dates.update(at=timezone.now() - HOUR)
    type(competition.workshop).objects.touch()


def enter_all(competition, entries=WORKED, **fields):
    for title, correct, energy_j in entries:
        team = make_team(competition, name=f"Team of {title}")
        make_entry(team, correct, energy_j=energy_j, title=title, **fields)


def test_it_shows(client, competition):
    enter_all(competition)
    html = page(client, path_of(competition))
    print(words(html))
    pass_dates(competition)
    html = page(client, path_of(competition))
    print(words(html))
    assert faults_in(html) == []
