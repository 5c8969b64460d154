from datetime import timedelta

import pytest
from django.utils import timezone

from submissions import jobs
from submissions.deadlines import GRACE
from tests.competition.factories import make_competition, make_team
from tests.factories import make_user, make_workshop
from workshop.models import KeyDate


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """No worker runs beside these tests: they do the jobs themselves."""
    monkeypatch.setattr(jobs, "PATIENCE", 0)


@pytest.fixture
def competition(db):
    return make_competition(make_workshop("warm"))


@pytest.fixture
def ana(client, db):
    user = make_user("ana@example.org", name="Ana Moreau")
    client.force_login(user)
    return user


@pytest.fixture
def after_the_deadline(competition):
    """Of the entries, and after the period of grace."""

    def pass_it():
        past = timezone.now() - GRACE - timedelta(minutes=1)
        KeyDate.objects.filter(workshop=competition.workshop, kind="competition").update(at=past)

    return pass_it


@pytest.fixture
def team(competition, ana):
    return make_team(competition, "Cold start", users=[ana, make_user("bo@example.org")])
