"""Importing contributions that were accepted elsewhere, and links beside them."""

import pytest

from program.importing.services import NothingToDo
from program.models import Material
from tests.factories import make_accepted_elsewhere, make_contribution, make_slot
from tests.program.importing.sheets import do, plan
from workshop.models import Change

pytestmark = pytest.mark.django_db


ACCEPTED = """title,authors,affiliations,kind,minutes
Cooling by night,Ana Moreau; Li Wei,Pau; Lyon,talk,15
Warm shelves,Bob Gauss,Metz,poster,
"""


def test_contributions_that_were_accepted_elsewhere_are_added(workshop, cast):
    posters = make_slot(workshop, kind="posters", title="Posters")

    do(workshop, "contributions", ACCEPTED, cast.chair)

    told = [
        (one.name, one.people, one.slot, one.minutes)
        for one in workshop.contributions.order_by("pk")
    ]
    assert told == [
        ("Cooling by night", [("Ana Moreau", "Pau"), ("Li Wei", "Lyon")], None, 15),
        ("Warm shelves", [("Bob Gauss", "Metz")], posters, None),
    ]


def test_a_contribution_of_a_known_title_is_changed_and_stays_in_its_slot(workshop, cast):
    slot = make_slot(workshop, kind="contributions", title="Second")
    row = make_accepted_elsewhere(workshop, slot=slot, minutes=20)

    do(workshop, "contributions", "title,authors,kind\ncooling by night,Eve,talk", cast.chair)

    row.refresh_from_db()
    assert (row.people, row.slot, row.minutes) == ([("Eve", "")], slot, 20)


def test_a_contribution_is_put_into_the_slot_that_is_named(workshop, cast):
    make_slot(workshop, kind="contributions", title="First")
    second = make_slot(workshop, kind="contributions", title="Second")

    do(workshop, "contributions", "title,slot\nCooling by night,second", cast.chair)

    assert workshop.contributions.get().slot == second


def test_links_are_added_beside_those_that_are_there(workshop, cast):
    row = make_accepted_elsewhere(workshop)
    Material.objects.create(contribution=row, url="https://example.org/a")
    text = "title,links\nCooling by night,https://example.org/a; paper: https://example.org/b.pdf"

    do(workshop, "contributions", text, cast.chair)

    told = set(row.materials.values_list("kind", "url"))
    assert told == {("slides", "https://example.org/a"), ("paper", "https://example.org/b.pdf")}
    line = Change.objects.get(model="program.material")
    assert (line.by, line.page) == (cast.chair, f"program.contribution:{row.pk}")
    with pytest.raises(NothingToDo):
        do(workshop, "contributions", text, cast.chair)


def test_links_of_a_contribution_stand_in_the_program(client, workshop, cast):
    make_slot(workshop, kind="contributions", title="")

    do(workshop, "contributions", "title,links\nOne,code: https://example.org/c", cast.chair)

    assert (
        'href="https://example.org/c"' in client.get(f"/{workshop.slug}/program/").content.decode()
    )


def test_links_are_shown_before_they_are_added(import_page):
    page = import_page("title,links\nOne,code: https://example.org/c", "contributions")

    assert "Code: https://example.org/c" in page.content.decode()


WRONG_CONTRIBUTIONS = {
    "title,links\nOne,slides: nowhere": "links: Write an address that begins with https://.",
    "title,links\nOne,javascript:alert(1)": "links: Write an address that begins with https://.",
    "title,authors,affiliations\nOne,Ana; Li; Bob,Pau; Lyon": "affiliations: 2 for 3 authors.",
    "title,kind\nOne,essay": "“essay” is no kind of contribution.",
    "title,kind\nOne,poster": "kind: there is no slot for posters yet.",
    "title,slot\nOne,Nowhere": "slot: there is not one named “Nowhere”",
    "title,minutes\nOne,601": "minutes: Ensure this value is less than or equal to 600.",
    "title,authors\n,Ana": "title: Write its title.",
    "title\nOne\none": "It is about the same as line 2.",
    "title\nCounting joules": "It was sent in here",
}


@pytest.mark.parametrize("text", WRONG_CONTRIBUTIONS, ids=range(len(WRONG_CONTRIBUTIONS)))
def test_what_is_wrong_with_a_contribution_is_said(workshop, text):
    make_contribution(workshop)

    act, told, *_more = plan(workshop, "contributions", text)[-1]

    assert act == "wrong"
    assert told.startswith(WRONG_CONTRIBUTIONS[text])
