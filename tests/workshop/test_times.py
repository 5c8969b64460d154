from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_key_date, make_workshop
from workshop.fields import validate_zone, zone_names
from workshop.times import AOE, next_of, offset_label, zone_label


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("UTC", "UTC"),
        ("Europe/Paris", "UTC+1"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC−3:30"),
    ],
)
def test_an_offset_is_written_in_hours_and_minutes(zone, label):
    assert offset_label(datetime(2030, 1, 5, 9, tzinfo=ZoneInfo(zone))) == label


def test_a_zone_is_named_with_the_offset_of_that_day():
    summer = datetime(2030, 7, 5, 9, tzinfo=ZoneInfo("Europe/Paris"))

    assert zone_label(summer) == "Europe/Paris, UTC+2"


def test_zones_to_choose_from_are_places_and_what_was_stored_before_stays_good():
    names = zone_names()

    assert names[0] == "UTC"
    assert {"Asia/Tokyo", "America/Argentina/Ushuaia"} <= set(names)
    assert not {"Etc/GMT+5", "W-SU", "Zulu", "US/Eastern", "localtime"} & set(names)
    validate_zone("Etc/GMT+5")


def test_anywhere_on_earth_is_twelve_hours_behind():
    assert datetime(2030, 1, 5, 23, 59, tzinfo=AOE).astimezone(UTC).day == 6


def test_the_next_instant_is_the_earliest_that_is_still_to_come():
    past, soon, late = (datetime(year, 1, 1, tzinfo=UTC) for year in (2001, 2901, 2902))

    assert next_of([late, past, None, soon]) == soon
    assert next_of([past]) is None


def test_a_deadline_anywhere_on_earth_reads_as_there(db):
    workshop = make_workshop(zone="Asia/Tokyo")
    instant = datetime(2030, 6, 6, 11, 59, tzinfo=UTC)

    there = make_key_date(workshop, at=instant, shown_in="aoe")
    here = make_key_date(workshop, kind="reviews", at=instant)

    assert there.local == datetime(2030, 6, 5, 23, 59)
    assert here.local == datetime(2030, 6, 6, 20, 59)
