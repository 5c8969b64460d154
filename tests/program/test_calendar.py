"""The program in calendars: read back by two parsers, kept up to date by UID and SEQUENCE."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from tests.factories import (
    MORNING,
    make_contribution,
    make_material,
    make_room,
    make_slot,
    make_speaker,
    make_workshop,
)
from workshop.trail import record, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop(zone="Europe/Paris")


def fetched(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def events(client, workshop, what="program"):
    feed = Calendar.from_ical(fetched(client, f"/{workshop.slug}/{what}.ics"))
    assert feed.errors == []
    found = feed.walk("VEVENT")
    assert not [error for event in found for error in event.errors]
    return found


def edit(slot, *, by=None, **fields):
    """As the admin and the services do: with a line in the trail."""
    before = snapshot(slot)
    for name, value in fields.items():
        setattr(slot, name, value)
    slot.save()
    record(slot, by=by, workshop=slot.workshop, before=before)


def take_off(slot):
    record(slot, by=None, workshop=slot.workshop, before=snapshot(slot), removed=True)
    slot.delete()


def test_a_slot_is_an_event_with_all_that_is_known_of_it(client, workshop):
    ada = make_speaker(workshop, affiliation="Univ. of Sample")
    about = {"abstract": "Why so cold;\nwhy, now?", "chaired_by": "Bob Gauss (Pau)"}
    slot = make_slot(workshop, speakers=[ada], room=make_room(workshop), **about)
    make_material(slot)

    [event] = events(client, workshop)

    assert event["summary"] == "Cold starts"
    assert event.decoded("dtstart") == MORNING
    assert event.decoded("dtend") == MORNING + timedelta(minutes=45)
    assert event["location"] == "Blue room"
    assert event["status"] == "CONFIRMED"
    assert event["url"].endswith(f"/{workshop.slug}/program/{slot.code}/")
    assert event["description"] == (
        "Ada Boole (Univ. of Sample)\n\nChaired by Bob Gauss (Pau)\n\nWhy so cold;\nwhy, now?\n\n"
        "Slides: https://slides.example.org/cold.pdf"
    )


def test_a_second_parser_reads_the_same(client, workshop):
    make_slot(workshop, title="Où, déjà? " + "very " * 30, abstract="a, b; c \\ d\n" * 5)
    make_slot(workshop, kind="break", title="", minutes=None)

    feed = vobject.readOne(fetched(client, f"/{workshop.slug}/program.ics").decode())

    feed.validate(raiseException=True)
    read = {str(one.uid.value): one for one in feed.vevent_list}
    assert {one.summary.value for one in read.values()} == {
        str(slot) for slot in workshop.slots.all()
    }
    for event in events(client, workshop):
        other = read[event["uid"]]
        assert other.dtstart.value == event.decoded("dtstart")
        assert other.description.value == event["description"]


def test_lines_are_folded_and_end_as_the_standard_says(client, workshop):
    make_slot(workshop, title="ééé " * 50)

    raw = fetched(client, f"/{workshop.slug}/program.ics")

    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert not re.search(rb"(?<!\r)\n", raw)


def test_its_uid_stays_and_its_sequence_rises_with_every_edit(client, workshop):
    slot = make_slot(workshop)
    [first] = events(client, workshop)

    edit(slot, starts_at=MORNING - timedelta(hours=1))
    [moved] = events(client, workshop)
    edit(slot, title="Colder starts")
    [renamed] = events(client, workshop)

    assert first["uid"] == moved["uid"] == renamed["uid"]
    assert first["sequence"] < moved["sequence"] < renamed["sequence"]
    assert moved.decoded("dtstart") == MORNING - timedelta(hours=1)
    assert moved.decoded("dtstamp") > datetime(2020, 1, 1, tzinfo=UTC)


def test_a_new_link_raises_it_too(client, workshop):
    slot = make_slot(workshop)
    [before] = events(client, workshop)

    page = f"program.slot:{slot.pk}"
    record(make_material(slot), by=None, workshop=workshop, page=page)
    [after] = events(client, workshop)

    assert after["sequence"] > before["sequence"]


def test_a_slot_that_was_taken_off_is_sent_as_cancelled(client, workshop):
    slot, stays = make_slot(workshop), make_slot(workshop, title="Stays")
    before = {event["summary"]: event for event in events(client, workshop)}

    take_off(slot)
    after = {event["summary"]: event for event in events(client, workshop)}

    assert after["Cold starts"]["status"] == "CANCELLED"
    assert after["Cold starts"]["uid"] == before["Cold starts"]["uid"]
    assert after["Cold starts"]["sequence"] > before["Cold starts"]["sequence"]
    assert after["Cold starts"].decoded("dtstart") == MORNING
    assert after[stays.title]["status"] == "CONFIRMED"


def test_what_was_taken_off_before_the_program_was_public_is_told_to_nobody(client, workshop):
    before = snapshot(workshop) | {"is_public": False}
    take_off(make_slot(workshop, title="Secret guest"))
    record(workshop, by=None, workshop=workshop, before=before)
    take_off(make_slot(workshop, title="Known guest"))

    assert [event["summary"] for event in events(client, workshop)] == ["Known guest"]


def test_an_open_end_lasts_until_the_next_begins(client, workshop):
    make_slot(workshop, title="Open", minutes=None)
    make_slot(workshop, title="Last", starts_at=MORNING + timedelta(hours=2), minutes=None)

    ends = {event["summary"]: event.decoded("dtend") for event in events(client, workshop)}

    assert ends == {
        "Open": MORNING + timedelta(hours=2),
        "Last": MORNING + timedelta(hours=3),
    }


def test_contributions_are_named_in_their_slot(client, workshop):
    make_slot(workshop, kind="contributions", title="Short talks")
    submission = make_contribution(workshop).submission

    [event] = events(client, workshop)

    assert f"– {submission.title}" in event["description"]


def test_one_slot_and_one_person_have_a_calendar_of_their_own(client, workshop):
    slot = make_slot(workshop, title="Hers", speakers=[make_speaker(workshop)])
    make_slot(workshop, title="Another's")

    own = events(client, workshop, f"program/{slot.code}")
    hers = events(client, workshop, "speakers/ada-boole")
    whole = events(client, workshop)

    assert [event["uid"] for event in own] == [event["uid"] for event in hers]
    assert own[0]["uid"] in [event["uid"] for event in whole]
    assert len(whole) == 2


def test_its_queries_do_not_grow_with_the_slots(client, workshop, django_assert_max_num_queries):
    for _number in range(12):
        make_material(make_slot(workshop, speakers=[make_speaker(workshop)]))

    with django_assert_max_num_queries(10):
        assert len(events(client, workshop)) == 12


def test_a_calendar_is_stored_until_something_changes(client, workshop, django_assert_num_queries):
    slot = make_slot(workshop)
    fetched(client, f"/{workshop.slug}/program.ics")
    with django_assert_num_queries(1):
        fetched(client, f"/{workshop.slug}/program.ics")

    edit(slot, title="Warm starts")

    assert [event["summary"] for event in events(client, workshop)] == ["Warm starts"]


def test_the_pages_lead_to_the_calendars(client, workshop):
    slot = make_slot(workshop, speakers=[make_speaker(workshop)])
    for page in ("program/", f"program/{slot.code}/", "speakers/ada-boole/"):
        html = client.get(f"/{workshop.slug}/{page}").content.decode()
        for address in re.findall(r'href="(/[^"]*\.ics)"', html):
            fetched(client, address)
        assert ".ics" in html
    program = client.get(f"/{workshop.slug}/program/").content.decode()
    assert f'href="webcal://localhost:8000/{workshop.slug}/program.ics"' in program
