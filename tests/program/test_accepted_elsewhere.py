"""Contributions that were reviewed elsewhere: of this program, without a submission."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from program.models import Contribution
from tests.adminforms import change_page, edit, queries_for
from tests.factories import (
    make_accepted_elsewhere,
    make_contribution,
    make_slot,
    make_submission,
)
from tests.html import as_read
from workshop.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def workshop(cast):
    return cast.workshop


def test_stands_in_the_program_with_its_authors(client, workshop):
    make_slot(workshop, kind="contributions", title="")
    make_accepted_elsewhere(workshop, abstract="We open the windows.")

    page = as_read(client.get(f"/{workshop.slug}/program/").content.decode())

    assert ">Cooling by night</a></b>" in page
    assert "Ana Moreau (Pau), Li Wei</span>" in page
    assert "We open the windows." in page


def test_is_found_by_its_words_and_told_to_calendars(client, workshop):
    make_slot(workshop, kind="contributions", title="")
    make_accepted_elsewhere(workshop)

    found = client.get(f"/{workshop.slug}/program/?find=wei").content.decode()
    feed = client.get(f"/{workshop.slug}/program.ics").content.decode()

    assert "Cooling by night" in found
    assert "Cooling by night" in feed


def test_without_an_abstract_none_is_offered(client, workshop):
    make_slot(workshop, kind="contributions", title="")
    make_accepted_elsewhere(workshop)

    assert "<summary>" not in client.get(f"/{workshop.slug}/program/").content.decode()


def test_is_added_worded_and_deleted_in_the_admin(client, workshop):
    add = reverse("admin:program_contribution_add")

    edit(client, add, title="Cooling by day", authors="Li Wei (Lyon)")
    row = Contribution.objects.get()
    edit(client, change_page(row), title="Cooling by night")
    client.post(change_page(row).replace("/change/", "/delete/"), {"post": "yes"})

    assert not Contribution.objects.exists()
    told = Change.objects.order_by("pk").values_list("action", "name")
    assert list(told) == [
        ("added", "Cooling by day"),
        ("changed", "Cooling by night"),
        ("removed", "Cooling by night"),
    ]


def test_without_a_title_it_is_asked_for(client, workshop):
    page = edit(client, reverse("admin:program_contribution_add"), authors="Li Wei")

    assert "Write its title." in page.content.decode()
    assert not Contribution.objects.exists()


def test_what_has_a_submission_keeps_its_texts_and_is_not_deleted(client, workshop):
    row = make_contribution(workshop)

    page = client.get(change_page(row)).content.decode()
    deleted = client.post(change_page(row).replace("/change/", "/delete/"), {"post": "yes"})

    assert 'name="title"' not in page
    assert deleted.status_code == 404
    assert Contribution.objects.exists()


def test_the_list_takes_the_same_queries_for_one_and_for_four(client, workshop):
    address = reverse("admin:program_contribution_changelist")
    make_slot(workshop, kind="contributions")
    make_accepted_elsewhere(workshop)
    make_contribution(workshop)
    few = queries_for(client, address)

    for number in range(3):
        make_accepted_elsewhere(workshop, title=f"Number {number}")
        make_contribution(workshop, title=f"Number {number}")

    assert queries_for(client, address) == few


def test_has_a_title_of_its_own_or_a_submission_never_both_or_none(workshop):
    submission = make_submission(workshop)
    for fields in ({}, {"submission": submission, "title": "Another"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.create(workshop=workshop, **fields)


def test_keeps_what_must_hold(workshop):
    make_slot(workshop, kind="contributions")
    make_accepted_elsewhere(workshop)

    call_command("check_invariants")
