"""Limits count by the address that a request really comes from, on the shared cache."""

import pytest
from allauth.core.internal import ratelimit
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client

from tests.factories import make_user
from workshop.accounts import confirm_address
from workshop.models import Message

pytestmark = pytest.mark.django_db
CODE = "/accounts/login/code/"
FORGED = ["X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP"]


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def ask(number, *, proxies, real="198.51.100.7", headers=None):
    """What the server answers to somebody who asks for a code, from that address."""
    seen = {"REMOTE_ADDR": "10.0.0.1" if proxies else real}
    named = {"X-Forwarded-For": real} if proxies else {}
    named |= headers or {}
    mail = f"person{number}@campus.example.org"
    return Client(headers=named, **seen).post(CODE, {"email": mail}).status_code


def few(settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = limits | {"request_login_code": "3/m/ip"}


def test_the_limits_are_kept_in_the_cache_that_all_processes_share():
    assert site.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")
    assert ratelimit.cache is cache


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_header_gives_no_new_budget(settings, name):
    few(settings, proxies=0)

    answers = [ask(number, proxies=0, headers={name: f"203.0.113.{number}"}) for number in range(5)]

    assert answers == [302, 302, 302, 200, 200]  # told on the form


def test_neither_does_one_that_a_proxy_adds_the_real_address_to(settings):
    few(settings, proxies=1)
    forged = [f"203.0.113.{number}, 198.51.100.7" for number in range(5)]

    answers = [
        ask(number, proxies=1, headers={"X-Forwarded-For": value, "X-Real-IP": value})
        for number, value in enumerate(forged)
    ]

    assert answers == [302, 302, 302, 200, 200]  # told on the form


def test_people_behind_a_proxy_have_a_budget_each(settings):
    few(settings, proxies=1)

    answers = [ask(number, proxies=1, real=f"203.0.113.{number}") for number in range(6)]

    assert answers == [302] * 6


@pytest.mark.parametrize("proxies", [0, 1])
def test_200_people_behind_one_address_sign_in_within_a_minute(settings, monkeypatch, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    now = ratelimit.time.time()
    monkeypatch.setattr(ratelimit.time, "time", lambda: now)  # however slow this machine is
    address = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}

    for number in range(200):
        browser = Client(**address if proxies else {"REMOTE_ADDR": "198.51.100.7"})
        mail = f"person{number}@campus.example.org"
        browser.post(CODE, {"email": mail})
        secret = Message.objects.get(recipient=mail).secret
        assert browser.post(f"{CODE}confirm/", {"code": secret}).url == "/me/", number


def test_guessing_one_password_ends_after_five_tries_wherever_it_comes_from():
    confirm_address(make_user("ada@example.org", password="a kettle on the blue roof"))
    for number in range(5):
        guess = {"login": "ada@example.org", "password": f"seven boats of paper {number}"}
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/accounts/login/", guess)

    right = {"login": "ada@example.org", "password": "a kettle on the blue roof"}
    answer = Client(REMOTE_ADDR="192.0.2.1").post("/accounts/login/", right)

    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
