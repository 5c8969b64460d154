"""What browsers are told holds for every answer, and private ones are kept by nobody."""

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from tests.access.asking import ROUTES, answer, signed_in
from tests.access.routes import address
from tests.access.rules import everyone
from tests.access.table import TABLE
from workshop.headers import OF_RESOURCE

pytestmark = pytest.mark.django_db
YEAR = 365 * 24 * 3600
TOLD = {
    "Strict-Transport-Security": f"max-age={YEAR}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    OF_RESOURCE: "same-origin",
}
OF_OURS = {"Origin": "https://testserver"}
DENIED = {"camera", "microphone", "geolocation", "payment", "usb", "serial", "hid"}
# These have a form, a token of their own, or lead on by who asks.
PERSONAL = {
    *("healthz", "submit", "action_link", "invitation", "speaker_by_link", "material_by_link"),
    *("confirm_by_link", "account_inactive", "account_reset_password"),
    "account_password_reset_completed",
}
BY_LINK = {"speaker_by_link", "material_by_link", "confirm_by_link"}
OPEN = {name for name in TABLE if TABLE[name]["get"] == everyone("200")}
PUBLIC = sorted(OPEN - PERSONAL)


@pytest.fixture(autouse=True)
def _by_https(settings):
    settings.SECURE_HSTS_SECONDS = YEAR


def faults(response, **other):
    """What is amiss in the headers of an answer."""
    policy = response.get("Content-Security-Policy", "")
    denied = response.get("Permissions-Policy", "")
    told = {name: response.get(name) for name in TOLD}
    amiss = {name: told[name] for name, value in (TOLD | other).items() if told[name] != value}
    if "default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors" not in policy:
        amiss["Content-Security-Policy"] = policy
    if not all(f"{name}=()" in denied for name in DENIED):
        amiss["Permissions-Policy"] = denied
    return amiss


def ask(world, role, path, method="get", **more):
    response = getattr(signed_in(world, role), method)(path, secure=True, **more)
    answer(response)
    return response


def meant(name, method):
    """What a page tells otherwise, and why: a card is for other sites, a link with a token is not.

    Who reads the latter has no need of the address, not even on another page of ours.
    """
    if name == "card" and method == "get":
        return {OF_RESOURCE: "cross-origin"}
    return {"Referrer-Policy": "no-referrer"} if name in BY_LINK else {}


@pytest.mark.parametrize(
    ("role", "method"),
    [("anonymous", "get"), ("anonymous", "post"), ("chair", "get"), ("author", "get")],
)
def test_every_answer_tells_browsers_the_same(world, role, method):
    paths = {name: address(one, world.workshop, world.rows) for name, one in ROUTES.items()}

    amiss = {
        name: faults(ask(world, role, path, method), **meant(name, method))
        for name, path in paths.items()
    }

    assert {name: found for name, found in amiss.items() if found} == {}


@pytest.mark.parametrize("role", ["chair", "author", "reviewer", "superuser"])
def test_what_one_person_gets_is_kept_by_nobody(world, role):
    """All that a stranger does not get as well, files included."""
    closed = {name: one for name, one in ROUTES.items() if name not in PUBLIC}
    kept = {}
    for name, pattern in closed.items():
        response = ask(world, role, address(pattern, world.workshop, world.rows))
        if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
            kept[name] = response.get("Cache-Control")

    assert kept == {}


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("role", ["anonymous", "chair"])
def test_a_public_page_knows_no_cookie(world, role, name):
    response = ask(world, role, address(ROUTES[name], world.workshop, world.rows))

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_what_is_stored_tells_the_same(world):
    """Made, kept, asked for its headers alone, and not modified."""
    path = f"/{world.workshop.slug}/program/"
    made = ask(world, "anonymous", path)
    kept = ask(world, "anonymous", path)
    head = ask(world, "anonymous", path, "head")
    same = ask(world, "anonymous", path, headers={"If-None-Match": made["ETag"]})

    assert same.status_code == 304
    assert [faults(one) for one in (made, kept, head, same)] == [{}] * 4


def test_a_static_file_tells_the_same(world):
    response = ask(world, "anonymous", staticfiles_storage.url("ossau.css"))

    assert response.status_code == 200
    assert faults(response) == {}


def broken(request, **arguments):
    raise RuntimeError("broken on purpose")


@pytest.mark.parametrize(
    ("status", "about"),
    [
        (404, {"path": "/no/such/page/"}),
        (404, {"path": "/static/no-such-file.css"}),
        (400, {"path": "/", "headers": {"Host": "evil.example"}}),
        (405, {"path": "/", "method": "post"}),
        (415, {"path": "/", "method": "post", "content_type": "text/plain; charset=utf-16"}),
        (301, {"path": "/admin"}),
    ],
)
def test_an_error_tells_the_same(world, status, about):
    about = {"data": "x"} | about if "content_type" in about else about

    response = ask(world, "anonymous", **about)

    assert (response.status_code, faults(response)) == (status, {})


@pytest.mark.parametrize(("status", "size"), [(403, 1), (400, 3_000_000)])
def test_a_form_without_its_token_or_too_large_is_told_the_same(status, size):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "t" * 32
    typed = {"email": "a" * size}

    response = client.post("/accounts/login/code/", typed, secure=True, headers=OF_OURS)

    assert (response.status_code, faults(response)) == (status, {})


def test_a_page_that_breaks_tells_the_same(world, monkeypatch):
    monkeypatch.setattr("workshop.health.health", broken)
    monkeypatch.setattr("workshop.views.health.health", broken)

    response = Client(raise_request_exception=False).get("/healthz", secure=True)

    assert (response.status_code, faults(response)) == (500, {})
