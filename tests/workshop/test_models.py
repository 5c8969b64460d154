from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.access.routes import routes
from tests.factories import make_key_date, make_topic, make_user, make_workshop
from workshop.accounts import account_for
from workshop.fields import CODE_ALPHABET, RESERVED_SLUGS, random_code
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


def on(day, **fields):
    return make_workshop(first_day=day, last_day=day, **fields)


def today():
    return timezone.now().date()


def test_codes_are_random_and_without_vowels():
    codes = {random_code() for _ in range(500)}

    assert len(codes) == 500
    assert not set("AEIOU01") & set(CODE_ALPHABET)


def test_a_workshop_cannot_stand_at_an_address_of_ossau():
    with pytest.raises(ValidationError, match="address of Ossau itself"):
        make_workshop(slug="admin").full_clean()


def test_a_zone_that_no_one_knows_is_refused_with_an_example():
    with pytest.raises(ValidationError, match="Europe/Paris"):
        make_workshop(zone="Paris").full_clean()


def test_a_workshop_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_workshop(first_day=date(2030, 6, 5), last_day=date(2030, 6, 4))


def test_a_workshop_is_over_at_midnight_in_its_own_zone():
    workshop = on(date(2030, 6, 5), zone="Asia/Tokyo")

    assert workshop.over_at == datetime(2030, 6, 5, 15, tzinfo=UTC)
    assert not workshop.is_over
    assert on(date(2021, 6, 5)).is_over


def test_the_current_workshop_is_the_next_one_that_is_not_over():
    past, later, soon = (on(today() + timedelta(days=days)) for days in (-30, 60, 20))

    assert Workshop.current_of([past, later, soon]) == soon
    assert Workshop.current_of([past]) == past
    assert Workshop.current_of([]) is None


def test_a_kind_of_date_exists_once_but_others_are_free():
    workshop = make_workshop()
    make_key_date(workshop, kind="other", label="Dinner")
    make_key_date(workshop, kind="other", label="Excursion")
    make_key_date(workshop)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_key_date(workshop)


def test_an_address_is_one_account_in_whatever_case():
    user = make_user("Ada@Example.org")

    assert user.email == "ada@example.org"
    assert account_for(" ADA@example.ORG ") == (user, False)


def test_a_new_address_gets_an_account_that_no_password_opens():
    user, is_new = account_for("new@example.org")

    assert is_new

    assert not user.has_usable_password()
    assert not user.emailaddress_set.get().verified


def test_no_address_of_ossau_can_be_taken_by_a_workshop():
    first_parts = {pattern.split("/")[0] for _name, pattern in routes() if "/" in pattern}

    assert {part for part in first_parts if "<" not in part} <= RESERVED_SLUGS


def test_rows_without_a_position_come_last():
    workshop = make_workshop()
    later, first = make_topic(workshop, name="Later"), make_topic(workshop, name="First")
    first.position = 1
    first.save()

    assert list(workshop.topics.all()) == [first, later]
