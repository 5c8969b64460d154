"""The phase of a workshop, at each of its boundaries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import make_key_date, make_workshop
from workshop.models import Workshop
from workshop.phases import Phase, phase_of

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)
DATES = {
    "call": datetime(2030, 3, 1, 12, tzinfo=UTC),
    "submission": datetime(2030, 5, 11, 11, 59, tzinfo=UTC),
    "reviews": datetime(2030, 5, 22, 10, tzinfo=UTC),
    "decisions": datetime(2030, 5, 24, 10, tzinfo=UTC),
}
OVER_AT = datetime(2030, 6, 5, 22, tzinfo=UTC)  # midnight in Paris


def dated(*kinds):
    day = date(2030, 6, 5)
    workshop = make_workshop(first_day=day, last_day=day, zone="Europe/Paris")
    for kind in kinds:
        make_key_date(workshop, kind, at=DATES[kind])
    return Workshop.objects.get(pk=workshop.pk)


@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        (DATES["call"], Phase.BEFORE_CALL, Phase.CALL),
        (DATES["submission"], Phase.CALL, Phase.REVIEWING),
        (DATES["reviews"], Phase.REVIEWING, Phase.DECIDING),
        (DATES["decisions"], Phase.DECIDING, Phase.DECIDED),
        (OVER_AT, Phase.DECIDED, Phase.OVER),
    ],
)
def test_a_phase_begins_with_its_date(at, before, after):
    workshop = dated(*DATES)

    assert [phase_of(workshop, at - INSTANT), phase_of(workshop, at)] == [before, after]


def test_without_a_date_for_reviews_one_reviews_until_decisions_are_announced():
    workshop = dated("call", "submission", "decisions")

    assert phase_of(workshop, DATES["decisions"] - INSTANT) == Phase.REVIEWING


def test_a_call_with_an_end_and_no_beginning_is_open():
    assert phase_of(dated("submission"), DATES["call"]) == Phase.CALL


def test_without_any_date_the_call_has_not_begun():
    assert phase_of(dated(), DATES["call"]) == Phase.BEFORE_CALL
    assert phase_of(dated(), OVER_AT) == Phase.OVER
