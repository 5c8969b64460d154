"""Parts of pages that are drawn once for each content: never out of date, never of a row."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from program.drawing import _drawn, drawn
from program.entries import KEPT, give_entries
from program.schedule import mark, public_slots
from tests.factories import (
    MORNING,
    make_key_date,
    make_room,
    make_slot,
    make_speaker,
    make_workshop,
)
from tests.program.test_pages import page
from workshop.models import Workshop
from workshop.times import OFFSETS

pytestmark = pytest.mark.django_db
OPTIONS = "program/_options.html"


@pytest.fixture(autouse=True)
def _nothing_drawn():
    _drawn.cache_clear()


def drawn_by(client, path):
    """How many parts a request draws anew."""
    before = _drawn.cache_info().misses
    page(client, path)
    return _drawn.cache_info().misses - before


def test_a_search_draws_no_slot_that_was_drawn(client):
    workshop = make_workshop()
    for number in range(3):
        make_slot(workshop, title=f"Cold {number}", speakers=[make_speaker(workshop)])
    drawn_by(client, f"/{workshop.slug}/program/")

    assert drawn_by(client, f"/{workshop.slug}/program/?find=cold") == 0


def test_after_an_edit_what_was_edited_is_drawn_alone(client):
    workshop = make_workshop()
    room = make_room(workshop)
    for number in range(3):
        slot = make_slot(workshop, title=f"Cold {number}", room=room)
    page(client, f"/{workshop.slug}/program/?find=o")

    slot.title = "Warm now"
    slot.save()
    Workshop.objects.touch()

    assert drawn_by(client, f"/{workshop.slug}/program/?find=o") == 1
    assert "Warm now" in page(client, f"/{workshop.slug}/program/?find=o")


@pytest.mark.parametrize("what", ["name", "affiliation", "biography"])
def test_an_edit_of_a_speaker_shows_in_a_search(client, what):
    workshop = make_workshop()
    ada = make_speaker(workshop, affiliation="Pau", biography="She computes.")
    make_slot(workshop, speakers=[ada])
    page(client, f"/{workshop.slug}/program/?find=cold")

    setattr(ada, what, "Something else")
    ada.save()
    Workshop.objects.touch()

    assert "Something else" in page(client, f"/{workshop.slug}/program/?find=cold")


def test_a_row_is_refused_for_it_equals_itself_after_an_edit():
    with pytest.raises(TypeError, match="plain texts"):
        drawn(OPTIONS, options=((make_workshop(), "x"),), chosen="")


def test_markup_that_is_safe_is_not_taken_for_a_text_that_is_not():
    with pytest.raises(TypeError, match="plain texts"):
        drawn(OPTIONS, options=(("a", escape("<b>")),), chosen="")
    assert "&lt;b&gt;" in drawn(OPTIONS, options=(("a", "<b>"),), chosen="")


def test_the_rows_of_one_revision_are_read_once(client, django_assert_num_queries):
    """The number of the revision is asked for each time."""
    workshop = make_workshop()
    first, second = (make_slot(workshop, title=title) for title in ("Heat", "Cold"))
    page(client, f"/{workshop.slug}/program/{first.code}/")

    with django_assert_num_queries(1):
        text = page(client, f"/{workshop.slug}/program/{second.code}/")

    assert "Cold" in text


def test_what_a_page_adds_to_a_row_stays_with_that_page(client):
    """Pages share the rows of a revision, in several threads at once."""
    workshop = make_workshop()
    make_slot(workshop, speakers=[make_speaker(workshop)])
    one, other = (public_slots(workshop)[0] for _again in range(2))

    mark(one, MORNING)
    give_entries(one, UTC, "")

    assert one == other
    assert not hasattr(other[0], "entry")


def test_a_search_finds_by_what_was_edited_and_no_longer_by_what_was_there(client):
    workshop = make_workshop()
    slot = make_slot(workshop, title="Heat")
    path = f"/{workshop.slug}/program/?find="
    assert "Nothing in the program is like that." not in page(client, f"{path}heat")

    slot.title = "Frost"
    slot.save()
    Workshop.objects.touch()

    assert "Nothing in the program is like that." in page(client, f"{path}heat")
    assert "Nothing in the program is like that." not in page(client, f"{path}frost")


def test_an_edit_of_the_workshop_and_of_its_dates_shows_in_a_search(client):
    workshop = make_workshop(name="Warm")
    make_slot(workshop)
    date = make_key_date(workshop, kind="submission", at=timezone.now() + timedelta(days=3))
    path = f"/{workshop.slug}/program/?find=x"
    before = page(client, path)

    Workshop.objects.update(name="Cold")
    date.at = timezone.now() - timedelta(days=3)
    date.save()
    Workshop.objects.touch()
    after = page(client, path)

    assert ("Warm" in before, "Cold" in after, "Warm" in after) == (True, True, False)
    assert (">Call<" in before, ">Call<" in after) == (True, False)


def test_a_workshop_that_goes_into_hiding_is_in_no_search(client):
    workshop = make_workshop()
    path = f"/{workshop.slug}/program/?find=x"
    page(client, path)
    Workshop.objects.update(is_public=False)

    assert client.get(path).status_code == 404


def test_a_row_keeps_what_it_writes_of_the_last_zones_alone():
    workshop = make_workshop()
    make_slot(workshop)
    for zone in OFFSETS.values():
        [slot], _unplaced = public_slots(workshop)
        mark([slot], MORNING)
        give_entries([slot], zone, "")

        assert slot.entry.starts.iso == slot.starts_at.astimezone(zone).isoformat()
    assert 0 < len(slot.entries) <= KEPT


def test_threads_that_ask_for_the_same_part_draw_it_once():
    """Without a line to wait in, each of them draws it: a template takes as long as a turn."""
    options = tuple((str(number), str(number)) for number in range(20_000))

    def draw(_number):
        return drawn(OPTIONS, options=options, chosen="")

    with ThreadPoolExecutor(4) as pool:
        parts = set(pool.map(draw, range(4)))

    assert len(parts) == 1
    assert _drawn.cache_info().misses == 1
