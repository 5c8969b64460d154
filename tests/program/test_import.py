"""Importing from a spreadsheet: shown line by line, then done as it was shown, once."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from program.importing.reading import Unreadable, sheet_of, text_of
from program.importing.services import KINDS, NothingToDo, NotSeen, bring_in, plan_of
from program.importing.slots import kind_of
from program.importing.times import clock_of, day_of, minutes_of, parts_of
from program.models import Material, Room, Slot, Speaker
from tests.factories import (
    DAY,
    MORNING,
    make_accepted_elsewhere,
    make_contribution,
    make_member,
    make_room,
    make_slot,
    make_speaker,
    make_workshop,
)
from workshop.models import Change, User, Workshop

pytestmark = pytest.mark.django_db

SPEAKERS = "name,affiliation,mail,biography\nAda Boole,Pau,ada@example.org,Counts.\nBob Gauss,,,\n"
SLOTS = """day;start;minutes;kind;title;speakers;room
2030-06-05;09:00;45;Invited talk;Cold starts;Ada Boole; Blue room
;;15;Break;;;
;;30;panel;What now?;"Ada Boole; Bob Gauss";
"""


@pytest.fixture
def workshop(cast):
    return cast.workshop


@pytest.fixture
def import_page(client, cast):
    """Posts to the page as its chair; the answer."""
    client.force_login(cast.chair)
    address = f"/{cast.workshop.slug}/chair/program/import/"

    def post(text="", kind="speakers", act="look", **more):
        return client.post(address, {"kind": kind, "text": text, act: "1"} | more)

    return post


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


def plan(workshop, kind, text):
    """What each line would do: [(act, what is wrong or noted, …)]"""
    return [(line.act, *line.errors, *line.notes) for line in plan_of(workshop, kind, text).lines]


def do(workshop, kind, text, by):
    return bring_in(workshop, kind, text, seen=plan_of(workshop, kind, text).digest, by=by)


# --- reading a file ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_what_spreadsheets_write(encoding):
    assert text_of("Anne-Cécile\r\n".encode(encoding))[0].lstrip("\ufeff") == "Anne-Cécile\n"


def test_windows_1252_is_read_with_a_note():
    text, note = text_of("Anne-Cécile – 5 €".encode("cp1252"))

    assert text == "Anne-Cécile – 5 €"
    assert "Windows-1252" in note


@pytest.mark.parametrize("content", [b"PK\x03\x04zip", b"a\0b", b"\xff\xfea", b"%PDF-1.7"])
def test_what_is_no_text_is_refused_in_words(content):
    with pytest.raises(Unreadable, match=r"(?i)save"):
        text_of(content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_separated_by_what_the_line_of_names_has(separator):
    text = separator.join(["Name", "E-Mail Address"]) + "\n" + separator.join(["Ada", "a@b.org"])

    sheet = sheet_of(text, {"name": [], "mail": ["e-mail address"]}, ["name"])

    assert sheet.lines == [(2, {"name": "Ada", "mail": "a@b.org"}, "")]


BROKEN = {
    "": "nothing in it",
    "affiliation\nPau": "missing: name",
    "name,name\nAda,Bob": "twice: name",
    "name,afiliation\nAda,Pau": "Write “affiliation”",
    "name\n" + "Ada\n" * 2001: "2001 lines",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_sheet_that_cannot_be_read_says_why(workshop, text):
    with pytest.raises(Unreadable, match=BROKEN[text]):
        plan_of(workshop, "speakers", text)


def test_columns_that_nothing_is_read_from_are_named(workshop):
    assert plan_of(workshop, "speakers", "name,hotel\nAda,Gare\n").unused == ["hotel"]


def test_a_line_with_another_number_of_cells_is_wrong(workshop):
    text = "name,affiliation\nAda,Pau,France\nBob\nEve,Lyon\n"

    assert [one[0] for one in plan(workshop, "speakers", text)] == ["wrong", "wrong", "add"]


def test_a_quotation_mark_that_never_closes_is_wrong_where_it_opens(workshop):
    lines = plan_of(workshop, "speakers", 'name,affiliation\nAda,Pau\nBob,"Lyon\nEve,Metz\n').lines

    assert [(line.number, line.act) for line in lines] == [(2, "add"), (3, "wrong")]
    assert "quotation mark" in lines[1].errors[0]


def test_a_cell_that_is_far_too_long_is_named_as_that(workshop):
    [(_act, told)] = plan(workshop, "speakers", f"name,biography\nAda,{'x' * 140_000}\n")

    assert "A cell is longer than 131072 characters." in told


def test_a_quoted_cell_holds_separators_and_lines(workshop, cast):
    text = 'name,biography\nAda,"One, two.\n\nThree ""four""."\n'

    do(workshop, "speakers", text, cast.chair)

    assert Speaker.objects.get().biography == 'One, two.\n\nThree "four".'


# --- speakers ---


def test_speakers_are_added_each_with_a_line_in_the_trail(workshop, cast):
    counts = do(workshop, "speakers", SPEAKERS, cast.chair)

    assert counts == {"add": 2, "change": 0, "same": 0, "wrong": 0}
    ada = workshop.speakers.get(name="Ada Boole")
    assert (ada.affiliation, ada.mail, ada.biography) == ("Pau", "ada@example.org", "Counts.")
    told = Change.objects.filter(model="program.speaker")
    assert [(line.name, line.action, line.by) for line in told.order_by("pk")] == [
        ("Ada Boole", "added", cast.chair),
        ("Bob Gauss", "added", cast.chair),
    ]


def test_a_known_name_is_changed_and_an_empty_cell_leaves_what_is_there(workshop, cast):
    stored = make_speaker(workshop, name="Ada Boole", affiliation="Lyon", biography="Long.")

    do(workshop, "speakers", "name,affiliation,biography\nada  boole,Pau,\n", cast.chair)

    stored.refresh_from_db()
    assert (stored.affiliation, stored.biography) == ("Pau", "Long.")
    assert Change.objects.get().fields["affiliation"] == ["Lyon", "Pau"]


def test_speakers_of_another_workshop_are_left_alone(workshop, cast):
    other = make_speaker(make_workshop(), name="Ada Boole", affiliation="Lyon")

    do(workshop, "speakers", SPEAKERS, cast.chair)

    other.refresh_from_db()
    assert other.affiliation == "Lyon"


WRONG_SPEAKERS = {
    "name,mail\nAda,nobody": "mail address: Enter a valid email address.",
    "name,affiliation\n,Pau": "name: This field cannot be blank.",
    f"name\n{'A' * 121}": "name: Ensure this value has at most 120",
    "name\nAda\nADA": "It is about the same as line 2.",
    "name,affiliation\nAda,=A1&B1": "affiliation: “=A1&B1” is a formula.",
}


@pytest.mark.parametrize("text", WRONG_SPEAKERS, ids=range(len(WRONG_SPEAKERS)))
def test_what_is_wrong_with_a_speaker_is_said(workshop, text):
    act, told, *_more = plan(workshop, "speakers", text)[-1]

    assert act == "wrong"
    assert told.startswith(WRONG_SPEAKERS[text])


def test_what_begins_like_a_formula_is_taken_as_text_and_said(workshop, cast):
    text = "name,biography\nAda,'=1+1\nBob,-ish or so\nEve,- a list\n"

    assert plan(workshop, "speakers", text) == [
        ("add",),
        ("add", "biography: “-ish or so” begins like a formula and is taken as text."),
        ("add",),
    ]
    do(workshop, "speakers", text, cast.chair)
    lives = set(Speaker.objects.values_list("biography", flat=True))
    assert lives == {"=1+1", "-ish or so", "- a list"}


def test_two_speakers_of_one_name_are_told_apart_on_their_pages(workshop):
    for _number in range(2):
        make_speaker(workshop, name="Ada Boole")

    assert plan(workshop, "speakers", "name\nAda Boole")[0][0] == "wrong"
    assert plan(workshop, "slots", "start,kind,speakers\n09:00,talk,Ada Boole")[0][0] == "wrong"


# --- slots ---


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


def test_times_are_read_in_the_zone_of_the_workshop_or_of_the_line(workshop, cast):
    Workshop.objects.filter(pk=workshop.pk).update(zone="Asia/Tokyo")
    workshop.refresh_from_db()
    text = (
        "start,kind,title,zone\n09:00,talk,One,\n12:00,talk,Two,Europe/Paris\n05:00 UTC,talk,Tri,\n"
    )

    do(workshop, "slots", text, cast.chair)

    starts = {slot.title: slot.starts_at.hour for slot in Slot.objects.all()}
    assert starts == {"One": 0, "Two": 10, "Tri": 5}


def test_an_hour_that_does_not_exist_is_refused(workshop):
    Workshop.objects.filter(pk=workshop.pk).update(
        zone="Europe/Paris", first_day=date(2030, 3, 31), last_day=date(2030, 3, 31)
    )
    workshop.refresh_from_db()

    told = plan(workshop, "slots", "start,kind\n02:30,talk")

    assert "does not exist" in told[0][1]


@pytest.mark.parametrize("text", ["5.6.2030", "06/05/2030", "5 June 2030", "June 5, 2030", "Day 1"])
def test_a_day_is_read_as_people_write_it(workshop, text):
    assert day_of(text, workshop) == DAY


def test_a_day_that_can_be_read_in_two_ways_is_asked_for(workshop):
    workshop.last_day = date(2030, 7, 6)

    with pytest.raises(ValidationError, match="two days"):
        day_of("6/7/2030", workshop)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9:05", (9, 5)),
        ("09:05:00", (9, 5)),
        ("9h", (9, 0)),
        ("9.30", (9, 30)),
        ("2 pm", (14, 0)),
        ("12:15 a.m.", (0, 15)),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text, read):
    assert (clock_of(text).hour, clock_of(text).minute) == read


def test_a_cell_may_hold_day_time_and_zone():
    assert parts_of("2030-06-05T09:00Z") == ("2030-06-05", "09:00", "UTC")
    assert parts_of("09:00+02:00") == ("", "09:00", "+02:00")
    assert parts_of("9:00 am") == ("", "9:00 am", "")


def test_kinds_and_minutes_are_read_loosely():
    assert kind_of("INVITED TALK") == kind_of("keynote") == Slot.Kind.INVITED
    assert minutes_of("45 min") == 45


# --- contributions ---

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


# --- shown, then done ---


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
