""" "My page": what waits for one person, across roles and workshops."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_key_date,
    make_member,
    make_review,
    make_submission,
    make_user,
    make_workshop,
)
from workshop import my_page
from workshop.steps import Waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    reader = make_user()
    client.force_login(reader)
    return reader


def words(client):
    main = re.search(r"<main.*?</main>", client.get("/me/").content.decode(), re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def chaired(user, **fields):
    return make_member(make_workshop(**{"is_public": False} | fields), user=user).workshop


def test_of_each_workshop_one_thing_waits_for_its_chair(client, reader):
    workshops = [chaired(reader, place=""), chaired(reader, acronym="COLD")]
    chaired(make_user())

    waiting = my_page.everything_waiting_for(reader)

    assert {one.workshop for one in waiting} == set(workshops)
    assert [one.text for one in waiting] == ["Publish the site"] * 2
    assert "Publish the site COLD 2030" in words(client)


def test_a_suggestion_waits_on_the_chairs_page_alone(reader):
    chaired(reader, is_public=True, place="")

    assert my_page.everything_waiting_for(reader) == []


def test_nothing_waits_in_a_workshop_that_is_over_or_for_those_who_do_not_chair_it(reader):
    chaired(reader, first_day=date(2021, 1, 2), last_day=date(2021, 1, 2))
    make_member(make_workshop(is_public=False), role="publications", user=reader)

    assert my_page.everything_waiting_for(reader) == []


def test_an_operator_is_not_told_of_workshops_that_others_chair(cast):
    type(cast.workshop).objects.update(is_public=False)

    assert my_page.everything_waiting_for(cast.superuser) == []


def waiting(workshop, text, hours=None, **fields):
    at = datetime(2030, 6, 5, 9, tzinfo=UTC)
    due = None if hours is None else at + timedelta(hours=hours)
    return Waiting(workshop, text, f"/{text}/", due=due, **fields)


def test_what_waits_stands_late_and_early_first_in_the_zone_of_its_workshop(
    client, reader, monkeypatch
):
    paris, tokyo = (make_workshop(zone=zone) for zone in ("Europe/Paris", "Asia/Tokyo"))
    of_one_app = [waiting(paris, "someday"), waiting(paris, "second", 2)]
    of_another = [waiting(tokyo, "first", 1), waiting(tokyo, "late", is_urgent=True)]
    parts = [lambda user: of_one_app, lambda user: of_another]
    monkeypatch.setattr(
        my_page, "found", lambda _module, name: parts if name == "waiting_for" else []
    )

    text = words(client)

    assert re.findall("late|first|second|someday", text) == ["late", "first", "second", "someday"]
    assert "first Warm Computing 2030 due Wed 5 June 2030, 19:00 UTC+9" in text
    assert "second Warm Computing 2030 due Wed 5 June 2030, 13:00 UTC+2" in text


def test_one_sentence_says_that_nothing_waits(client, reader):
    nothing_at_all = words(client)
    make_member(role="publications", user=reader)

    assert "Nothing waits for you here yet." in nothing_at_all
    assert "Nothing waits for you at the moment." in words(client)


def test_the_chairs_page_is_the_first_way_from_a_workshop(client, reader):
    workshop = chaired(reader)

    ways = re.findall(r'class="btn" href="([^"]*)"', client.get("/me/").content.decode())

    assert ways[0] == f"/{workshop.slug}/chair/"


def test_reviewers_are_not_led_to_the_chairs_page(client, reader):
    make_member(role="reviewer", user=reader)

    assert "/chair/" not in client.get("/me/").content.decode()


def by_an_author(reader, workshop):
    make_submission(workshop, reader)


def by_a_reviewer(reader, workshop):
    make_assignment(make_submission(workshop), reader)


def by_a_chair(reader, workshop):
    make_review(make_submission(workshop))


@pytest.mark.parametrize(
    ("role", "add"),
    [("reviewer", by_an_author), ("reviewer", by_a_reviewer), ("chair", by_a_chair)],
)
def test_it_takes_the_same_queries_for_one_submission_and_for_four(
    client, reader, role, add, django_assert_num_queries
):
    workshop = make_member().workshop
    make_member(workshop, role, reader)
    add(reader, workshop)
    few = queries_for(client, "/me/")
    for _count in range(3):
        add(reader, workshop)

    with django_assert_num_queries(few):
        client.get("/me/")


def test_whoever_is_signed_in_finds_the_open_calls(client, reader):
    open_call, closed = make_workshop(name="Open call"), make_workshop(name="Closed call")
    make_workshop(name="Hidden call", is_public=False)
    make_key_date(open_call, "submission", timezone.now() + timedelta(days=2))
    make_key_date(closed, "submission", timezone.now() - timedelta(days=2))

    page = words(client)

    assert "Open call 2030" in page
    assert "Closed call" not in page
    assert "Hidden call" not in page
