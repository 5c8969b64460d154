"""The picture that goes with a link to a workshop."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from program.pictures.card import (
    INK,
    WIDTH,
    can_write,
    draw_card,
    fitting,
    length,
    letters_of,
    room,
)
from tests.factories import make_member, make_slot, make_workshop
from tests.program.test_pages import page
from workshop.models import Workshop

ABOUT = {"when": ["5 June 2030"], "where": "Pau", "host": "Workshop at WARM 2030"}


def card(*names, **about):
    return Image.open(BytesIO(draw_card(names=names, **ABOUT | about))).convert("RGB")


def differ(one, other):
    return ImageChops.difference(one, other).getbbox() is not None


# --- what is drawn ---


def test_a_card_has_the_size_that_sites_ask_for_and_is_light():
    content = draw_card(names=["Warm Computing"], **ABOUT)

    assert Image.open(BytesIO(content)).size == (1200, 630)
    assert len(content) < 60_000


@pytest.mark.parametrize("changed", [{"when": ["6 June 2030"]}, {"where": "Bidache"}, {"host": ""}])
def test_each_fact_is_seen(changed):
    assert differ(card("Warm Computing"), card("Warm Computing", **changed))


def test_the_same_facts_give_the_same_bytes():
    assert draw_card(names=["Heat"], **ABOUT) == draw_card(names=["Heat"], **ABOUT)


def test_a_name_of_latin_letters_keeps_its_marks():
    assert can_write("Énergie à Łódź: Übergrößen, São João, Žluťoučký kůň")
    assert differ(card("Énergie"), card("Energie"))
    assert letters_of("ÿß") == [("y", "\u0308"), ("s", ""), ("s", "")]


@pytest.mark.parametrize(
    "name", ["深層学習の電力", "Глубокое обучение", "التعلم", "ディープ 2030", "🔥"]
)
def test_a_name_that_cannot_be_written_gives_way_to_the_next(name):
    assert not can_write(name)
    assert not differ(card(name, "WARM 2030"), card("WARM 2030"))


def test_what_cannot_be_written_is_left_out_and_nothing_breaks():
    about = {"when": ["2030年", "2030-06-05"], "where": "東京", "host": "主催"}

    assert not differ(card("深層", **about), card("", when=["2030-06-05"], where="", host=""))


@pytest.mark.parametrize("name", ["word " * 60, "w" * 120, "W" * 400, "a " * 200, " ", "é" * 120])
def test_a_long_name_stays_on_the_card(name):
    size, lines = fitting(name)

    assert len(lines) <= 3
    assert all(length(line, size) <= room() for line in lines)
    image = card(name)
    margin = image.crop((WIDTH - 60, 0, WIDTH, 400)).getcolors()
    assert all(colour != INK for _count, colour in margin)


# --- where it stands ---


@pytest.fixture
def workshop(db):
    return make_workshop(place="Pau")


def test_every_page_names_the_card_by_its_whole_address(client, workshop):
    slot = make_slot(workshop)

    for path in ("", "program/", "call/", f"program/{slot.code}/"):
        html = page(client, f"/{workshop.slug}/{path}")
        [address] = re.findall(r'og:image" content="([^"]*)"', html)
        assert address == f"http://localhost:8000/{workshop.slug}/card.png"
        assert 'twitter:card" content="summary_large_image"' in html


def test_the_card_is_kept_until_the_workshop_changes(client, workshop, django_assert_num_queries):
    path = f"/{workshop.slug}/card.png"
    first = client.get(path)
    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
    Workshop.objects.filter(pk=workshop.pk).update(place="Bidache")
    Workshop.objects.filter(pk=workshop.pk).touch()
    moved = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "image/png"
    assert Image.open(BytesIO(first.content)).size == (1200, 630)
    assert again.status_code == 304
    assert (moved.status_code, moved["ETag"] != first["ETag"]) == (200, True)


def test_the_card_of_a_hidden_workshop_is_seen_by_those_who_read_it(client, workshop):
    chair = make_member(workshop).user
    Workshop.objects.update(is_public=False)

    assert client.get(f"/{workshop.slug}/card.png").status_code == 404
    client.force_login(chair)
    assert client.get(f"/{workshop.slug}/card.png")["Cache-Control"] == "private, no-store"
