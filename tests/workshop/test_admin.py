import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.adminforms import change_page, edit, queries_for, shown
from tests.factories import make_job, make_key_date, make_member, make_message
from workshop.models import Change, Membership, Message, User, Workshop
from workshop.trail import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
ADD_MEMBER = reverse("admin:workshop_membership_add")


def delete_page(membership):
    return reverse("admin:workshop_membership_delete", args=[membership.pk])


def test_a_chair_gives_a_role_by_mail_address(client, cast):
    edit(client, ADD_MEMBER, mail="new@example.org", name="Ada Boole", role="reviewer")

    member = Membership.objects.get(user__email="new@example.org")
    assert (member.workshop, member.role, member.user.name) == (
        cast.workshop,
        "reviewer",
        "Ada Boole",
    )
    assert Message.objects.get().recipient == "new@example.org"
    assert Change.objects.count() == 1


def test_a_role_given_before_is_refused_in_words(client, cast):
    refused = edit(client, ADD_MEMBER, mail=cast.chair.email.upper(), role="chair")

    assert "This person has that role already." in refused.content.decode()
    assert not Message.objects.exists()


def test_the_only_chair_cannot_be_removed(client, cast):
    [only] = cast.workshop.memberships.filter(role="chair")

    assert client.post(delete_page(only), {"post": "yes"}).status_code == 404
    assert Membership.objects.filter(pk=only.pk).exists()


def test_a_second_chair_can_be_removed_once_and_stays_in_the_trail(client, cast):
    second = make_member(cast.workshop)

    client.post(delete_page(second), {"post": "yes"})

    assert not Membership.objects.filter(pk=second.pk).exists()
    assert [line.action for line in Change.objects.all()] == ["removed"]


def test_people_are_not_searched_across_workshops(client, cast):
    text = client.get(ADD_MEMBER).content.decode()

    assert [user.email for user in User.objects.all() if user.email in text] == []


def test_moving_a_date_moves_its_instant_in_the_workshops_zone(client, cast):
    Workshop.objects.update(zone="Europe/Paris")
    date = make_key_date(cast.workshop)

    edit(
        client,
        change_page(cast.workshop),
        **{"key_dates-0-at_0": "2030-06-07", "key_dates-0-at_1": "18:00"},
    )

    date.refresh_from_db()
    assert date.at.isoformat() == "2030-06-07T16:00:00+00:00"


def test_a_second_date_of_a_kind_is_refused_in_words(client, cast):
    make_key_date(cast.workshop)
    make_key_date(cast.workshop, kind="reviews")

    refused = edit(client, change_page(cast.workshop), **{"key_dates-1-kind": "submission"})

    assert "This workshop has a date of that kind already." in refused.content.decode()
    assert cast.workshop.key_dates.filter(kind="submission").count() == 1


def test_a_deadline_anywhere_on_earth_is_typed_as_it_reads(client, cast):
    Workshop.objects.update(zone="Asia/Tokyo")
    date = make_key_date(cast.workshop, shown_in="aoe", at=datetime(2030, 6, 6, 11, 59, tzinfo=UTC))

    opened = shown(client.get(change_page(cast.workshop)))
    edit(client, change_page(cast.workshop), **{"key_dates-0-at_0": "2030-06-09"})

    date.refresh_from_db()
    assert (opened["key_dates-0-at_0"], opened["key_dates-0-at_1"]) == ("2030-06-05", "23:59:00")
    assert date.at == datetime(2030, 6, 10, 11, 59, tzinfo=UTC)


def test_a_deadline_anywhere_on_earth_may_be_in_an_hour_that_clocks_skip_here(client, cast):
    Workshop.objects.update(zone="Europe/Paris")
    date = make_key_date(cast.workshop, shown_in="aoe")
    typed = {"key_dates-0-at_0": "2030-03-31", "key_dates-0-at_1": "02:30"}

    edit(client, change_page(cast.workshop), **typed)

    date.refresh_from_db()
    assert date.at == datetime(2030, 3, 31, 14, 30, tzinfo=UTC)


def test_a_new_zone_warns_that_instants_stay(client, cast):
    date = make_key_date(cast.workshop)
    before = date.at

    edit(client, change_page(cast.workshop), zone="Asia/Tokyo")
    said = client.get(change_page(cast.workshop)).content.decode()

    date.refresh_from_db()
    assert "Each date and slot stays at its instant" in said
    assert date.at == before


