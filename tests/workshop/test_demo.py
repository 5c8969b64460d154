from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from program.demo import later as program_later
from tests.factories import make_user, make_workshop
from tests.workshop.test_invariants import run
from workshop.demo import day_of_live_edition, later, phase_of_demo
from workshop.models import User, Workshop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize("today", [date(2030, 1, day) for day in range(1, 8)])
def test_the_live_edition_is_on_a_wednesday_eight_weeks_ahead(today):
    day = day_of_live_edition(today)

    assert day.weekday() == 2
    assert 56 <= (day - today).days <= 62


@pytest.mark.parametrize("phase", ["live", "archive"])
def test_each_phase_says_what_it_is_and_never_ages(client, capsys, phase):
    call_command("demo", phase=phase)
    live, found = phase_of_demo()
    assert found == phase
    assert live.host in client.get("/pedl/").content.decode()
    assert {slot.starts_at.date() for slot in live.slots.all()} == {live.first_day}
    assert live.is_over == (phase == "archive")
    was = as_it_stands()
    set_back()

    call_command("demo", if_empty=True, refresh=True)
    call_command("demo", if_empty=True, refresh=True)

    assert as_it_stands() == was
    assert capsys.readouterr().out.count("70 days later") == 1
    assert run(capsys)[0] == 0


def set_back():
    """As if it had been set up ten weeks ago."""
    later(-70 * DAY)
    program_later(-70 * DAY)


def as_it_stands():
    live = Workshop.objects.get(slug="pedl")
    dates = list(live.key_dates.values_list("kind", "at"))
    return live.first_day, dates, list(live.slots.values_list("starts_at", "ends_at"))


def test_a_database_in_use_is_left_alone():
    make_workshop()

    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")
    call_command("demo", "--if-empty")

    assert (Workshop.objects.count(), User.objects.count()) == (1, 0)


def test_each_start_says_who_signs_in_or_how_to_begin(capsys):
    make_user()
    call_command("demo", if_empty=True)
    assert "Begin with: manage.py start --mail" in capsys.readouterr().out

    User.objects.all().delete()
    call_command("demo", if_empty=True)

    said = capsys.readouterr().out
    assert "sign-in: chair (Camille Etcheverry, chair@example.org)" in said
    assert "sign-in: reviewer (Renée Aldabarra, reviewer@example.org)" in said
    assert "Begin with" not in said


def test_production_takes_no_demonstration_data(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("demo", "--if-empty")

    assert not Workshop.objects.exists()
