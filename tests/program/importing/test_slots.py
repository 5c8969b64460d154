"""Importing slots: who, where and when."""

from datetime import timedelta

import pytest

from program.models import Room
from tests.factories import MORNING, make_room, make_slot, make_speaker
from tests.program.importing.sheets import SLOTS, do, plan
from workshop.models import Change

pytestmark = pytest.mark.django_db


def test_slots_are_added_with_their_speakers_and_room(workshop, cast):
    make_speaker(workshop, name="Ada Boole")

    do(workshop, "slots", SLOTS, cast.chair)

    told = [
        (
            slot.starts_at,
            slot.ends_at - slot.starts_at,
            slot.kind,
            slot.title,
            str(slot.room),
            [one.speaker.name for one in slot.appearances.all()],
        )
        for slot in workshop.slots.for_list()
    ]
    later = MORNING + timedelta(minutes=45), MORNING + timedelta(minutes=60)
    assert told == [
        (MORNING, timedelta(minutes=45), "invited", "Cold starts", "Blue room", ["Ada Boole"]),
        (later[0], timedelta(minutes=15), "break", "", "None", []),
        (
            later[1],
            timedelta(minutes=30),
            "panel",
            "What now?",
            "None",
            ["Ada Boole", "Bob Gauss"],
        ),
    ]


def test_new_rooms_and_speakers_are_named_before_they_are_made(workshop):
    make_speaker(workshop, name="Ada Boole")

    told = [note for _act, *notes in plan(workshop, "slots", SLOTS) for note in notes]

    assert told == ["new room: Blue room", "new speaker: Bob Gauss"]
    assert not Room.objects.exists()


def test_all_that_is_made_is_in_the_trail(workshop, cast):
    do(workshop, "slots", SLOTS, cast.chair)

    told = list(Change.objects.order_by("model").values_list("model", "action", "by"))
    by = cast.chair.pk
    assert told == [
        ("program.room", "added", by),
        *[("program.slot", "added", by)] * 3,
        *[("program.slotspeaker", "added", by)] * 3,
        *[("program.speaker", "added", by)] * 2,
    ]


def test_a_slot_of_that_time_is_changed(workshop, cast):
    slot = make_slot(workshop, speakers=[make_speaker(workshop, name="Old Hand")])
    text = "start,minutes,kind,title,speakers\n09:00,60,tutorial,Cold starts,Ada Boole\n"

    assert do(workshop, "slots", text, cast.chair)["change"] == 1

    slot.refresh_from_db()
    assert (slot.kind, slot.ends_at) == ("tutorial", MORNING + timedelta(hours=1))
    assert [one.name for one in slot.speakers.all()] == ["Ada Boole"]
    told = set(Change.objects.values_list("model", "action", "page"))
    page = f"program.slot:{slot.pk}"
    assert told == {
        ("program.speaker", "added", ""),
        ("program.slot", "changed", ""),
        ("program.slotspeaker", "removed", page),
        ("program.slotspeaker", "added", page),
    }


def test_who_chairs_a_slot_is_a_column_and_an_empty_cell_leaves_who_does(workshop, cast):
    make_slot(workshop, chaired_by="Old Hand")
    text = "start,kind,title,session chair\n09:00,,Cold starts,\n10:00,talk,Warm ends,Bob Gauss\n"

    do(workshop, "slots", text, cast.chair)

    told = dict(workshop.slots.values_list("title", "chaired_by"))
    assert told == {"Cold starts": "Old Hand", "Warm ends": "Bob Gauss"}
    assert plan(workshop, "slots", "start,chair\n09:00,bob@example.org\n")[0][0] == "wrong"


def test_a_slot_of_that_title_moves_and_lasts_as_long(workshop, cast):
    slot = make_slot(workshop)

    do(workshop, "slots", "start,title\n14:00,cold starts\n", cast.chair)

    slot.refresh_from_db()
    assert (slot.starts_at, slot.ends_at) == (
        MORNING + timedelta(hours=5),
        MORNING + timedelta(hours=5, minutes=45),
    )
    assert slot.kind == "invited"


def test_breaks_are_too_much_alike_to_be_moved(workshop):
    make_slot(workshop, kind="break", title="Coffee")

    assert plan(workshop, "slots", "start,kind,title\n15:00,break,Coffee\n") == [("add",)]


def test_a_slot_without_a_title_is_found_by_its_time_and_kind(workshop):
    make_slot(workshop, kind="contributions", title="")
    text = "start,kind,title\n09:00,{},Work in progress\n"

    assert plan(workshop, "slots", text.format("contributions")) == [("change",)]
    assert plan(workshop, "slots", text.format("panel")) == [("add",)]


def test_two_rooms_at_one_time_are_two_slots(workshop, cast):
    make_slot(workshop, room=make_room(workshop))
    text = "start,kind,title,room\n09:00,talk,Other,Red room\n09:00,talk,Cold starts,Blue room\n"

    assert [one[0] for one in plan(workshop, "slots", text)] == ["add", "same"]


WRONG_SLOTS = {
    "start,kind\nnoon,talk": "“noon” is no time of day.",
    "start,kind\n9,talk": "“9” is no time of day.",
    "start,kind\n09:00,chat": "“chat” is no kind of slot. Write one of: Introduction,",
    "start,title\n09:00,Untold": "kind: a new slot has one.",
    "start,end,kind\n09:00,08:00,talk": "end: it ends before it starts",
    "start,end,minutes,kind\n09:00,10:00,30,talk": "minutes: they lead to another end.",
    "start,minutes,kind\n09:00,0,talk": "“0” is no number of minutes.",
    "day,start,kind\n2030-06-06,09:00,talk": "starts: The workshop is from",
    "day,start,kind\n31.6.2030,09:00,talk": "“31.6.2030” is no day.",
    "start,kind,zone\n09:00,talk,Pau": "“Pau” is no time zone.",
    "start,kind\n,talk": "start: it is empty, and no end stands on the line above.",
    "start,kind\n09:00,talk\n,talk": "start: it is empty, and no end stands",
    "start,kind,title\n09:00,talk,One\n09:00,talk,One": "It is about the same as line 2.",
    f"start,kind,title\n09:00,talk,{'A' * 201}": "title: Ensure this value has at most 200",
    f"start,kind,room\n09:00,talk,{'A' * 81}": "room: its name is longer than 80",
}


@pytest.mark.parametrize("text", WRONG_SLOTS, ids=range(len(WRONG_SLOTS)))
def test_what_is_wrong_with_a_slot_is_said(workshop, text):
    act, told, *_more = plan(workshop, "slots", text)[-1]

    assert act == "wrong"
    assert told.startswith(WRONG_SLOTS[text])
