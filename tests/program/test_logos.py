"""Logos of hosts and sponsors on the first page."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from program.models import Logo
from tests.adminforms import change_page, edit, queries_for, shown
from tests.factories import make_logo, make_workshop
from tests.program.test_pages import page, words
from tests.program.test_pictures import SVG, halves, saved
from tests.program.test_portraits import upload_of
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
ADD = reverse("admin:program_logo_add")


def test_logos_stand_by_kind_and_in_their_order_with_their_links(client):
    workshop = make_workshop()
    make_logo(workshop, "Second", position=2)
    make_logo(workshop, "First", position=1, url="https://first.example.org")
    make_logo(workshop, "The hall", kind="host")

    html = page(client, f"/{workshop.slug}/")

    assert re.findall(r'<img [^>]*alt="([^"]*)"', html) == ["The hall", "First", "Second"]
    assert "Hosted by Supported by" in words(html)
    assert re.search(
        r'<a href="https://first.example.org" rel="noopener">\s*<img [^>]*alt="First"', html
    )
    assert html.count("first.example.org") == 1


def test_a_logo_is_small_and_as_wide_as_it_comes(client):
    workshop = make_workshop()
    make_logo(workshop, content=saved(halves(300, 100)))

    html = page(client, f"/{workshop.slug}/")
    small, large = re.search(
        r'<img src="(\S+)" srcset="(\S+) 2x" width="144" height="48"', html
    ).groups()

    for path, size in ((small, (144, 48)), (large, (288, 96))):
        response = client.get(path)
        assert Image.open(BytesIO(response.content)).size == size
        assert "immutable" in response["Cache-Control"]


def test_logos_take_no_query_of_their_own(client):
    workshop = make_workshop()
    path = f"/{workshop.slug}/"
    make_logo(workshop)
    one = queries_for(client, path)
    for name in ("Two", "Three"):
        make_logo(workshop, name)
    Workshop.objects.all().touch()

    assert queries_for(client, path) == one <= 10


@pytest.mark.usefixtures("chair_signed_in")
def test_a_chair_adds_a_logo_and_it_is_seen_at_once(client, cast):
    before = page(client, f"/{cast.workshop.slug}/")

    added = edit(client, ADD, name="Warm Fund", upload=upload_of())

    assert added.status_code == 302
    assert 'alt="Warm Fund"' not in before
    assert 'alt="Warm Fund"' in page(client, f"/{cast.workshop.slug}/")


@pytest.mark.usefixtures("chair_signed_in")
def test_a_logo_without_a_picture_is_none(client, cast):
    refused = edit(client, ADD, name="Warm Fund")

    assert "Choose a picture." in refused.content.decode()
    assert not Logo.objects.exists()


@pytest.mark.usefixtures("chair_signed_in")
def test_a_drawing_of_instructions_is_refused(client, cast):
    refused = edit(client, ADD, name="Warm Fund", upload=upload_of(SVG, "logo.png"))

    assert "Save it as JPEG, PNG or WebP" in refused.content.decode()


@pytest.mark.usefixtures("chair_signed_in")
def test_a_chosen_picture_is_kept_while_the_address_is_mended(client, cast):
    refused = edit(client, ADD, name="Warm Fund", upload=upload_of(), url="javascript:alert(1)")
    assert refused.status_code == 200

    client.post(ADD, shown(refused) | {"url": "https://fund.example.org"})

    assert Logo.objects.get().picture


@pytest.mark.usefixtures("chair_signed_in")
def test_a_logo_keeps_its_picture_and_cannot_be_without(client, cast):
    logo = make_logo(cast.workshop)

    assert "Take the picture off" not in page(client, change_page(logo))
    edit(client, change_page(logo), name="Renamed")

    assert Logo.objects.get().picture == logo.picture


def test_publications_chairs_edit_the_program_and_no_logos(client, cast):
    client.force_login(cast.publications)

    assert client.get(change_page(make_logo(cast.workshop))).status_code == 404
