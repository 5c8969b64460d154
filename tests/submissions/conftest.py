from datetime import timedelta

import pytest
from django.utils import timezone

from submissions import jobs
from tests.factories import make_key_date, make_member, make_user, make_workshop
from workshop.models import KeyDate


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """No worker runs beside these tests: they do the jobs themselves."""
    monkeypatch.setattr(jobs, "PATIENCE", 0)


@pytest.fixture
def workshop():
    workshop = make_member(make_workshop("warm")).workshop
    make_key_date(workshop, KeyDate.Kind.SUBMISSION, timezone.now() + timedelta(days=3))
    return workshop


@pytest.fixture
def author(client):
    user = make_user("ana@example.org", name="Ana Moreau")
    client.force_login(user)
    return user
