"""The program edited in lines: all that was changed is saved, or nothing; nobody is overwritten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from program.models import Slot, SlotSpeaker, Speaker
from tests.adminforms import queries_for, sent
from tests.factories import (
    MORNING,
    make_accepted_elsewhere,
    make_room,
    make_slot,
    make_speaker,
)
from workshop.models import Change, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(cast):
    return cast.workshop


@pytest.fixture
def day(workshop):
    """One slot after the other: 9:00, 9:45, 10:30."""
    return [
        make_slot(workshop, title=title, starts_at=MORNING + timedelta(minutes=minutes))
        for title, minutes in (("One", 0), ("Two", 45), ("Three", 90))
    ]


@pytest.fixture
def page(client, cast):
    """The page of the lines, opened and sent back by its chair."""
    client.force_login(cast.chair)
    return Page(client, f"/{cast.workshop.slug}/chair/program/edit/")


class Page:
    def __init__(self, client, address):
        self.client, self.address = client, address

    def open(self):
        return typed_in(self.client.get(self.address))

    def send(self, typed, **changes):
        return self.client.post(self.address, typed | changes)

    def save(self, **changes):
        """Open it and change fields: one_start for the start of “One”."""
        typed = self.open()
        codes = {slot.title.lower(): slot.code for slot in Slot.objects.all()}
        named = {}
        for name, value in changes.items():
            slot, _, field = name.partition("_")
            named[f"{codes.get(slot, slot)}-{field}"] = value
        return self.send(typed, **named)


def typed_in(response):
    typed = {}
    for form in response.context["lines"].all:
        for field in form:
            typed |= sent(field)
            if field.field.show_hidden_initial:
                typed[field.html_initial_name] = opened_on(field)
        if not form.is_new:
            typed[f"{form.prefix}-seen"] = form.seen
    return typed


def opened_on(field):
    value = field.form.data.get(field.html_initial_name, field.initial)
    return "" if value is None else str(value)


def at(hour, minute=0):
    return datetime(2030, 6, 5, hour, minute, tzinfo=UTC)


def times():
    return {slot.title: (slot.starts_at, slot.ends_at) for slot in Slot.objects.all()}


def test_sent_back_as_it_is_it_saves_nothing(page, day):
    assert page.send(page.open()).status_code == 302

    assert not Change.objects.exists()


def test_what_is_typed_is_saved_with_a_line_in_the_trail(page, day, cast):
    page.save(one_title="First", one_kind="tutorial", one_minutes="30", two_start="09:30")

    told = Change.objects.order_by("pk")
    assert [(line.name, line.by, set(line.fields)) for line in told] == [
        ("First", cast.chair, {"kind", "title", "ends_at"}),
        ("Two", cast.chair, {"starts_at", "ends_at"}),
    ]
    assert times()["First"] == (at(9), at(9, 30))
    assert times()["Two"] == (at(9, 30), at(10, 15))


def test_without_a_start_it_begins_when_the_one_above_ends(page, day):
    page.save(one_minutes="60", two_start="", three_follows="on")

    assert times() == {
        "One": (at(9), at(10)),
        "Two": (at(10), at(10, 45)),
        "Three": (at(10, 45), at(11, 30)),
    }


def test_the_one_above_is_of_its_own_room(page, day, workshop):
    day[0].room = make_room(workshop)
    day[2].room = day[0].room
    for slot in day:
        slot.save()
    Slot.objects.filter(title="Two").update(room=make_room(workshop, name="Red room"))

    page.save(three_follows="on")

    assert times()["Three"][0] == at(9, 45)


def test_a_new_line_makes_a_slot(page, day):
    page.save(new0_kind="break", new0_minutes="15", new1_kind="panel", new1_start="14:00")

    fresh = Slot.objects.filter(title="").order_by("starts_at")
    told = [(slot.kind, slot.starts_at, slot.ends_at) for slot in fresh]
    assert told == [
        ("break", at(11, 15), at(11, 30)),
        ("panel", at(14), None),
    ]


WRONG = {
    "a new slot without a kind": ({"new0_title": "Untold"}, "This field is required."),
    "no start and nothing above": ({"one_start": ""}, "No slot stands above it on this day."),
    "after an open end": ({"one_minutes": "", "two_start": ""}, "“One” above it has no end."),
    "no minutes": ({"one_minutes": "0"}, "greater than or equal to 1"),
    "no time": ({"one_start": "noon"}, "Enter a valid time."),
    "too long a title": ({"one_title": "A" * 201}, "at most 200 characters"),
}


@pytest.mark.parametrize("start", ["", "11:30"])
def test_a_new_line_that_is_sent_twice_makes_one_slot(page, day, start):
    new = {"new0-kind": "break", "new0-minutes": "15", "new0-start": start}
    typed = page.open()

    page.send(typed, **new)
    page.send(typed, **new)
    assert Slot.objects.filter(kind="break").count() == 1

    page.send(page.open(), **new)
    assert Slot.objects.filter(kind="break").count() == 2


@pytest.mark.parametrize("what", WRONG)
def test_one_line_that_is_wrong_keeps_all_from_being_saved_and_all_that_was_typed(page, day, what):
    changes, sentence = WRONG[what]

    answer = page.save(**{"three_title": "Typed with care"} | changes)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing was saved." in text
    assert sentence in text
    assert 'value="Typed with care"' in text
    assert not Change.objects.exists()
    assert "Three" in times()


def test_contributions_keep_a_slot_that_holds_them(page, workshop):
    slot = make_slot(workshop, kind="contributions", title="Talks")
    make_accepted_elsewhere(workshop, slot=slot)

    answer = page.save(talks_kind="break")

    assert "Contributions stand in this slot." in answer.content.decode()
    assert Slot.objects.get().kind == "contributions"


def test_a_save_over_somebody_elses_is_refused_with_what_is_stored(page, day):
    code = day[0].code
    typed = page.open()
    page.save(one_title="Theirs")

    refused = page.send(typed, **{f"{code}-title": "Mine"})

    text = refused.content.decode()
    assert "Somebody saved this slot while it was open here." in text
    assert "Stored is: Invited talk, Theirs, 5 Jun, 09:00, 45 minutes." in text
    assert 'value="Mine"' in text
    assert Slot.objects.get(code=code).title == "Theirs"
    page.send(typed_in(refused))
    assert Slot.objects.get(code=code).title == "Mine"


def test_what_somebody_else_edits_in_another_line_stays(page, day):
    typed = page.open()
    page.save(one_title="Theirs")

    page.send(typed, **{f"{day[1].code}-title": "Mine"})

    assert times().keys() == {"Theirs", "Mine", "Three"}


def test_a_slot_that_is_gone_is_named_with_what_was_typed(page, day):
    typed = page.open()
    code = day[0].code
    day[0].delete()

    answer = page.send(typed, **{f"{code}-title": "Typed", f"{day[1].code}-title": "Mine"})

    assert "nothing was saved yet: Typed" in answer.content.decode()
    page.send(typed_in(answer))
    assert times().keys() == {"Mine", "Three"}


def test_a_slot_that_was_added_meanwhile_is_left_alone(page, day, workshop):
    typed = page.open()
    late = make_slot(workshop, title="Late", starts_at=at(15))

    page.send(typed, **{f"{day[1].code}-title": "Mine"})

    assert times()["Late"] == (late.starts_at, late.ends_at)
    assert "Mine" in times()


def test_times_are_those_of_the_workshop(page, day):
    Workshop.objects.update(zone="Asia/Tokyo")

    typed = page.open()
    page.save(one_start="17:00")

    assert str(typed[f"{day[0].code}-start"]) == "18:00:00"
    assert times()["One"][0] == at(8)


def test_of_several_days_one_is_chosen(page, day):
    Workshop.objects.update(last_day=date(2030, 6, 6))

    page.save(three_day="2030-06-06")

    assert times()["Three"][0] == at(10, 30) + timedelta(days=1)


def test_a_slot_outside_the_days_is_shown_and_other_lines_are_saved(page, day):
    Slot.objects.filter(title="Three").update(starts_at=at(10) + timedelta(days=9), ends_at=None)

    page.save(one_title="First")
    refused = page.save(three_title="Still there")

    assert "First" in times()
    assert "this is on another day" in refused.content.decode()


def test_an_end_that_is_not_touched_keeps_its_seconds(page, workshop):
    slot = make_slot(workshop, title="Odd", starts_at=MORNING.replace(second=30))

    page.save(odd_title="Even")

    slot.refresh_from_db()
    assert slot.starts_at == MORNING.replace(second=30)


def test_what_is_amiss_stands_in_the_line(page, day):
    Slot.objects.filter(title="Two").update(starts_at=at(9, 30))

    assert "overlaps “One”" in page.client.get(page.address).content.decode()


def test_what_is_saved_stands_on_the_public_page_at_once(client, page, day, workshop):
    address = f"/{workshop.slug}/program/"
    assert "Canary" not in client.get(address).content.decode()

    page.save(one_title="Canary")

    assert "Canary" in client.get(address).content.decode()


def test_the_publications_chair_edits_lines(client, cast, day):
    client.force_login(cast.publications)
    page = Page(client, f"/{cast.workshop.slug}/chair/program/edit/")

    page.save(one_title="Hers")

    assert "Hers" in times()


def test_the_queries_do_not_grow_with_the_lines(client, cast, page, day):
    few = queries_for(client, page.address)
    for number in range(3):
        make_slot(cast.workshop, title="More", speakers=[make_speaker(cast.workshop, str(number))])

    assert queries_for(client, page.address) <= few + 1  # of the first speakers


def test_a_program_of_more_than_a_thousand_speakers_is_shown(client, page, workshop):
    slot = make_slot(workshop)
    people = Speaker.objects.bulk_create(
        Speaker(workshop=workshop, name="Person", slug=f"person-{number}") for number in range(1200)
    )
    SlotSpeaker.objects.bulk_create(SlotSpeaker(slot=slot, speaker=one) for one in people)

    assert client.get(page.address).status_code == 200
    assert client.get(f"/{workshop.slug}/program/").status_code == 200
