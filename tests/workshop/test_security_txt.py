"""Whom to tell of a hole: RFC 9116."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

WAY = "/.well-known/security.txt"


def lines_of(client):
    return dict(line.split(": ", 1) for line in client.get(WAY).content.decode().splitlines())


def test_it_names_contact_languages_and_its_own_address(client, settings):
    settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = "https://ossau.example.org", "O <o@x.org>"

    lines = lines_of(client)

    assert client.get(WAY)["Content-Type"] == "text/plain; charset=utf-8"
    assert lines.keys() == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert lines["Contact"] == "mailto:o@x.org"
    assert lines["Canonical"] == f"https://ossau.example.org{WAY}"


def test_it_is_good_for_more_than_a_month_and_less_than_a_year(client):
    left = datetime.fromisoformat(lines_of(client)["Expires"]) - timezone.now()

    assert timedelta(days=30) < left < timedelta(days=365)


@pytest.mark.parametrize(
    ("told", "named"),
    [("safe@example.org", "mailto:safe@example.org"), ("https://example.org/safe",) * 2],
)
def test_an_operator_may_name_another_contact(client, settings, told, named):
    settings.SECURITY_CONTACT = told

    assert lines_of(client)["Contact"] == named


def test_it_is_everyones_and_sets_no_cookie(client):
    answer = client.get(WAY)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
