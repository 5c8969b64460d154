from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from program.models import Contribution, Material, Speaker
from tests.factories import MORNING, make_slot, make_speaker, make_submission, make_workshop


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anne-Cécile Orgerie", "AO"),
        ("Ada", "A"),
        ("Juan Carlos de la Vega", "JV"),
        ("élise martin", "ÉM"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name, initials):
    assert Speaker(name=name).initials == initials


def test_a_slot_cannot_end_before_it_starts(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_slot(make_workshop(), minutes=-5)


def test_a_slot_may_end_open(db):
    assert make_slot(make_workshop(), minutes=None).ends_at is None


def test_slots_have_codes_that_tell_nothing(db):
    workshop = make_workshop()

    first, second = make_slot(workshop), make_slot(workshop)

    assert first.code != second.code
    assert first.anchor == f"slot-{first.code}"


def test_speakers_appear_in_the_order_of_their_first_slot(db):
    workshop = make_workshop()
    ada, bob, _cy = (make_speaker(workshop, name=name) for name in ("Ada", "Bob", "Cy"))
    make_slot(workshop, speakers=[bob])
    make_slot(workshop, speakers=[ada, bob], starts_at=MORNING + timedelta(hours=1))

    assert list(workshop.speakers.on_program()) == [bob, ada]


def test_a_slot_that_holds_contributions_stays_one_that_may(db):
    slot = make_slot(make_workshop(), kind="contributions")
    Contribution.objects.create(
        workshop=slot.workshop, submission=make_submission(slot.workshop), slot=slot
    )

    slot.kind = "posters"
    slot.full_clean()
    slot.kind = "break"
    with pytest.raises(ValidationError, match="Give them another one first"):
        slot.full_clean()


def test_a_slot_is_on_a_day_of_its_workshop(db):
    workshop = make_workshop(zone="Asia/Tokyo")
    late = datetime(2030, 6, 5, 15, tzinfo=UTC)

    make_slot(workshop, starts_at=late - timedelta(hours=1), minutes=30).clean()
    with pytest.raises(ValidationError, match="this is on another day"):
        make_slot(workshop, starts_at=late).clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///tmp/slides.pdf", "slides.pdf"])
def test_a_material_is_an_address_on_the_web(url):
    with pytest.raises(ValidationError):
        Material(url=url).clean_fields(exclude=["slot"])


def test_a_material_names_its_host():
    assert Material(url="https://www.example.org/a.pdf").host == "example.org"
