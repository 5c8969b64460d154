from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import make_key_date, make_user, make_workshop
from workshop.fields import CODE_ALPHABET, random_code
from workshop.models import User, Workshop


@pytest.fixture(autouse=True)
def _database(db):
    pass


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
    apart = timedelta(days=1)
    last = on(today() - apart * 2, zone="Pacific/Kiritimati")
    running = on(today() + apart, zone="Pacific/Kiritimati")

    assert (last.is_over, running.is_over) == (True, False)
    assert running.over_at.hour == 0


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
    assert User.objects.with_address(" ADA@example.ORG ") == user


def test_a_new_address_gets_an_account_that_no_password_opens():
    user = User.objects.with_address("new@example.org")

    assert not user.has_usable_password()
