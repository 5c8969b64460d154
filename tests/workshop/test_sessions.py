from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories import make_job, make_user
from workshop.accounts import confirm_address
from workshop.jobs import tidy
from workshop.models import Message
from workshop.sessions import device_of

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Version/18.4 Mobile Safari/604.1"
GOOD = "a kettle on the blue roof"


def signed_in(mail, agent=FIREFOX, address="192.0.2.7"):
    """A browser in which the person has signed in by a mailed code."""
    browser = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    browser.post("/accounts/login/code/", {"email": mail})
    browser.post("/accounts/login/code/confirm/", {"code": Message.objects.first().secret})
    assert get_user(browser).email == mail
    return browser


def two_browsers():
    confirm_address(make_user("ada@example.org"))
    return signed_in("ada@example.org"), signed_in("ada@example.org", SAFARI, "198.51.100.9")


def test_each_browser_is_listed_with_its_address_and_this_one_named():
    one, _other = two_browsers()
    signed_in("somebody@example.org", SAFARI, "203.0.113.1")

    text = one.get("/accounts/sessions/").content.decode()

    assert "Firefox on Linux" in text
    assert "Safari on iPhone" in text
    assert "198.51.100.9" in text
    assert "203.0.113.1" not in text
    assert text.count("this browser") == 1
    assert text.count(">End it<") == 1


def test_all_others_are_offered_to_be_ended_where_there_are_others():
    one, other = two_browsers()
    assert "End all others" in one.get("/accounts/sessions/").content.decode()

    other.post("/accounts/logout/")

    assert "End all others" not in one.get("/accounts/sessions/").content.decode()


def test_one_session_is_ended():
    one, other = two_browsers()
    theirs = UserSession.objects.get(ip="198.51.100.9")

    one.post("/accounts/sessions/", {"session": theirs.pk})

    assert get_user(one).is_authenticated
    assert not get_user(other).is_authenticated


def test_all_others_are_ended():
    one, other = two_browsers()
    third = signed_in("ada@example.org", SAFARI)

    one.post("/accounts/sessions/", {"others": "1"})

    assert get_user(one).is_authenticated
    assert not get_user(other).is_authenticated
    assert not get_user(third).is_authenticated


@pytest.mark.parametrize("chosen", ["theirs", "999999", "x", "", "²", "9" * 5000])
def test_nobody_ends_a_session_of_somebody_else(chosen):
    one, other = two_browsers()
    stranger = signed_in("stranger@example.org")
    theirs = UserSession.objects.get(ip="198.51.100.9")

    answer = stranger.post(
        "/accounts/sessions/", {"session": theirs.pk if chosen == "theirs" else chosen}
    )

    assert answer.status_code == 302
    assert get_user(one).is_authenticated
    assert get_user(other).is_authenticated


def test_looking_ends_nothing():
    one, other = two_browsers()

    one.get("/accounts/sessions/?others=1")

    assert get_user(other).is_authenticated


def test_a_new_password_ends_the_other_sessions():
    one, other = two_browsers()

    one.post("/accounts/password/set/", {"password1": GOOD, "password2": GOOD})

    assert get_user(one).has_usable_password()
    assert not get_user(other).is_authenticated
    assert UserSession.objects.count() == 1


def test_a_new_address_ends_the_other_sessions():
    one, other = two_browsers()

    one.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    code = Message.objects.filter(purpose="code").first()
    one.post("/accounts/confirm-email/", {"code": code.secret})

    assert get_user(one).email == "new@example.org"
    assert not get_user(other).is_authenticated


def test_what_is_known_of_a_session_goes_when_it_does():
    signed_in("ada@example.org")
    kept = signed_in("ada@example.org", SAFARI, "198.51.100.9")
    Session.objects.exclude(pk=kept.session.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )

    tidy(make_job())

    assert [one.ip for one in UserSession.objects.all()] == ["198.51.100.9"]


def test_who_signs_in_by_a_link_is_listed_as_well(client):
    user = make_user("chair@example.org", name="Chair")
    confirm_address(user)

    client.post("/accounts/demo/", {"role": "chair"})

    assert [one.user for one in UserSession.objects.all()] == [user]


@pytest.mark.parametrize(("agent", "name"), [("", "Another program"), ("curl Linux", "Linux")])
def test_a_browser_that_nobody_knows_has_a_name(agent, name):
    assert device_of(agent) == name
