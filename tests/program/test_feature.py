"""The picture of the first page."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from program.models import Feature
from tests.adminforms import change_page, edit, queries_for
from tests.factories import make_feature, make_logo, make_slot, make_speaker, make_workshop
from tests.program.test_pages import page
from tests.program.test_pictures import halves
from tests.program.test_portraits import upload_of
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
ADD = reverse("admin:program_feature_add")


def test_the_first_page_shows_it_as_wide_as_its_screen_needs(client):
    workshop = make_workshop()
    make_feature(workshop)

    image = re.search(r'<img class="feature"[^>]*>', page(client, f"/{workshop.slug}/"))[0]

    assert 'alt="Mountains at dusk"' in image
    assert 'width="640" height="240"' in image
    for path, width in re.findall(r"(/\S+\.webp) (\d+)w", image):
        response = client.get(path)
        assert Image.open(BytesIO(response.content)).width == int(width)
        assert len(response.content) <= 40_000


def test_a_first_page_with_all_its_pictures_takes_few_queries(client):
    workshop = make_workshop()
    make_slot(workshop, speakers=[make_speaker(workshop)])
    make_logo(workshop)
    make_feature(workshop)
    Workshop.objects.all().touch()

    assert queries_for(client, f"/{workshop.slug}/") <= 10


@pytest.mark.usefixtures("chair_signed_in")
def test_a_chair_adds_it_and_it_is_seen_at_once(client, cast):
    before = page(client, f"/{cast.workshop.slug}/")

    added = edit(client, ADD, alt="A red and a blue half.", upload=upload_of(halves(700, 300)))

    assert added.status_code == 302
    assert 'class="feature"' not in before
    assert 'alt="A red and a blue half."' in page(client, f"/{cast.workshop.slug}/")


@pytest.mark.usefixtures("chair_signed_in")
def test_it_needs_a_text_for_those_who_do_not_see_it(client, cast):
    refused = edit(client, ADD, upload=upload_of(halves(700, 300)))

    assert refused.context["adminform"].form.errors.keys() == {"alt"}


@pytest.mark.usefixtures("chair_signed_in")
def test_one_that_is_too_small_is_refused_in_words(client, cast):
    refused = edit(client, ADD, alt="Halves.", upload=upload_of(halves(400, 300)))

    assert "400 × 300 pixels" in refused.content.decode()
    assert "at least 640 pixels wide" in refused.content.decode()


@pytest.mark.usefixtures("chair_signed_in")
def test_there_is_one_of_each_workshop(client, cast):
    make_feature(cast.workshop)
    make_feature(make_workshop())

    refused = edit(client, ADD, alt="Another.", upload=upload_of(halves(700, 300)))

    assert "The first page has its picture already: change that." in refused.content.decode()
    assert Feature.objects.filter(workshop=cast.workshop).count() == 1


@pytest.mark.usefixtures("chair_signed_in")
def test_it_is_gone_once_its_row_is_deleted(client, cast):
    feature = make_feature(cast.workshop)
    path = reverse("picture", args=[cast.workshop.slug, feature.picture, 640])
    assert client.get(path).status_code == 200

    client.post(change_page(feature).replace("/change/", "/delete/"), {"post": "yes"})

    assert client.get(path).status_code == 404
    assert 'class="feature"' not in page(client, f"/{cast.workshop.slug}/")
