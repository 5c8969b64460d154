"""Moving slots together: until a break takes it up or to the day's end, seen first, undone."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from program.models import Shift, Slot
from program.problems import problems_of
from program.schedule import slots_with_contributions
from program.shifts import LeavesTheWorkshop, digest_of, plan_of, shift, undo
from tests.factories import (
    MORNING,
    make_contribution,
    make_room,
    make_slot,
    make_speaker,
    make_workshop,
)
from tests.program.test_pages import page, words
from workshop.digests import NotSeen

pytestmark = pytest.mark.django_db


def make_day(workshop, begins=MORNING):
    """Talks at 9:00 and 9:45, a break of half an hour at 10:30, a talk at 11:00."""
    at = begins
    for title, minutes, kind in [
        ("One", 45, "invited"),
        ("Two", 45, "invited"),
        ("Rest", 30, "break"),
        ("Three", 45, "invited"),
    ]:
        make_slot(workshop, title=title, starts_at=at, minutes=minutes, kind=kind)
        at += timedelta(minutes=minutes)
    return workshop


def make_today(workshop):
    """It is where it is noon now, and its first talk began ten minutes ago."""
    now = timezone.now()
    workshop.zone = f"Etc/GMT{now.hour - 12:+d}"
    workshop.first_day = workshop.last_day = now.astimezone(workshop.tz).date()
    workshop.save()
    return make_day(workshop, begins=now.replace(second=0, microsecond=0) - timedelta(minutes=10))


@pytest.fixture
def workshop(cast):
    workshop = make_day(cast.workshop)
    workshop.last_day = date(2030, 6, 6)
    workshop.save()
    make_slot(workshop, title="Tomorrow", starts_at=MORNING + timedelta(days=1))
    return workshop


def times(workshop):
    """{title: "start–end"} in UTC."""
    return {
        slot.title: f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}" if slot.ends_at else ""
        for slot in workshop.slots.all()
    }


def slot(title):
    return Slot.objects.select_related("workshop").get(title=title)


def plan(workshop, title, minutes, **how):
    slots = list(workshop.slots.select_related("workshop"))
    moved = plan_of(slots, slot(title), minutes, **how)
    return {one.slot.title: f"{one.starts_at:%H:%M}–{one.ends_at:%H:%M}" for one in moved}


@pytest.mark.parametrize(
    ("title", "minutes", "how", "moved"),
    [
        ("Two", 10, {}, {"Two": "09:55–10:40", "Rest": "10:40–11:00"}),
        ("Two", -15, {}, {"Two": "09:30–10:15", "Rest": "10:15–11:00"}),
        (
            "Two",
            30,
            {},
            {"Two": "10:15–11:00", "Rest": "11:00–11:30", "Three": "11:30–12:15"},
        ),
        (
            "Two",
            10,
            {"to_the_end": True},
            {"Two": "09:55–10:40", "Rest": "10:40–11:10", "Three": "11:10–11:55"},
        ),
        ("Two", 5, {"is_late": True}, {"Two": "09:45–10:35", "Rest": "10:35–11:00"}),
        ("Three", 60, {}, {"Three": "12:00–12:45"}),
        ("Rest", 10, {}, {"Rest": "10:40–11:10", "Three": "11:10–11:55"}),
    ],
)
def test_what_follows_moves_along_until_a_break_takes_it_up(workshop, title, minutes, how, moved):
    assert plan(workshop, title, minutes, **how) == moved


def test_other_rooms_keep_their_times_and_what_has_no_room_moves_with_all(workshop):
    blue, hall = make_room(workshop), make_room(workshop, name="Hall")
    Slot.objects.filter(title__in=["One", "Two"]).update(room=blue)
    make_slot(workshop, title="Beside", starts_at=MORNING + timedelta(minutes=45), room=hall)

    assert set(plan(workshop, "One", 45)) == {"One", "Two", "Rest", "Three"}


def test_nothing_moves_out_of_the_days_of_the_workshop(workshop):
    with pytest.raises(LeavesTheWorkshop):
        plan(workshop, "One", -600)


def test_what_was_seen_is_done_with_a_line_in_the_trail_for_each(cast, workshop):
    slots = list(workshop.slots.select_related("workshop"))
    seen = digest_of(plan_of(slots, slot("Two"), 10))

    shift(slot("Two"), 10, by=cast.chair, seen=seen)

    assert times(workshop) == {
        "One": "09:00–09:45",
        "Two": "09:55–10:40",
        "Rest": "10:40–11:00",
        "Three": "11:00–11:45",
        "Tomorrow": "09:00–09:45",
    }
    assert {change.name for change in workshop.trail.all()} == {"Two", "Rest"}
    assert {change.by for change in workshop.trail.all()} == {cast.chair}


def test_what_has_changed_since_it_was_seen_is_not_done(cast, workshop):
    slots = list(workshop.slots.select_related("workshop"))
    seen = digest_of(plan_of(slots, slot("Two"), 10))
    Slot.objects.filter(title="Rest").update(ends_at=MORNING + timedelta(hours=4))
    before = times(workshop)

    with pytest.raises(NotSeen):
        shift(slot("Two"), 10, by=cast.chair, seen=seen)

    assert times(workshop) == before
    assert not Shift.objects.exists()


def test_it_is_undone_but_for_what_was_edited_since(cast, workshop):
    before = times(workshop)
    done = shift(slot("Two"), 30, by=cast.chair)
    Slot.objects.filter(title="Three").update(ends_at=None)

    assert undo(done, by=cast.chair) == (2, 1)
    assert undo(done, by=cast.chair) == (0, 0)

    assert times(workshop) == before | {"Three": ""}
    assert slot("Three").starts_at == MORNING + timedelta(hours=2, minutes=30)


# --- the pages ---


def test_a_chair_sees_what_would_move_and_moves_just_that(client, workshop, chair_signed_in):
    address = f"/{workshop.slug}/chair/program/{slot('Two').code}/"
    text = words(page(client, f"{address}?minutes=10&reach=break"))
    assert "Two 09:45–10:30 09:55–10:40 Rest 10:30–11:00 10:40–11:00" in text

    html = page(client, f"{address}?minutes=10&reach=break")
    hidden = dict(re.findall(r'type="hidden" name="(minutes|reach|seen)" value="([^"]*)"', html))
    told = client.post(address, hidden, follow=True).content.decode()

    assert "2 slots are moved." in told
    assert times(workshop)["Two"] == "09:55–10:40"
    assert "09:55 to 10:40" in words(page(client, f"/{workshop.slug}/program/"))


def test_a_stale_preview_is_shown_anew(client, workshop, chair_signed_in):
    address = f"/{workshop.slug}/chair/program/{slot('Two').code}/"

    form = {"minutes": "10", "reach": "break", "seen": "of yesterday"}
    told = client.post(address, form).content.decode()

    assert "The program has changed meanwhile." in told
    assert "09:55–10:40" in told
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("0", "By no minutes nothing moves."),
        ("-600", "would begin outside the days"),
        ("99999", "less than or equal to 600"),
        ("soon", "Enter a whole number."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, workshop, chair_signed_in, minutes, told):
    address = f"/{workshop.slug}/chair/program/{slot('One').code}/?minutes={minutes}"

    assert told in page(client, address)
    assert not Shift.objects.exists()


@pytest.fixture
def today(cast):
    return make_today(cast.workshop)


def test_on_the_day_one_press_makes_it_late_and_one_undoes_it(client, today, chair_signed_in):
    address, public = f"/{today.slug}/chair/program/", f"/{today.slug}/program/"
    before = times(today)
    assert "runs on time" in page(client, address)
    assert "late" not in words(page(client, public))

    client.post(address, {"late": "10"})

    assert times(today) != before
    assert slot("One").ends_at - slot("One").starts_at == timedelta(minutes=55)
    assert "The program runs 10 minutes late." in words(page(client, public))
    undone = client.post(address, {"undo": str(Shift.objects.get().pk)}, follow=True)
    assert "3 slots are back." in undone.content.decode()
    assert times(today) == before
    assert "late" not in words(page(client, public))


def test_two_presses_add_up_and_nonsense_moves_nothing(client, today, chair_signed_in):
    address = f"/{today.slug}/chair/program/"
    for late in ("5", "10", "7", "-5", "x", ""):
        client.post(address, {"late": late})

    assert "The program runs 15 minutes late." in page(client, address)


def test_a_double_press_and_a_second_chair_move_nothing_more(client, today, chair_signed_in):
    address = f"/{today.slug}/chair/program/"
    assert '<input type="hidden" name="after" value="">' in page(client, address)
    form = {"late": "5", "after": ""}
    client.post(address, form)

    told = client.post(address, form, follow=True).content.decode()

    number = Shift.objects.get().pk
    assert "The program was moved meanwhile" in told
    assert "The program runs 5 minutes late." in told
    client.post(address, {"late": "5", "after": str(number)})
    assert "The program runs 10 minutes late." in page(client, address)


def test_an_undo_that_somebody_else_pressed_first_says_so(client, today, chair_signed_in):
    address = f"/{today.slug}/chair/program/"
    client.post(address, {"late": "5"})
    form = {"undo": str(Shift.objects.get().pk)}
    client.post(address, form)

    assert "undone already" in client.post(address, form, follow=True).content.decode()


def test_a_slot_of_another_workshop_cannot_be_shifted(client, workshop, chair_signed_in):
    other = make_slot(make_workshop())

    assert client.get(f"/{workshop.slug}/chair/program/{other.code}/").status_code == 404


# --- what is amiss ---


def test_overlaps_and_speakers_in_two_places_are_named(workshop):
    ada = make_speaker(workshop)
    blue = make_room(workshop)
    make_slot(workshop, title="Hers", speakers=[ada], room=blue, starts_at=MORNING)
    late = MORNING + timedelta(minutes=30)
    make_slot(workshop, title="Also hers", speakers=[ada], room=blue, starts_at=late)

    found = problems_of(slots_with_contributions(workshop)[0])

    assert found == {
        slot("Also hers").pk: [
            "overlaps “Hers”",
            "Ada Boole is in “Hers” at the same time",
        ]
    }


def test_contributions_that_need_more_than_their_slot_are_named(workshop):
    short = make_slot(
        workshop, kind="contributions", title="Short", starts_at=MORNING + timedelta(hours=3)
    )
    for minutes in (30, 20):
        row = make_contribution(workshop)
        row.slot, row.minutes = short, minutes
        row.save()

    found = problems_of(slots_with_contributions(workshop)[0])

    assert found == {
        short.pk: ["its contributions need 5 minutes more", "15 minutes are free before it"]
    }


def test_a_gap_is_named_in_its_own_room_and_day_alone(workshop):
    """The day ends at 11:45; tomorrow's first slot follows nothing."""
    hall = make_room(workshop, name="Hall")
    evening = MORNING + timedelta(hours=5)
    late = make_slot(workshop, title="Late", starts_at=evening)
    make_slot(workshop, title="Elsewhere", starts_at=evening, room=hall)

    found = problems_of(slots_with_contributions(workshop)[0])

    assert found == {late.pk: ["135 minutes are free before it"]}


def test_what_touches_does_not_overlap(workshop):
    assert problems_of(slots_with_contributions(workshop)[0]) == {}


def test_a_cancelled_slot_stays_struck_and_is_in_nobodys_way(client, workshop):
    make_slot(workshop, title="Gone", is_cancelled=True)

    assert problems_of(slots_with_contributions(workshop)[0]) == {}
    html = page(client, f"/{workshop.slug}/program/")
    assert '<li class="slot off"' in html
    assert "Invited talk cancelled Gone" in words(html)
    feed = client.get(f"/{workshop.slug}/program.ics").content.decode()
    assert feed.count("STATUS:CANCELLED") == 1
