"""The page of an import: shown line by line, then done as it was shown, once."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from program.importing.services import KINDS, NothingToDo, bring_in, plan_of
from program.models import Room, Slot, Speaker
from tests.factories import make_member, make_speaker
from tests.program.importing.sheets import SLOTS, SPEAKERS, do, plan, seen_in
from workshop.digests import NotSeen
from workshop.models import Change, User
from workshop.sheets import text_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_each_line_and_stores_nothing(import_page, workshop):
    page = import_page(SPEAKERS).content.decode()

    assert "Ada Boole" in page
    assert "2 new" in page
    assert not Speaker.objects.exists()


def test_of_a_new_row_no_more_is_shown_than_the_line_says(workshop):
    [ada, bob] = plan_of(workshop, "speakers", SPEAKERS).lines

    assert list(ada.fields) == ["name", "affiliation", "biography", "mail"]
    assert list(bob.fields) == ["name"]


def test_one_press_does_what_was_shown_and_a_second_does_nothing(import_page, workshop):
    seen = seen_in(import_page(SPEAKERS))

    first = import_page(SPEAKERS, act="do", seen=seen)
    second = import_page(SPEAKERS, act="do", seen=seen)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Speaker.objects.count() == Change.objects.count() == 2


def test_what_changed_since_it_was_shown_is_shown_again(import_page, workshop):
    seen = seen_in(import_page(SPEAKERS))
    make_speaker(workshop, name="Ada Boole", affiliation="Lyon")

    page = import_page(SPEAKERS, act="do", seen=seen)

    assert "not what was shown" in page.content.decode()
    assert "<del>Lyon</del> → Pau" in page.content.decode()
    assert Speaker.objects.count() == 1


def test_another_text_is_not_what_was_shown(workshop, cast):
    seen = plan_of(workshop, "speakers", SPEAKERS).digest

    with pytest.raises(NotSeen):
        bring_in(workshop, "speakers", SPEAKERS + "Eve,,,\n", seen=seen, by=cast.chair)


def test_one_wrong_line_stops_all_of_them(import_page, workshop):
    page = import_page(SPEAKERS + "Eve,,nobody,\n")
    seen = seen_in(page)

    again = import_page(SPEAKERS + "Eve,,nobody,\n", act="do", seen=seen)

    assert 'name="do"' not in page.content.decode()
    assert again.status_code == 200
    assert not Speaker.objects.exists()


def test_a_failure_half_way_leaves_nothing(workshop):
    """The trail takes nobody who is not stored, once the first row is."""
    with pytest.raises(ValueError, match="unsaved"):
        do(workshop, "slots", SLOTS, User(email="nobody@example.org"))

    assert not Slot.objects.exists()
    assert not Room.objects.exists()


def test_a_file_is_shown_as_text_from_then_on(import_page):
    upload = SimpleUploadedFile("s.csv", "name\nCécile Faÿ\n".encode("utf-16"))

    page = import_page(file=upload).content.decode()

    assert "1 new" in page
    assert re.search(r"<textarea[^>]*>\s*name\nCécile Faÿ\n</textarea>", page)


@pytest.mark.parametrize("text", ["nome\nAda Boole\n", 'name\n"Ada\n', "name,mail\nAda,nobody\n"])
def test_a_text_that_is_refused_stays_on_the_page(import_page, text):
    page = import_page(text).content.decode()

    assert text.replace('"', "&quot;") in page


def test_too_large_a_file_is_refused_in_words(import_page):
    upload = SimpleUploadedFile("s.csv", b"name\n" + b"A" * (2 * 2**20))

    assert "larger than 2 MB" in import_page(file=upload).content.decode()


def test_neither_file_nor_text_is_asked_for(import_page):
    assert "Choose a file, or paste a text" in import_page().content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_can_be_brought_in_as_it_is(client, cast, kind):
    client.force_login(cast.publications)

    sheet = client.get(f"/{cast.workshop.slug}/chair/program/import/{kind}.csv")

    text, note = text_of(sheet.content)
    assert not note
    assert len(list(csv.reader(io.StringIO(text)))) > 1
    assert {one[0] for one in plan(cast.workshop, kind, text)} == {"add"}


def test_what_is_brought_in_stands_on_the_public_page_at_once(client, import_page, workshop):
    address = f"/{workshop.slug}/program/"
    assert "Cold starts" not in client.get(address).content.decode()

    import_page(SLOTS, "slots", "do", seen=seen_in(import_page(SLOTS, "slots")))

    assert "Cold starts" in client.get(address).content.decode()


def test_nothing_to_do_is_said(workshop, cast):
    do(workshop, "slots", SLOTS, cast.chair)

    with pytest.raises(NothingToDo):
        do(workshop, "slots", SLOTS, cast.chair)


def test_the_publications_chair_imports_and_finds_no_door_that_is_closed(client, cast):
    client.force_login(cast.publications)

    page = client.get(f"/{cast.workshop.slug}/chair/program/import/").content.decode()

    links = set(re.findall(r'<a[^>]* href="(/[^"#?]*)"', page))
    assert links
    assert [link for link in links if client.get(link).status_code == 404] == []


def test_chairs_of_another_workshop_import_nothing_here(client, cast):
    client.force_login(make_member().user)

    assert client.post(f"/{cast.workshop.slug}/chair/program/import/").status_code == 404


def test_the_queries_of_a_look_do_not_grow_with_the_lines(workshop, django_assert_max_num_queries):
    text = "start,kind,title,speakers\n" + "".join(
        f"{hour:02}:00,talk,Talk {hour},Person {hour}\n" for hour in range(8, 20)
    )

    with django_assert_max_num_queries(5):
        assert len(plan_of(workshop, "slots", text).of("add")) == 12