@pytest.mark.parametrize(
    "query",
    [
        "secret__startswith=W",
        "workshop__memberships__user__email__contains=a",
        "body__contains=a",
        "state__regex=(.*)*x",
        "workshop__id__range=1",
    ],
)
def test_the_address_of_a_list_asks_only_what_its_filters_ask(client, cast, query):
    make_message(workshop=cast.workshop, secret="WXYZ")

    answer = client.get(reverse("admin:workshop_message_changelist") + f"?{query}")

    assert answer.status_code == 400


def test_who_adds_a_role_sees_the_mail_in_the_demonstration(client, cast, settings):
    saved = edit(client, ADD_MEMBER, mail="new@example.org", role="reviewer")
    text = client.get(saved.url).content.decode()
    settings.PRODUCTION = True
    in_production = client.get(saved.url).content.decode()

    path = re.search(r"/links/[\w-]+/", Message.objects.get().text)[0]
    assert path in text
    assert path not in in_production


def make_records(cast):
    make_message(workshop=cast.workshop)
    make_job()
    record(make_member(), by=cast.chair, workshop=cast.workshop)


@pytest.mark.parametrize("name", ["workshop", "membership", "message", "change", "user", "job"])
def test_a_list_takes_the_same_queries_for_few_rows_and_for_many(client, cast, name):
    client.force_login(cast.superuser)
    path = reverse(f"admin:workshop_{name}_changelist")
    make_records(cast)
    few = queries_for(client, path)

    for _row in range(3):
        make_records(cast)

    assert queries_for(client, path) == few < 20


def test_editing_a_workshop_never_sets_the_counter_back(client, cast):
    before = Workshop.objects.get(pk=cast.workshop.pk).revision

    edit(client, change_page(cast.workshop), place="Jaca")
    once = Workshop.objects.get(pk=cast.workshop.pk)
    edit(client, change_page(cast.workshop), place="Huesca")

    assert once.place == "Jaca"
    assert once.revision > before
    assert Workshop.objects.get(pk=cast.workshop.pk).revision > once.revision


def test_a_chair_cannot_move_the_address_that_others_have_linked(client, cast):
    edit(client, change_page(cast.workshop), slug="elsewhere")

    assert Workshop.objects.get(pk=cast.workshop.pk).slug == cast.workshop.slug


def test_a_bad_zone_is_refused_with_an_example(client, cast):
    refused = edit(client, change_page(cast.workshop), zone="Paris")

    assert "Europe/Paris" in refused.content.decode()


def test_the_operator_adds_a_workshop_by_the_form_that_gives_it_dates(client, cast):
    client.force_login(cast.superuser)

    assert client.get(reverse("admin:workshop_workshop_add")).url == "/start/"


def test_codes_are_masked_in_the_outbox(client, cast):
    message = make_message(workshop=cast.workshop, secret="WXYZ", body="It is [[secret]].")
    path = reverse("admin:workshop_message_change", args=[message.pk])

    text = client.get(path).content.decode()

    assert "It is ••••••." in text
    assert "WXYZ" not in text


@pytest.mark.parametrize(("production", "reads"), [(False, True), (True, False)])
def test_the_operator_reads_codes_on_the_embedded_database_alone(
    client, cast, settings, production, reads
):
    settings.PRODUCTION = production
    client.force_login(cast.superuser)
    message = make_message(secret="WXYZ", body="It is [[secret]].")

    text = client.get(reverse("admin:workshop_message_change", args=[message.pk])).content.decode()

    assert ("WXYZ" in text) is reads


def test_jobs_and_accounts_are_the_operators_business(client, cast):
    make_job()
    index = client.get(reverse("admin:index")).content.decode()
    client.force_login(cast.superuser)
    of_operator = client.get(reverse("admin:index")).content.decode()

    assert "/admin/workshop/job/" not in index
    assert "/admin/workshop/user/" not in index
    assert "/admin/workshop/job/" in of_operator


def test_pages_of_libraries_are_not_in_the_admin():
    from django.contrib import admin

    assert {model._meta.app_label for model in admin.site._registry} == {
        "workshop",
        "submissions",
        "reviews",
        "competition",
        "program",
    }
