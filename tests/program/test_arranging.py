"""The page on which contributions are placed: proposed, moved, stored; nobody is overwritten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from program.models import Confirmation, Contribution, Slot
from tests.adminforms import queries_for
from tests.factories import (
    MORNING,
    make_accepted_elsewhere,
    make_decided,
    make_slot,
    make_speaker,
    make_submission,
)
from tests.html import as_read
from workshop.chair_page import all_steps
from workshop.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(cast):
    return cast.workshop


@pytest.fixture
def talks(workshop):
    return make_slot(workshop, kind=Slot.Kind.CONTRIBUTIONS, title="Talks", minutes=60)


@pytest.fixture
def posters(workshop):
    after = MORNING + timedelta(minutes=60)
    return make_slot(workshop, after, kind=Slot.Kind.POSTERS, title="Posters")


@pytest.fixture
def page(client, cast):
    client.force_login(cast.chair)
    return Page(client, f"/{cast.workshop.slug}/chair/program/placing/")


class Page:
    """As a browser has it: what stands in the form is sent back, with one button."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.typed = {}

    def open(self):
        return self._read(self.client.get(self.address))

    def press(self, button, value="1", **typed):
        fields = {name.replace("_", "-"): value for name, value in typed.items()}
        response = self.client.post(self.address, self.typed | fields | {button: value})
        return response if response.status_code == 302 else self._read(response)

    def _read(self, response):
        self.typed = {"seen": response.context["seen"], "row": []} if response.context else {}
        for group in response.context["groups"]:
            slot = group.slot.pk if group.slot else ""
            for line in group.lines:
                self.typed["row"].append(f"{line.row.pk}:{slot}")
                for field in line.form:
                    self.typed[field.html_name] = "" if field.value() is None else field.value()
        return response

    @property
    def words(self):
        return self.client.get(self.address).content.decode()


def stored():
    """[(title, title of its slot, minutes), …] as the program has it."""
    rows = [(row.name, str(row.slot or ""), row.minutes) for row in Contribution.objects.all()]
    return sorted(rows, key=lambda row: row[1] or "~")


def test_a_proposal_is_shown_and_one_button_stores_it(workshop, talks, page):
    for title in "ABC":
        make_accepted_elsewhere(workshop, title, authors=title)

    page.open()
    assert stored() == [("A", "", None), ("B", "", None), ("C", "", None)]
    page.press("save")

    assert stored() == [("A", "Talks", 20), ("B", "Talks", 20), ("C", "Talks", 20)]


def test_what_is_stored_is_shown_as_it_is(workshop, talks, page):
    make_accepted_elsewhere(workshop, "A", slot=talks, minutes=7)
    make_accepted_elsewhere(workshop, "B")

    page.open()
    page.press("save")

    assert stored() == [("A", "Talks", 7), ("B", "", None)]
    assert not Change.objects.exists()


def test_up_and_down_move_without_storing(workshop, talks, page):
    for title in "AB":
        make_accepted_elsewhere(workshop, title, slot=talks)
    second = Contribution.objects.get(title="B")

    page.open()
    page.press("up", str(second.pk))
    assert [name for name, *_more in stored()] == ["A", "B"]
    page.press("save")

    assert [name for name, *_more in stored()] == ["B", "A"]


def test_another_slot_is_chosen_and_minutes_are_typed(workshop, talks, posters, page):
    first = make_accepted_elsewhere(workshop, "A", slot=talks)
    make_accepted_elsewhere(workshop, "B", slot=posters)

    page.open()
    page.press("save", **{f"{first.pk}-slot": str(posters.pk), f"{first.pk}-minutes": "5"})

    assert stored() == [("B", "Posters", None), ("A", "Posters", 5)]


def test_minutes_that_cannot_be_stay_on_the_page(workshop, talks, page):
    first = make_accepted_elsewhere(workshop, "A", slot=talks)

    page.open()
    response = page.press("save", **{f"{first.pk}-minutes": "soon"})

    assert "Enter a whole number." in response.content.decode()
    assert 'value="soon"' in response.content.decode()
    assert stored() == [("A", "Talks", None)]


def test_of_two_chairs_at_once_nobody_is_overwritten_unseen(workshop, talks, posters, page):
    first = make_accepted_elsewhere(workshop, "A", slot=talks)
    page.open()
    Contribution.objects.filter(pk=first.pk).update(slot=posters, minutes=3)

    response = page.press("save", **{f"{first.pk}-minutes": "9"})
    assert "Nothing was saved" in response.content.decode()
    assert "stored: “Posters”, place 1, 3 minutes" in response.content.decode()
    assert stored() == [("A", "Posters", 3)]

    page.press("save")
    assert stored() == [("A", "Talks", 9)]


