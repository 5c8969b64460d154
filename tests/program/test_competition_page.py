"""The public page of a competition: what it says before the ranking, and who reads it."""

from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from competition.models import Competition
from competition.opening import freeze_slices, unfreeze_slices
from tests.competition.factories import WORKED, make_competition, make_entry, make_team
from tests.factories import make_key_date, make_member, make_slot, make_workshop
from tests.html import faults_in
from tests.program.test_pages import page, words
from tests.program.test_site import move
from workshop.models import KeyDate, Workshop

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def competition():
    return make_competition()


def path_of(competition, rest=""):
    return f"/{competition.workshop.slug}/competition/{rest}"


def change(competition, **fields):
    Competition.objects.filter(pk=competition.pk).update(**fields)
    Workshop.objects.touch()


def pass_dates(competition, *kinds):
    """Those of these kinds, or all of them."""
    dates = KeyDate.objects.filter(workshop=competition.workshop)
    dates = dates.filter(kind__in=kinds) if kinds else dates
    dates.update(at=timezone.now() - HOUR)
    Workshop.objects.touch()


def enter_all(competition, entries=WORKED, **fields):
    """A team for each."""
    for title, correct, energy_j in entries:
        team = make_team(competition, name=f"Team of {title}")
        make_entry(team, correct, energy_j=energy_j, title=title, **fields)


def test_it_says_what_is_measured_and_how_it_is_ranked(client):
    about = {"grams_per_kwh": "52.10", "carbon_source": "Ember, 2024", "iterations": 200}
    competition = make_competition(prize="1000 euros", task="Be **low power**.", **about)

    html = page(client, path_of(competition))

    text = words(html)
    assert "Efficient deep learning on CIFAR-10 Prize: 1000 euros" in text
    assert "CIFAR-10, 10,000 predictions" in text
    assert "GeForce RTX 3090, 16 Intel i9 cores" in text
    assert "processor + graphics card" in text
    assert "200 times over the test set" in text
    assert "52.1 g CO2e per kWh (Ember, 2024)" in text
    assert "95–100 % from 95\xa0% up to and with 100\xa0%".replace("\xa0", " ") in text
    assert "80–90 % from 80 % up to, not with, 90 %" in text
    assert "Energies within 0.1 % of the lowest among them are equal" in text
    assert "<strong>low power</strong>" in html
    assert faults_in(html) == []


def test_the_templates_of_logs_can_be_downloaded(client, competition):
    html = page(client, path_of(competition))

    for name in ("samples", "intervals"):
        assert f"/static/energy-logs/{name}." in html
        assert finders.find(f"energy-logs/{name}.csv")


def test_a_later_version_of_the_slices_says_why(client, competition):
    unfreeze_slices(competition, reason="too few", by=None)
    freeze_slices(competition, reason="The top one was empty.", by=None)

    text = words(page(client, path_of(competition)))

    assert "Version 2, since" in text
    assert "The top one was empty." in text


# --- how to enter ---


def test_teams_register_until_their_date_and_enter_until_the_other(client, competition):
    teams = make_key_date(competition.workshop, kind="teams", at=timezone.now() + DAY)
    Workshop.objects.touch()
    enter = f'href="{path_of(competition, "enter/")}"'

    html = page(client, path_of(competition))
    assert enter in html
    assert "Register a team" in html

    teams.at = timezone.now() - HOUR
    teams.save()
    Workshop.objects.touch()
    html = page(client, path_of(competition))
    assert enter in html
    assert "Register a team" not in html
    assert "Registration has passed." in html


def test_after_the_date_of_the_entries_it_says_that_it_passed(client, competition):
    pass_dates(competition, "competition")

    text = words(page(client, path_of(competition)))

    assert "Entries were due on" in text
    assert "(passed)" in text
    assert "Register a team" not in text


def test_where_it_is_closed_by_hand_nothing_is_taken(client, competition):
    change(competition, shown="closed")

    text = words(page(client, path_of(competition)))

    assert "Entries are not taken now." in text
    assert "Register a team" not in text


def test_a_date_that_moved_is_struck_beside_the_new_one(client, competition):
    move(competition.due, timedelta(days=14))

    assert '<s class="soft small">' in page(client, path_of(competition))


# --- who reads it ---


@pytest.mark.parametrize("fields", [{"shown": "hidden"}, {"opened_at": None}])
def test_before_it_is_opened_and_while_it_is_hidden_it_is_nowhere(client, competition, fields):
    Competition.objects.update(are_slices_frozen=False)
    change(competition, results_at=timezone.now(), **fields)
    make_slot(competition.workshop, kind="results")

    for rest in ("", "results/", "leaderboard.csv", "leaderboard.json"):
        assert client.get(path_of(competition, rest)).status_code == 404
    for path in ("", "program/", "call/"):
        assert "competition/" not in page(client, f"/{competition.workshop.slug}/{path}")
    assert "competition/" not in client.get("/sitemap.xml").content.decode()


def test_a_workshop_without_one_has_no_such_page(client):
    workshop = make_workshop()

    assert client.get(f"/{workshop.slug}/competition/").status_code == 404
    assert "competition/" not in page(client, f"/{workshop.slug}/")


def test_that_of_a_hidden_workshop_is_read_by_its_chairs_alone(client, competition):
    Workshop.objects.update(is_public=False)
    path = path_of(competition)
    assert client.get(path).status_code == 404

    client.force_login(make_member(competition.workshop).user)

    assert client.get(path).status_code == 200


def test_first_page_masthead_and_sitemap_lead_to_it(client, competition):
    path = path_of(competition)

    for other in ("", "program/", "call/"):
        assert f'<a href="{path}">Competition</a>' in page(
            client, f"/{competition.workshop.slug}/{other}"
        )
    assert f'<a href="{path}">{competition}</a>' in page(client, f"/{competition.workshop.slug}/")
    assert path in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(("path", "queries"), [("call/", 5), ("program/", 7)])
def test_the_masthead_asks_nothing_more(client, django_assert_num_queries, path, queries):
    """As many as of a workshop without a competition."""
    for workshop in (make_workshop(), make_competition().workshop):
        with django_assert_num_queries(queries):
            page(client, f"/{workshop.slug}/{path}")


# --- the leaderboard, once its date has passed ---


def test_before_its_date_nothing_of_an_entry_is_told(client, competition):
    enter_all(competition)

    html = page(client, path_of(competition))

    assert "The leaderboard opens on" in html
    assert "Team of" not in html
    for rest in ("?sort=energy", "?slice=1"):
        assert "Team of" not in page(client, path_of(competition, rest))
    for rest in ("results/", "leaderboard.csv", "leaderboard.json"):
        assert client.get(path_of(competition, rest)).status_code == 404


def test_from_its_date_on_it_is_there_without_anybody_doing_anything(client, competition):
    enter_all(competition)
    KeyDate.objects.filter(kind="ranking").update(at=timezone.now() + timedelta(seconds=0.7))
    Workshop.objects.touch()
    assert "Team of" not in page(client, path_of(competition))

    ranking = KeyDate.objects.get(kind="ranking").at
    while timezone.now() <= ranking:
        pass

    assert "Team of A1" in page(client, path_of(competition))


def test_without_a_date_of_the_ranking_it_is_to_be_announced(client, competition):
    KeyDate.objects.filter(kind="ranking").delete()
    Workshop.objects.touch()

    assert "is to be announced" in page(client, path_of(competition))
