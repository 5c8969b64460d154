"""Stored renderings: right at once after an edit, light, and the same for everyone."""

import gzip
import time
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
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
from workshop.footprint import weight_of_page
from workshop.models import Workshop
from workshop.renderings import LONGEST, finished

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    workshop = make_workshop()
    make_slot(workshop, speakers=[make_speaker(workshop)])
    return f"/{workshop.slug}/program/"


def test_a_stored_page_costs_one_query(client, path, django_assert_num_queries):
    first = client.get(path)

    with django_assert_num_queries(1):
        second = client.get(path)

    assert second.content == first.content


@pytest.mark.parametrize("path", ["/", "/{slug}/", "/{slug}/program/"])
def test_a_public_page_touches_no_session_and_no_person(client, path):
    response = client.get(path.format(slug=make_workshop().slug))

    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"
    assert response["Cache-Control"] == "no-cache"


def test_who_is_signed_in_gets_the_same_bytes(client, path):
    anonymous = client.get(path)
    client.force_login(make_member().user)

    assert client.get(path).content == anonymous.content


def test_a_reader_who_has_the_page_is_told_that_it_still_holds(client, path):
    etag = client.get(path)["ETag"]

    again = client.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_each_encoding_has_its_own_etag(client, path):
    plain = client.get(path)
    zipped = client.get(path, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] != plain["ETag"]
    assert zipped["Content-Length"] == str(len(zipped.content))


def test_head_has_the_headers_of_get_and_no_body(client, path):
    head = client.head(path)

    assert head.content == b""
    assert head["Content-Length"] == client.get(path)["Content-Length"]


def test_unknown_query_keys_change_nothing(client, path, django_assert_num_queries):
    client.get(path)

    with django_assert_num_queries(1):
        client.get(f"{path}?utm_source=somewhere")


def test_a_page_is_made_anew_when_a_date_passes(client):
    workshop = make_workshop()
    client.get(f"/{workshop.slug}/")  # so that the next is drawn in less time than is left
    Workshop.objects.touch()
    date = make_key_date(workshop, at=timezone.now() + timedelta(seconds=0.5))
    before = client.get(f"/{workshop.slug}/").content.decode()

    while timezone.now() <= date.at:
        time.sleep(0.05)
    after = client.get(f"/{workshop.slug}/").content.decode()

    assert "(passed)" not in before
    assert "(passed)" in after


@pytest.mark.parametrize(
    ("ends", "kept"),
    [(None, LONGEST), (timedelta(days=2), LONGEST), (timedelta(minutes=3), timedelta(minutes=3))],
)
def test_a_page_is_kept_until_time_changes_it_and_for_an_hour_at_most(ends, kept):
    response = HttpResponse("page")
    response.valid_until = ends and timezone.now() + ends

    until = finished(RequestFactory().get("/"), response).kept_until

    assert abs(until - timezone.now() - kept) < timedelta(seconds=5)


def test_an_edit_shows_on_the_next_request(client, path):
    client.get(path)
    workshop = Workshop.objects.get()
    make_slot(workshop, title="Late addition")
    Workshop.objects.filter(pk=workshop.pk).touch()

    assert "Late addition" in client.get(path).content.decode()


def test_a_workshop_that_goes_back_into_hiding_is_gone_at_once(client, path):
    client.get(path)
    Workshop.objects.update(is_public=False)

    assert client.get(path).status_code == 404


def test_the_list_of_workshops_follows_each_of_them(client):
    make_workshop(name="First")
    assert "First" in client.get("/").content.decode()

    second = make_workshop(name="Second")
    assert "Second" in client.get("/").content.decode()
    assert "Other workshops" in client.get("/").content.decode()

    second.is_public = False
    second.save()
    assert "Second" not in client.get("/").content.decode()


def test_without_a_public_workshop_the_first_page_says_so(client):
    make_workshop(is_public=False, name="Secret plan")

    text = client.get("/").content.decode()

    assert "No workshop is public yet." in text
    assert "Secret plan" not in text


def test_a_page_states_its_own_weight(client, path):
    assert "kB, about 0.00" in client.get(path).content.decode()


def test_a_missing_page_is_not_stored(client):
    assert client.get("/nowhere/").status_code == 404
    assert client.get("/nowhere/program/").status_code == 404

    make_workshop(slug="nowhere")
    assert client.get("/nowhere/").status_code == 200


def test_twelve_talks_stay_light(client):
    workshop = make_workshop()
    make_topic(workshop)
    room = make_room(workshop)
    words = " ".join(f"measured{number}" for number in range(120))
    for number in range(12):
        speaker = make_speaker(workshop, name=f"Ada Boole {number}", biography=words)
        slot = make_slot(workshop, speakers=[speaker], room=room, abstract=words, title=words[:99])
        make_material(slot)

    page = client.get(f"/{workshop.slug}/program/").content

    assert page.count(b'<li class="slot"') == 12
    assert weight_of_page(page) <= 60_000
