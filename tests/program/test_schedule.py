"""The program as a reader asks for it: in which zone, what of it, now and next, each slot."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.utils import timezone

from program.models import Slot, Speaker
from program.schedule import by_day, mark
from tests.factories import (
    MORNING,
    make_accepted_elsewhere,
    make_contribution,
    make_material,
    make_room,
    make_slot,
    make_speaker,
    make_workshop,
)
from tests.program.test_pages import page, words
from workshop.models import Workshop
from workshop.times import OFFSETS, known_zone, offset_label, zone_of

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def workshop():
    """Two days, two rooms: Heat on Wednesday, Cold on Thursday in the blue room."""
    workshop = make_workshop(zone="Europe/Paris", last_day=datetime(2030, 6, 6))
    make_slot(workshop, title="Heat", speakers=[make_speaker(workshop, name="Ada Boole")])
    blue = make_room(workshop)
    tomorrow = MORNING + timedelta(days=1)
    make_slot(workshop, title="Cold", kind="tutorial", starts_at=tomorrow, room=blue)
    make_slot(workshop, title="Rest", kind="break", room=make_room(workshop, name="Hall"))
    return workshop


def titles(client, workshop, query=""):
    html = page(client, f"/{workshop.slug}/program/{query}")
    return re.findall(r"<h3><a[^>]*>([^<]+)", html)


# --- in which zone ---


@pytest.mark.parametrize(
    ("asked", "heading", "times"),
    [
        ("", "times in Europe/Paris, UTC+2", "11:00 to 11:45 UTC+2"),
        ("?zone=UTC", "times in UTC", "09:00 to 09:45 UTC"),
        ("?zone=Asia/Tokyo", "times in Asia/Tokyo, UTC+9", "18:00 to 18:45 UTC+9"),
        ("?zone=%2B05:30", "times in UTC+5:30", "14:30 to 15:15 UTC+5:30"),
        ("?zone=+05:30", "times in UTC+5:30", "14:30 to 15:15 UTC+5:30"),
        ("?zone=-12:00", "times in UTC−12", "21:00 to 21:45 UTC−12"),
        ("?zone=Europe/Nowhere", "times in Europe/Paris, UTC+2", "11:00 to 11:45 UTC+2"),
        ("?zone=../../etc/passwd", "times in Europe/Paris, UTC+2", "11:00 to 11:45 UTC+2"),
    ],
)
def test_times_stand_in_the_zone_that_is_asked_for(client, workshop, asked, heading, times):
    text = words(page(client, f"/{workshop.slug}/program/{asked}"))

    assert heading in text
    assert times in text


def test_days_are_those_of_the_zone_shown(client, workshop):
    text = words(page(client, f"/{workshop.slug}/program/?zone=-12:00"))

    assert "Tuesday 4 June 2030 times in UTC−12" in text


def test_an_end_after_midnight_says_so(client, workshop):
    text = words(page(client, f"/{workshop.slug}/program/?zone=Pacific/Kiritimati"))
    assert "23:00 to 23:45 UTC+14" in text

    make_slot(workshop, title="Long", starts_at=MORNING, minutes=90)
    Workshop.objects.filter(pk=workshop.pk).touch()

    text = words(page(client, f"/{workshop.slug}/program/?zone=Pacific/Kiritimati"))
    assert "23:00 to 00:30 (+1) UTC+14" in text


def test_each_zone_is_stored_on_its_own_and_what_is_unknown_with_the_workshops(
    client, workshop, django_assert_num_queries
):
    for zone in ("", "UTC", "Asia/Tokyo"):
        client.get(f"/{workshop.slug}/program/?zone={zone}")
    with django_assert_num_queries(4):
        utc = client.get(f"/{workshop.slug}/program/?zone=UTC").content
        plain = client.get(f"/{workshop.slug}/program/").content
        unknown = client.get(f"/{workshop.slug}/program/?zone=Mars&utm_source=x").content
        client.get(f"/{workshop.slug}/program/?zone=Asia/Tokyo")

    assert plain == unknown != utc


def test_every_offset_is_known_by_its_name():
    for text, zone in OFFSETS.items():
        assert known_zone(text) == text
        assert zone_of(text) == zone
    assert offset_label(OFFSETS["-03:30"]) == "UTC\N{MINUS SIGN}3:30"
    assert known_zone("+25:00") == known_zone("") == ""


def test_the_zone_of_the_machine_is_no_place():
    assert known_zone("localtime") == known_zone("Factory") == ""


# --- what of it ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?day=2030-06-06", ["Cold"]),
        ("?kind=tutorial", ["Cold"]),
        ("?find=ada boole", ["Heat"]),
        ("?find=ADA+heat", ["Heat"]),
        ("?find=nobody", []),
        ("?kind=nonsense&day=x&room=-1", ["Heat", "Rest", "Cold"]),
        ("?day=2030-06-05&kind=break", ["Rest"]),
    ],
)
def test_a_part_of_the_program_is_shown(client, workshop, query, found):
    assert titles(client, workshop, query) == found


def test_it_is_filtered_by_room(client, workshop):
    room = workshop.rooms.get(name="Hall")

    assert titles(client, workshop, f"?room={room.pk}") == ["Rest"]


def test_contributions_stand_in_their_slot_with_their_own_times(client, workshop):
    slot = make_slot(workshop, kind="contributions", title="Short talks")
    for position, minutes in enumerate([10, 15, None, 5]):
        row = make_contribution(workshop)
        row.slot, row.position, row.minutes = slot, position, minutes
        row.save()
    Workshop.objects.filter(pk=workshop.pk).touch()

    html = page(client, f"/{workshop.slug}/program/{slot.code}/")

    contributions = re.search(r'<ul class="contribs">.*?</ul>', html, re.S)[0]
    assert contributions.count("<li>") == 4
    assert re.findall(r"<li><time[^>]*>([^<]*)", contributions) == ["11:00", "11:10"]


def test_contributions_are_found_by_their_authors(client, workshop):
    make_slot(workshop, kind="contributions", title="Short talks")
    make_contribution(workshop)

    assert titles(client, workshop, "?find=turing") == []
    [author] = workshop.submissions.get().authors.all()[:1]
    assert titles(client, workshop, f"?find={author.name}") == ["Short talks"]


def test_what_is_not_there_is_said_and_all_is_one_press_away(client, workshop):
    html = page(client, f"/{workshop.slug}/program/?find=nobody")

    assert "Nothing in the program is like that." in html
    assert f'<a href="/{workshop.slug}/program/">Show all</a>' in html


def test_no_choice_of_one_is_offered(client):
    workshop = make_workshop()
    make_slot(workshop)

    html = page(client, f"/{workshop.slug}/program/")

    assert re.findall(r'name="(\w+)"', re.search(r"<form.*?</form>", html, re.S)[0]) == [
        "zone",
        "find",
    ]


def test_a_part_is_never_stored(client, workshop):
    client.get(f"/{workshop.slug}/program/?find=a")
    stored = len(caches["renderings"]._cache)
    client.get(f"/{workshop.slug}/program/?find=b&day=2030-06-05")

    assert len(caches["renderings"]._cache) == stored


# --- now and next ---


@pytest.mark.parametrize(
    ("minutes", "marks"),
    [(-30, ["next", "", ""]), (10, ["now", "next", ""]), (50, ["", "now", "next"])],
)
def test_what_is_on_and_what_comes_next_are_marked(minutes, marks):
    workshop = make_workshop()
    make_slot(workshop)
    make_slot(workshop, starts_at=MORNING + timedelta(minutes=45), minutes=None)
    make_slot(workshop, starts_at=MORNING + timedelta(hours=2))
    slots = list(workshop.slots.all())

    mark(slots, MORNING + timedelta(minutes=minutes))

    assert [slot.mark for slot in slots] == marks


@pytest.mark.parametrize("days", [-2, 2])
def test_nothing_is_marked_on_other_days(days):
    workshop = make_workshop()
    make_slot(workshop)
    slots = list(workshop.slots.all())

    mark(slots, MORNING + timedelta(days=days))

    assert [slot.mark for slot in slots] == [""]


def test_a_page_with_marks_holds_until_the_next_one_changes(client):
    now = timezone.now()
    workshop = make_workshop(first_day=now.date(), last_day=now.date())
    make_slot(workshop, starts_at=now - timedelta(minutes=1), minutes=3)

    response = client.get(f"/{workshop.slug}/program/")
    html = response.content.decode()

    assert '<b class="tag good">now</b>' in html
    [rendering] = caches["renderings"]._cache
    left = caches["renderings"]._expire_info[rendering] - now.timestamp()
    assert 60 < left <= 125


# --- a page of each ---


def test_a_slot_has_a_page_with_all_of_it_unfolded(client, workshop):
    ada = make_speaker(workshop, name="Ida Byron", biography="She computes.")
    slot = make_slot(workshop, title="Warm", abstract="Why so cold?", speakers=[ada])
    make_material(slot)

    text = words(page(client, f"/{workshop.slug}/program/{slot.code}/"))

    assert "Invited talk Warm Wednesday 5 June 2030, times in Europe/Paris, UTC+2" in text
    assert "Abstract Why so cold? Ida Byron She computes. Slides slides.example.org" in text


def test_a_slot_of_another_workshop_is_not_there(client, workshop):
    slot = make_slot(make_workshop())

    assert client.get(f"/{workshop.slug}/program/{slot.code}/").status_code == 404


def test_a_speaker_has_a_page_with_what_they_give(client, workshop):
    text = words(page(client, f"/{workshop.slug}/speakers/ada-boole/"))

    assert "Ada Boole Wednesday 5 June 2030" in text
    assert "Heat" in text
    assert "Cold" not in text


def test_who_is_not_on_the_program_has_no_page(client, workshop):
    make_speaker(workshop, name="Not Yet")

    assert client.get(f"/{workshop.slug}/speakers/not-yet/").status_code == 404


def test_speakers_of_one_name_have_addresses_of_their_own():
    workshop = make_workshop()
    names = ["Ada Boole", "Ada Boole", "Anne-Cécile Orgerie", "李白"]
    slugs = [make_speaker(workshop, name=name).slug for name in names]

    assert slugs[:3] == ["ada-boole", "ada-boole-2", "anne-cecile-orgerie"]
    assert re.fullmatch(r"[a-z0-9]{8}", slugs[3])
    other = make_speaker(make_workshop(), name="Ada Boole")
    assert other.slug == "ada-boole"


def test_an_address_stays_when_the_name_is_mended(client, workshop):
    Speaker.objects.filter(slug="ada-boole").update(name="Augusta Ada Boole")

    assert "Augusta Ada Boole" in page(client, f"/{workshop.slug}/speakers/ada-boole/")


def test_days_are_cut_at_the_midnights_of_the_zone():
    workshop = make_workshop()
    late = datetime(2030, 6, 5, 22, 30, tzinfo=UTC)
    make_slot(workshop, starts_at=late)
    make_slot(workshop, starts_at=late - timedelta(hours=1))
    slots = list(workshop.slots.all())

    assert [len(day.slots) for day in by_day(slots, UTC)] == [2]
    assert [len(day.slots) for day in by_day(slots, PARIS)] == [1, 1]


def test_posters_are_numbered_through_the_program(client):
    workshop = make_workshop()
    for hours, titles in ((0, "AB"), (3, "C")):
        at = MORNING + timedelta(hours=hours)
        slot = make_slot(workshop, at, kind=Slot.Kind.POSTERS, title="")
        for title in titles:
            make_accepted_elsewhere(workshop, f"Poster {title}", slot=slot)
    talks = make_slot(workshop, kind=Slot.Kind.CONTRIBUTIONS, title="")
    make_accepted_elsewhere(workshop, "A talk", slot=talks)

    told = words(client.get(f"/{workshop.slug}/program/").content.decode())

    assert [name in told for name in ("P1 Poster A", "P2 Poster B", "P3 Poster C")] == [True] * 3
    assert "P4" not in told
