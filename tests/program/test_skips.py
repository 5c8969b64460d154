"""Skipping a slot: struck and told, what follows moves up where that is wanted, and undone."""

import re
from datetime import timedelta

import pytest

from program.models import Shift, Slot
from program.shifts import undo
from program.skips import minutes_left_by, plan_of_skip
from tests.factories import MORNING, make_room, make_slot, make_workshop
from tests.program.test_pages import page, words
from tests.program.test_shifts import make_day, make_today, slot, times

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(cast):
    return make_day(cast.workshop)


@pytest.fixture
def today(cast):
    return make_today(cast.workshop)


@pytest.fixture
def skip_page(client, chair_signed_in, cast):
    """Looks at what a skip of a slot would do and then does it; the answer."""

    def press(title, **chosen):
        address = f"/{cast.workshop.slug}/chair/program/{slot(title).code}/skip/"
        html = client.get(address, chosen).content.decode()
        hidden = re.findall(r'type="hidden" name="(minutes|reach|seen)" value="([^"]*)"', html)
        return client.post(address, dict(hidden), follow=True)

    return press


def plan(workshop, title, minutes, **how):
    slots = list(workshop.slots.select_related("workshop"))
    moved = plan_of_skip(slots, slot(title), minutes, **how)
    return {one.slot.title: f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}" for one in moved}


@pytest.mark.parametrize(
    ("title", "minutes", "how", "moved"),
    [
        ("One", 0, {}, {}),
        ("One", 45, {}, {"Two": "09:00–09:45", "Rest": "09:45–11:00"}),
        (
            "One",
            45,
            {"to_the_end": True},
            {"Two": "09:00–09:45", "Rest": "09:45–10:15", "Three": "10:15–11:00"},
        ),
        ("Two", 20, {}, {"Rest": "10:10–11:00"}),
        ("Three", 45, {}, {}),
    ],
)
def test_what_follows_moves_up_until_a_break_takes_it_up(workshop, title, minutes, how, moved):
    assert plan(workshop, title, minutes, **how) == moved


def test_what_runs_beside_it_stays(workshop):
    make_slot(workshop, title="Beside", room=make_room(workshop), starts_at=MORNING)

    assert set(plan(workshop, "One", 45)) == {"Two", "Rest"}


@pytest.mark.parametrize(("after", "left"), [(-60, 45), (15, 30), (44, 1), (50, 0)])
def test_a_slot_that_has_begun_leaves_what_remains_of_it(workshop, after, left):
    slots = list(workshop.slots.select_related("workshop"))

    assert minutes_left_by(slot("One"), slots, MORNING + timedelta(minutes=after)) == left


def test_an_open_end_leaves_the_time_until_the_next_begins(workshop):
    Slot.objects.filter(title="One").update(ends_at=None)
    slots = list(workshop.slots.select_related("workshop"))

    assert minutes_left_by(slot("One"), slots, MORNING - timedelta(hours=1)) == 45


def test_one_press_strikes_it_and_moves_nothing_unless_told(client, workshop, skip_page):
    before = times(workshop)

    told = skip_page("Two")

    assert "“Two” is skipped." in told.content.decode()
    assert times(workshop) == before
    assert "Invited talk cancelled Two" in words(page(client, f"/{workshop.slug}/program/"))
    feed = client.get(f"/{workshop.slug}/program.ics").content.decode()
    assert feed.count("STATUS:CANCELLED") == 1


def test_what_is_shown_to_move_up_is_moved_with_lines_in_the_trail(cast, workshop, skip_page):
    told = skip_page("One", reach="break", minutes="45").content.decode()

    assert "“One” is skipped. 2 slots are moved." in told
    assert times(workshop)["Two"] == "09:00–09:45"
    lines = {(line.name, *sorted(line.fields)) for line in workshop.trail.filter(by=cast.chair)}
    moved = {("Two", "ends_at", "starts_at"), ("Rest", "starts_at")}
    assert lines == {("One", "is_cancelled"), *moved}


def test_its_undo_holds_it_after_all_but_for_what_was_edited_since(cast, workshop, skip_page):
    before = times(workshop)
    skip_page("One", reach="break", minutes="45")
    Slot.objects.filter(title="Rest").update(ends_at=None)

    assert undo(Shift.objects.get(), by=cast.chair) == (2, 1)

    assert times(workshop) == before | {"Rest": ""}
    assert not slot("One").is_cancelled


def test_what_changed_since_it_was_seen_is_shown_again(client, workshop, chair_signed_in):
    address = f"/{workshop.slug}/chair/program/{slot('One').code}/skip/"

    form = {"reach": "break", "minutes": "45", "seen": "of yesterday"}
    told = client.post(address, form).content.decode()

    assert "The program has changed meanwhile." in told
    assert "09:00–09:45" in told
    assert not Shift.objects.exists()
    assert not slot("One").is_cancelled


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("", "Write by how many minutes it moves up."),
        ("0", "greater than or equal to 1"),
        ("600", "would begin outside the days"),
        ("soon", "Enter a whole number."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, workshop, chair_signed_in, minutes, told):
    address = f"/{workshop.slug}/chair/program/{slot('One').code}/skip/"

    assert told in page(client, f"{address}?reach=break&minutes={minutes}")


def test_a_second_press_says_that_it_is_cancelled_already(client, workshop, skip_page):
    skip_page("One")
    address = f"/{workshop.slug}/chair/program/{slot('One').code}/skip/"

    assert "“One” is cancelled already." in client.post(address, follow=True).content.decode()
    assert Shift.objects.count() == 1


def test_a_slot_of_another_workshop_cannot_be_skipped(client, workshop, chair_signed_in):
    other = make_slot(make_workshop())

    assert client.get(f"/{workshop.slug}/chair/program/{other.code}/skip/").status_code == 404


# --- on the day ---


def test_on_the_day_the_program_says_what_is_skipped_until_it_is_undone(client, today, skip_page):
    address, public = f"/{today.slug}/chair/program/", f"/{today.slug}/program/"
    assert "Skip “Two”" in page(client, address)

    skip_page("Two")

    banner = "Skipped today: Two ."
    assert banner in words(page(client, public))
    assert "begins earlier" not in page(client, public)
    client.post(address, {"undo": str(Shift.objects.get().pk)})
    assert banner not in words(page(client, public))
    assert not slot("Two").is_cancelled


def test_the_undo_says_what_it_undoes(client, today, skip_page):
    skip_page("Two", reach="end", minutes="45")

    assert "(skipped: Two, -45 min)" in page(client, f"/{today.slug}/chair/program/")


def test_moving_up_makes_good_for_being_late(client, today, skip_page):
    client.post(f"/{today.slug}/chair/program/", {"late": "10"})

    skip_page("Two", reach="break", minutes="45")

    text = words(page(client, f"/{today.slug}/program/"))
    assert "What follows begins earlier: the times below are the new ones." in text
    assert "late" not in text
    client.post(f"/{today.slug}/chair/program/", {"late": "5"})
    assert "The program runs 5 minutes late." in words(page(client, f"/{today.slug}/program/"))


def test_a_hidden_program_does_not_say_what_is_skipped(client, today, skip_page):
    skip_page("Two")
    today.is_program_hidden = True
    today.save()

    assert "Two" not in page(client, f"/{today.slug}/program/")