def test_what_came_meanwhile_is_shown_before_anything_is_saved(workshop, talks, page):
    make_accepted_elsewhere(workshop, "A", slot=talks)
    page.open()
    make_accepted_elsewhere(workshop, "Late", authors="Li")

    assert "Late" in page.press("save").content.decode()
    page.press("save")

    assert ("Late", "", None) in stored()


def test_what_left_meanwhile_is_told(workshop, talks, page):
    first = make_accepted_elsewhere(workshop, "A", slot=talks)
    make_accepted_elsewhere(workshop, "B", slot=talks)
    page.open()
    first.delete()

    told = page.press("save").content.decode()

    assert "1 contribution has left the program meanwhile." in told


def test_who_would_be_in_two_places_is_named(workshop, talks, page):
    make_slot(workshop, title="Keynote", speakers=[make_speaker(workshop, "Ana Moreau")])
    make_accepted_elsewhere(workshop, "A", slot=talks)

    assert "Ana Moreau is in “Keynote” at the same time" in page.open().content.decode()


def test_minutes_that_are_more_than_the_slot_has_are_named(workshop, talks, page):
    make_accepted_elsewhere(workshop, "A", slot=talks, minutes=75)

    assert "its contributions need 15 minutes more" in page.open().content.decode()


def test_each_move_stands_in_the_trail(workshop, talks, page, cast):
    make_accepted_elsewhere(workshop, "A")
    page.open()
    page.press("save")

    [change] = Change.objects.all()
    assert change.by == cast.chair
    assert change.fields == {
        "slot": [None, "Talks"],
        "position": [None, 1],
        "minutes": [None, 30],
    }


def make_remote(workshop, slot, *, zone, attendance="remote"):
    """A contribution whose presenter is in that zone."""
    chosen = make_decided(make_submission(workshop, title="Far"), release=True)
    Confirmation.objects.create(
        submission=chosen,
        confirmed_at=timezone.now(),
        zone=zone,
        attendance=attendance,
        hours="before noon",
    )
    return Contribution.objects.create(workshop=workshop, submission=chosen, slot=slot)


def test_a_presenter_for_whom_it_is_night_is_named(workshop, talks, page):
    """9:00 UTC is 2:00 in summer there."""
    make_remote(workshop, talks, zone="America/Los_Angeles")

    told = as_read(page.open().content.decode())

    assert "it is 02:00 for Ana Moreau" in told
    assert "Hours: before noon" in told


@pytest.mark.parametrize(
    ("zone", "attendance"), [("Asia/Tokyo", "remote"), ("America/Los_Angeles", "person")]
)
def test_whoever_is_awake_or_there_is_not(workshop, talks, page, zone, attendance):
    make_remote(workshop, talks, zone=zone, attendance=attendance)

    assert "it is " not in page.open().content.decode()


def test_of_the_night_a_chair_in_conflict_reads_nothing(workshop, talks, page, cast):
    row = make_remote(workshop, talks, zone="America/Los_Angeles")
    row.submission.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    told = page.open().content.decode()

    assert "Far" in told
    assert "02:00" not in told
    assert "before noon" not in told


def test_the_publications_chair_places_them_too(workshop, talks, client, cast):
    client.force_login(cast.publications)
    page = Page(client, f"/{workshop.slug}/chair/program/placing/")
    make_accepted_elsewhere(workshop, "A")
    page.open()
    page.press("save")

    assert stored() == [("A", "Talks", 30)]


def test_more_contributions_take_no_more_queries(workshop, talks, page):
    make_accepted_elsewhere(workshop, "A", slot=talks)
    few = queries_for(page.client, page.address)
    for title in "BCDE":
        make_accepted_elsewhere(workshop, title, slot=talks)

    assert queries_for(page.client, page.address) == few


def test_the_chairs_page_leads_there_while_something_has_no_slot(workshop, talks, page, cast):
    make_accepted_elsewhere(workshop, "A")
    [step] = [one for one in all_steps(workshop, cast.chair) if one.address == page.address]
    assert step.text == "Place 1 contribution"

    page.open()
    page.press("save")

    assert page.address not in [one.address for one in all_steps(workshop, cast.chair)]


def test_a_poster_is_proposed_among_the_posters(workshop, talks, posters, page):
    for outcome in ("poster", "oral"):
        chosen = make_submission(workshop, title=outcome.title())
        make_decided(chosen, outcome, release=True)
        Contribution.objects.create(workshop=workshop, submission=chosen)

    page.open()
    page.press("save")

    assert stored() == [("Poster", "Posters", None), ("Oral", "Talks", 30)]


def test_a_proposal_tells_a_chair_in_conflict_nothing(workshop, talks, posters, page, cast):
    chosen = make_submission(workshop, title="Mine")
    make_decided(chosen, "poster", release=True)
    Contribution.objects.create(workshop=workshop, submission=chosen)
    chosen.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    page.open()
    page.press("save")

    assert stored() == [("Mine", "Talks", 30)]
