"""Parts of pages that are drawn once for each content: never out of date, never of a row."""

from datetime import UTC

import pytest
from django.utils.safestring import mark_safe

from program.drawing import _drawn, drawn
from program.entries import give_entries
from program.schedule import mark, public_slots
from tests.factories import MORNING, make_room, make_slot, make_speaker, make_workshop
from tests.program.test_pages import page
from workshop.models import Workshop

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
    drawn_by(client, f"/{workshop.slug}/program/?find=o")

    slot.title = "Warm now"
    slot.save()
    Workshop.objects.touch()
    text = page(client, f"/{workshop.slug}/program/?find=o")

    assert "Warm now" in text
    assert _drawn.cache_info().misses == 1 + 3 + 1  # the zones, three slots, the one edited


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
        drawn(OPTIONS, options=(("a", mark_safe("<b>")),), chosen="")
    assert "&lt;b&gt;" in drawn(OPTIONS, options=(("a", "<b>"),), chosen="")


def test_the_rows_of_one_revision_are_read_once(client, django_assert_num_queries):
    """Workshop and key dates are asked for each time."""
    workshop = make_workshop()
    first, second = (make_slot(workshop, title=title) for title in ("Heat", "Cold"))
    page(client, f"/{workshop.slug}/program/{first.code}/")

    with django_assert_num_queries(3):
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
