"""Importing slots: days and times as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from program.importing.slots import kind_of
from program.importing.times import clock_of, day_of, minutes_of, parts_of
from program.models import Slot
from tests.factories import DAY
from tests.program.importing.sheets import do, plan
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


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
