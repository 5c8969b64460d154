"""The privacy page is made of what is really stored and set."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.urls import reverse

from tests.factories import make_workshop
from workshop.discovery import merged
from workshop.models import User
from workshop.privacy.parts import parts

pytestmark = pytest.mark.django_db
APPS = ("workshop", "submissions", "reviews", "competition", "program")


def page(client):
    response = client.get(reverse("privacy"))
    return response, response.content.decode()


def test_it_tells_each_part_what_for_and_how_long(client):
    _response, text = page(client)
    written = engines["django"].from_string("{{ text }}").render

    for part in (one for one in parts().values() if one.is_stored):
        assert all(written({"text": one}) in text for one in (part.label, part.why, part.kept))


def test_it_is_public_and_sets_no_cookie(client):
    response, _text = page(client)

    assert response.status_code == 200
    assert not response.cookies
    assert "ETag" in response.headers
    assert "Cookie" not in response.get("Vary", "")


def test_it_names_every_cookie_that_some_code_of_ours_sets(client):
    _response, text = page(client)
    names = merged("personal", "COOKIES")
    sources = [path.read_text() for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")]
    setting = sum(len(re.findall(r"\.set_(?:signed_)?cookie\(", one)) for one in sources)
    of_django = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}

    assert of_django < names.keys()
    assert len(names.keys() - of_django) == setting
    assert all(name in text for name in names)


def test_it_names_whom_to_ask_and_who_else_gets_it(client, settings):
    make_workshop(contact="ask@example.org")
    settings.EMAIL_HOST = "mail.example.org"

    _response, text = page(client)

    assert "mailto:ask@example.org" in text
    assert settings.DEFAULT_FROM_EMAIL in text
    assert "mail.example.org" in text


def test_every_footer_leads_there(client):
    workshop = make_workshop()
    client.force_login(User.objects.create_superuser("operator@example.org"))
    link = f'href="{reverse("privacy")}"'

    for address in (
        "/",
        workshop.get_absolute_url(),
        "/me/",
        "/nowhere/",
        reverse("privacy"),
        "/admin/",
    ):
        assert link in client.get(address).content.decode(), address


@pytest.mark.parametrize("orcid", ["", "APP-1"])
def test_it_names_orcid_where_it_can_be_signed_in_with(client, settings, orcid):
    settings.ORCID = orcid

    _response, text = page(client)

    assert ("ORCID, which learns" in text) == bool(orcid)
