"""What a stranger, or a chair with odd input, must not be able to do."""

import logging
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.access.routes import routes
from tests.adminforms import change_page, edit
from tests.factories import make_slot, make_user, make_workshop
from workshop.fields import validate_mail_address
from workshop.logs import MaskTokens
from workshop.models import Message, Workshop
from workshop.services import add_membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
CODE_PAGE = "/accounts/login/code/"


def test_where_a_request_says_the_site_stands_is_not_believed(client):
    path = f"/{make_workshop().slug}/"

    client.get(path, SCRIPT_NAME="/elsewhere")

    assert "/elsewhere" not in client.get(path).content.decode()


def test_a_form_in_another_charset_is_refused(client):
    answer = client.post(
        "/", b"a=b", content_type="application/x-www-form-urlencoded; charset=utf-16"
    )

    assert answer.status_code == 415
    assert answer["Content-Security-Policy"]


def test_pages_of_one_person_are_kept_by_nobody(client, cast):
    assert client.get("/me/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "address",
    [
        "x" * 250 + "@x.org",
        "a@x.org\u2028b",
        '"a b"@x.org',
        "añb@x.org",
    ],
)
def test_an_address_that_would_break_a_mail_is_refused(client, address):
    client.logout()

    answer = client.post(CODE_PAGE, {"email": address})

    assert answer.status_code == 200
    assert not Message.objects.exists()
    with pytest.raises(ValidationError):
        validate_mail_address(address)


def test_the_longest_address_that_mail_knows_is_taken(client):
    client.logout()
    address = "x" * 64 + "@" + ("y" * 61 + ".") * 3 + "org"

    client.post(CODE_PAGE, {"email": address})

    assert Message.objects.get().recipient == address


def test_a_chair_cannot_rename_another_person(cast):
    nameless = make_user("ada@example.org")

    add_membership(cast.workshop, mail=nameless.email, name="Mud", role="reviewer", by=cast.chair)

    nameless.refresh_from_db()
    assert nameless.name == ""


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_a_day_beyond_the_calendar_is_refused_in_words(client, cast, day, zone):
    Workshop.objects.update(zone=zone)

    slot = edit(client, change_page(make_slot(cast.workshop)), starts_at_0=day)
    workshop = edit(client, change_page(cast.workshop), last_day=day)

    assert "Write a year from 1990 to 2200." in slot.content.decode()
    assert "Write a year from 1990 to 2200." in workshop.content.decode()


def test_an_hour_that_clocks_skip_is_refused_and_one_that_comes_twice_is_taken(client, cast):
    Workshop.objects.update(zone="Europe/Paris", first_day="2030-03-01", last_day="2030-11-01")
    page = change_page(make_slot(cast.workshop))

    skipped = edit(
        client, page, starts_at_0="2030-03-31", starts_at_1="02:30", ends_at_0="", ends_at_1=""
    )
    twice = edit(
        client, page, starts_at_0="2030-10-27", starts_at_1="02:30", ends_at_0="", ends_at_1=""
    )

    assert "this time of day does not exist" in skipped.content.decode()
    assert twice.status_code == 302


def test_a_line_break_in_a_line_becomes_a_space(client, cast):
    edit(client, change_page(cast.workshop), name="Line one\r\nBcc: all@x.org")

    assert Workshop.objects.get(pk=cast.workshop.pk).name == "Line one Bcc: all@x.org"


def test_an_address_differs_from_another_by_more_than_case():
    with pytest.raises(ValidationError, match="lower-case"):
        make_workshop(slug="PEDL").full_clean()


@pytest.mark.parametrize("chosen", ["x", "9" * 5000, "1 or 1=1"])
def test_rows_are_chosen_by_number(client, cast, chosen):
    answer = client.post(
        reverse("admin:program_slot_changelist"),
        {"action": "delete_selected", "_selected_action": [chosen]},
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("chosen", ["x", "9" * 19, "9" * 5000])
@pytest.mark.parametrize(
    ("page", "name"), [("changelist", "workshop__id__exact"), ("add", "workshop")]
)
def test_a_workshop_is_named_by_number(client, cast, page, name, chosen):
    path = reverse(f"admin:program_slot_{page}")

    assert client.get(path, {name: chosen}, follow=True).status_code == 200


@pytest.mark.parametrize("query", ["q=" + "a " * 2000, "q=%27%22%3B--", "kind__exact=nothing"])
def test_odd_searches_find_nothing_and_break_nothing(client, cast, query):
    answer = client.get(reverse("admin:program_slot_changelist") + f"?{query}")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("outbox", "message"),
        ("write_letter", "draft"),
        ("program", "find"),
        ("decisions", "key"),
        ("chair_list", "words"),
        ("chair_list", "sort"),
    ],
)
def test_fields_come_without_nul(client, cast, name, field):
    address = reverse(name, args=[cast.workshop.slug])

    assert client.get(address, {field: "a\0b"}).status_code == 200
    assert client.post(address, {field: "a\0b", "cancel": "1"}).status_code in {200, 302, 405}


def test_a_text_is_kept_without_its_nul(client, cast):
    edit(client, change_page(cast.workshop), name="Warm\0 Computing")

    assert Workshop.objects.get(pk=cast.workshop.pk).name == "Warm Computing"


@pytest.mark.parametrize("path", ["/%00/", "/{}/program/%00/", "/links/%00/", "/jobs/%00/"])
def test_an_address_with_nul_is_not_there(client, cast, path):
    assert client.get(path.format(cast.workshop.slug)).status_code == 404


def test_odd_filters_of_the_admin_find_nothing_whatever_the_database(client, cast):
    path = reverse("admin:program_slot_changelist")

    assert client.get(f"{path}?kind__exact=%00&q=a%00b").status_code == 200


def test_a_row_of_the_admin_is_found_by_its_number_whatever_field_is_named(client, cast):
    path = change_page(make_slot(cast.workshop))

    assert client.get(f"{path}?_to_field=id").status_code == 200
    assert client.post(path, {"_to_field": "\0"}).status_code == 200


BY_TOKEN = sorted({f"/{it.split('<str:')[0]}%s/" for _name, it in routes() if ":token>" in it})


@pytest.mark.parametrize("path", BY_TOKEN)
def test_the_log_holds_no_token(path):
    words = "Forbidden (CSRF cookie not set.): %s"
    record = logging.LogRecord("x", logging.WARNING, "x", 1, words, (path % "AbC-9_",), None)

    MaskTokens().filter(record)

    assert record.getMessage() == f"Forbidden (CSRF cookie not set.): {path % '…'}"


def test_the_second_of_an_hour_that_comes_twice_stays_the_second(client, cast):
    Workshop.objects.update(zone="Europe/Paris", first_day="2030-10-01", last_day="2030-11-01")
    slot = make_slot(cast.workshop, starts_at=datetime(2030, 10, 27, 1, 30, tzinfo=UTC))

    edit(client, change_page(slot), title="Winter time")

    slot.refresh_from_db()
    assert (slot.title, slot.starts_at.hour) == ("Winter time", 1)


def test_a_cookie_with_nul_is_none(client):
    client.logout()
    cookie = 'session="aaaaaaaa\\000bbbbbbbb"'

    assert client.get("/me/", HTTP_COOKIE=cookie).status_code == 302
