"""What search engines and previews read."""

import json
import re
from datetime import date

import pytest

from tests.factories import MORNING, make_key_date, make_slot, make_speaker, make_workshop
from tests.program.test_pages import page

pytestmark = pytest.mark.django_db


def event(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def described(html):
    return re.findall(r'<meta name="description" content="\s*([^"]+?)\s*"', html)


def test_the_first_page_says_what_when_and_where(client):
    workshop = make_workshop(last_day=date(2030, 6, 6), organisers="The warm group")

    read = event(page(client, f"/{workshop.slug}/"))

    assert read["@type"] == "Event"
    assert (read["startDate"], read["endDate"]) == ("2030-06-05", "2030-06-06")
    assert read["location"]["name"] == "Pau"
    assert read["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert read["organizer"]["name"] == "The warm group"
    assert read["url"] == f"http://localhost:8000/{workshop.slug}/"


def test_a_workshop_online_has_a_virtual_place(client):
    workshop = make_workshop(place="Online")

    read = event(page(client, f"/{workshop.slug}/"))

    assert read["location"]["@type"] == "VirtualLocation"
    assert read["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_a_slot_says_who_and_of_what_it_is_a_part(client):
    workshop = make_workshop(zone="Europe/Paris")
    slot = make_slot(workshop, speakers=[make_speaker(workshop)], is_cancelled=True)

    read = event(page(client, f"/{workshop.slug}/program/{slot.code}/"))

    assert read["startDate"] == "2030-06-05T11:00:00+02:00"
    assert slot.starts_at == MORNING
    assert read["performer"] == [{"@type": "Person", "name": "Ada Boole"}]
    assert read["superEvent"]["name"] == workshop.name
    assert read["eventStatus"] == "https://schema.org/EventCancelled"


def test_no_text_gets_out_of_it(client):
    evil = "</script><script>alert(1)</script>"
    workshop = make_workshop(summary=evil)

    html = page(client, f"/{workshop.slug}/")

    assert event(html)["description"] == evil
    assert "<script>alert" not in html


@pytest.mark.parametrize("query", ["", "?zone=UTC", "?find=x", "?utm_source=y"])
def test_a_page_has_one_address_whatever_is_asked_of_it(client, query):
    workshop = make_workshop()
    make_slot(workshop)

    html = page(client, f"/{workshop.slug}/program/{query}")

    address = f"http://localhost:8000/{workshop.slug}/program/"
    assert re.findall(r'rel="canonical" href="([^"]*)"', html) == [address]
    assert re.findall(r'og:url" content="([^"]*)"', html) == [address]


def test_the_map_of_the_site_lists_what_is_public_and_nothing_else(client):
    workshop, hidden = make_workshop(), make_workshop(is_public=False)
    slot = make_slot(workshop, speakers=[make_speaker(workshop)])
    make_slot(hidden, speakers=[make_speaker(hidden, name="Secret Guest")])
    make_speaker(workshop, name="Not Yet")

    xml = client.get("/sitemap.xml").content.decode()

    paths = [re.sub(r"^https?://[^/]*", "", one) for one in re.findall(r"<loc>(.*?)</loc>", xml)]
    own = f"/{workshop.slug}"
    assert set(paths) == {
        f"{own}/",
        f"{own}/program/",
        f"{own}/call/",
        f"{own}/program/{slot.code}/",
        f"{own}/speakers/ada-boole/",
    }
    for path in paths:
        assert client.get(path).status_code == 200


def test_the_list_of_workshops_is_described_by_the_next_one(client):
    empty = described(page(client, "/"))
    make_workshop(summary="Where the heat goes.")

    assert empty == ["Scientific workshops, from the call for proposals to the archive."]
    assert described(page(client, "/")) == ["Where the heat goes."]


def test_each_page_has_a_description_of_its_own(client):
    workshop = make_workshop()
    make_key_date(workshop)
    ada = make_speaker(workshop, biography="She computes.")
    slot = make_slot(workshop, speakers=[ada], abstract="Why so <cold>?")

    paths = ["", "program/", "call/", f"program/{slot.code}/", f"speakers/{ada.slug}/"]
    pages = [page(client, f"/{workshop.slug}/{path}") for path in paths]
    found = [described(html) for html in pages]

    assert found[3:] == [["Why so &lt;cold&gt;?"], ["She computes."]]
    assert len({text for [text] in found}) == len(paths)
