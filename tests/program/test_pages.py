import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories import (
    make_key_date,
    make_material,
    make_member,
    make_room,
    make_slot,
    make_speaker,
    make_topic,
    make_workshop,
)
from tests.html import as_read

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    """The text of the page's main part, white space folded."""
    main = re.search(r"<main.*?</main>", as_read(html), re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_slot_shows_all_that_is_known_of_it(client):
    workshop = make_workshop(zone="Europe/Paris")
    ada = make_speaker(workshop, affiliation="Univ. of Sample", biography="She computes.")
    about = {"abstract": "Why so cold?", "group": "The heat team", "room": make_room(workshop)}
    about |= {"chaired_by": "Bob Gauss (Pau)"}
    slot = make_slot(workshop, speakers=[ada], **about)
    make_material(slot)

    text = words(page(client, f"/{workshop.slug}/program/"))

    assert "Wednesday 5 June 2030 times in Europe/Paris, UTC+2" in text
    assert "11:00 to 11:45 UTC+2 Invited talk · Blue room Cold starts" in text
    assert "AB Ada Boole Univ. of Sample The heat team Chaired by Bob Gauss (Pau)" in text
    assert "Why so cold?" in text
    assert "She computes." in text
    assert "Slides slides.example.org" in text


def test_who_chairs_a_slot_stands_on_its_page_and_is_found(client):
    workshop = make_workshop()
    slot = make_slot(workshop, chaired_by="Bob Gauss (Pau)")
    make_slot(workshop, title="Warm ends")

    found = words(page(client, f"/{workshop.slug}/program/?find=gauss"))

    assert "Chaired by Bob Gauss (Pau)" in words(page(client, slot.get_absolute_url()))
    assert "Cold starts" in found
    assert "Warm ends" not in found


def test_a_slot_without_title_end_or_people_stands_by_its_kind(client):
    workshop = make_workshop()
    make_slot(workshop, kind="break", title="", minutes=None)

    text = words(page(client, f"/{workshop.slug}/program/"))

    assert "09:00 UTC, open end Break" in text


def test_slots_stand_by_day_in_the_workshops_zone(client):
    workshop = make_workshop(zone="Asia/Tokyo")
    late = datetime(2030, 6, 6, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    make_slot(workshop, title="Last of Wednesday", starts_at=late - timedelta(hours=1), minutes=20)
    make_slot(workshop, title="First of Thursday", starts_at=late)

    text = words(page(client, f"/{workshop.slug}/program/"))

    wednesday, thursday = text.index("Wednesday 5 June"), text.index("Thursday 6 June")
    assert wednesday < text.index("Last of Wednesday") < thursday < text.index("First of Thursday")


def test_an_empty_program_says_so(client):
    workshop = make_workshop()

    assert "The program is to be announced." in page(client, f"/{workshop.slug}/program/")


def test_the_contributions_slot_says_when_its_list_comes(client):
    workshop = make_workshop()
    make_slot(workshop, kind="contributions", title="")
    make_key_date(workshop, kind="decisions")

    text = words(page(client, f"/{workshop.slug}/program/"))

    assert "The list will be announced on 5 June 2030." in text


def test_a_promised_date_that_has_gone_by_promises_nothing(client):
    workshop = make_workshop()
    make_slot(workshop, kind="contributions", title="")
    make_key_date(workshop, kind="decisions", at=timezone.now() - timedelta(days=1))

    text = words(page(client, f"/{workshop.slug}/program/"))

    assert "The list is to be announced." in text


def test_a_workshop_that_is_over_promises_no_list(client):
    workshop = make_workshop(first_day=date(2021, 11, 17), last_day=date(2021, 11, 17))
    make_slot(workshop, kind="contributions", title="")

    assert "announced" not in words(page(client, f"/{workshop.slug}/program/"))


@pytest.mark.parametrize(("path", "here"), [("", "About"), ("program/", "Program")])
def test_the_navigation_says_where_one_is(client, path, here):
    html = page(client, f"/{make_workshop().slug}/{path}")

    assert re.findall(r'aria-current="page">(\w+)<', html) == [here]


def test_the_landing_page_shows_dates_topics_speakers_and_organisers(client):
    workshop = make_workshop(host="Workshop at SAMPLE 2030", organisers="The warm group")
    make_topic(workshop)
    make_slot(workshop, speakers=[make_speaker(workshop)])
    make_speaker(workshop, name="Not Onthe Program")
    make_key_date(workshop, shown_in="aoe", shows_time=True)

    text = words(page(client, f"/{workshop.slug}/"))

    assert "Workshop at SAMPLE 2030 · Pau · 5 June 2030" in text
    assert "4 June 2030, 21:00 AoE Proposals due" in text
    assert "Topics Heat Speakers AB Ada Boole Organisers The warm group" in text
    assert "Not Onthe Program" not in text


def test_a_past_date_says_that_it_has_passed(client):
    workshop = make_workshop()
    make_key_date(workshop, at=timezone.now() - timedelta(days=1))

    assert "Proposals due (passed)" in words(page(client, f"/{workshop.slug}/"))


def test_a_workshop_that_was_held_says_that_it_is_over(client):
    workshop = make_workshop(first_day=date(2021, 11, 17), last_day=date(2021, 11, 17))

    assert "This workshop is over." in words(page(client, f"/{workshop.slug}/"))


def test_a_workshop_that_is_not_public_opens_for_its_chairs_alone(client):
    chair = make_member(make_workshop(is_public=False))
    path = f"/{chair.workshop.slug}/"

    anonymous = client.get(path).status_code
    client.force_login(make_member().user)
    of_another = client.get(path).status_code
    client.force_login(chair.user)
    own = client.get(path).status_code

    assert (anonymous, of_another, own) == (404, 404, 200)


def test_what_organisers_type_is_text_and_never_markup(client):
    evil = "<script>alert(1)</script>"
    workshop = make_workshop(name=evil, summary=evil, introduction=evil, organisers=evil)
    speaker = make_speaker(workshop, name=evil, biography=evil, affiliation=evil)
    slot = make_slot(workshop, title=evil, abstract=evil, group=evil, speakers=[speaker])
    make_material(slot, label=evil)

    for path in ("", "program/", f"program/{slot.code}/", f"speakers/{speaker.slug}/"):
        assert "<script>" not in page(client, f"/{workshop.slug}/{path}")


@pytest.mark.parametrize("slots", [3, 30])
def test_a_program_takes_the_same_few_queries_whatever_its_size(
    client, slots, django_assert_num_queries
):
    workshop = make_workshop()
    make_key_date(workshop, kind="decisions")
    room = make_room(workshop)
    for number in range(slots):
        speaker = make_speaker(workshop, name=f"Ada Boole {number}")
        make_material(make_slot(workshop, speakers=[speaker], room=room))

    with django_assert_num_queries(7):
        response = client.get(f"/{workshop.slug}/program/")

    assert response.content.decode().count('<li class="slot"') == slots
