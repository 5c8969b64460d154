import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import TestCase

from tests.factories import make_user, make_workshop
from tests.signing_in import show_anew
from workshop.accounts import confirm_address
from workshop.links import make_link
from workshop.models import Change, Message
from workshop.services import add_membership

pytestmark = pytest.mark.django_db
ACTIVATE, ASK = "/accounts/security/totp/activate/", "/accounts/security/authenticate/"
CODE_PAGE = "/accounts/login/code/"


def code_of(secret):
    """What an app would show now; each is taken once, so what was used is forgotten."""
    cache.clear()
    return shown_by_app(secret)


def shown_by_app(secret):
    _before, now, _after = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, now))


def person(client, mail="ada@example.org"):
    user = make_user(mail)
    confirm_address(user)
    client.force_login(user)
    return user


def set_up_app(client):
    """The key of an authenticator app that the person signed in has set up."""
    show_anew(client)
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r'<code class="key">(\w+)</code>', page)[1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert answer.url == "/accounts/security/recovery-codes/"
    return secret


def with_app(client, mail="ada@example.org"):
    """(a person who has set up an app and signed out, its key)"""
    user = person(client, mail)
    secret = set_up_app(client)
    client.logout()
    Message.objects.all().delete()
    return user, secret


def enter_mailed_code(client, user):
    client.post(CODE_PAGE, {"email": user.email})
    return client.post(f"{CODE_PAGE}confirm/", {"code": Message.objects.first().secret})


def test_the_mailed_code_alone_opens_no_account_with_a_second_factor(client):
    user, secret = with_app(client)

    assert enter_mailed_code(client, user).url == ASK
    assert not get_user(client).is_authenticated
    assert client.get("/me/").status_code == 302

    assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"
    assert get_user(client) == user


def test_neither_does_a_link_in_a_mail(client):
    user, secret = with_app(client)
    membership = add_membership(make_workshop(), mail=user.email, role="reviewer", by=None)
    _link, token = make_link("membership", object_id=membership.pk, user=user)

    assert client.post(f"/links/{token}/").url == ASK
    assert not get_user(client).is_authenticated

    assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"
    assert get_user(client) == user


def test_neither_does_a_new_password(client):
    user, _secret = with_app(client)
    client.post("/accounts/password/reset/", {"email": user.email})
    client.post(
        "/accounts/password/reset/confirm/",
        {"code": Message.objects.get(purpose="code").secret},
    )
    new = "a kettle on the blue roof"
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})

    answer = client.post("/accounts/login/", {"login": user.email, "password": new})

    assert answer.url == ASK
    assert not get_user(client).is_authenticated


def test_a_wrong_code_is_told_and_opens_nothing(client):
    user, _secret = with_app(client)
    enter_mailed_code(client, user)

    page = client.post(ASK, {"code": "000000"}).content.decode()

    assert "That is not the code." in page
    assert not get_user(client).is_authenticated


def test_no_passkey_is_asked_of_who_has_none(client):
    user, _secret = with_app(client)
    enter_mailed_code(client, user)

    text = client.get(ASK).content.decode()

    assert "authenticator app" in text
    assert "passkey" not in text


def test_guessing_codes_of_the_app_is_throttled_by_account(client):
    user, secret = with_app(client)
    enter_mailed_code(client, user)
    for _try in range(5):
        client.post(ASK, {"code": "000000"})

    client.post(ASK, {"code": shown_by_app(secret)})

    assert not get_user(client).is_authenticated


def test_a_code_of_the_app_is_taken_once(client):
    user, secret = with_app(client)
    code = code_of(secret)
    enter_mailed_code(client, user)
    client.post(ASK, {"code": code})
    client.logout()
    enter_mailed_code(client, user)

    client.post(ASK, {"code": code})

    assert not get_user(client).is_authenticated


def test_a_recovery_code_signs_in_once(client):
    user = person(client)
    set_up_app(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    client.logout()
    enter_mailed_code(client, user)
    assert client.post(ASK, {"code": codes[0]}).url == "/me/"
    client.logout()
    enter_mailed_code(client, user)

    client.post(ASK, {"code": codes[0]})

    assert not get_user(client).is_authenticated


def test_removing_the_app_asks_for_its_code_once_more(client):
    user, secret = with_app(client)
    enter_mailed_code(client, user)
    client.post(ASK, {"code": code_of(secret)})

    asked = client.post("/accounts/security/totp/deactivate/")
    client.post(asked.url, {"code": code_of(secret)})

    assert asked.url.startswith("/accounts/security/reauthenticate/")
    assert not Authenticator.objects.exists()


def test_setting_it_up_is_mailed_and_stands_in_the_trail(client):
    user = person(client)
    set_up_app(client)

    told = Message.objects.get(purpose="account")
    assert (told.recipient, told.subject) == (user.email, "An authenticator app was set up")
    acts = [change.fields["second factor"] for change in Change.objects.filter(by=user)]
    assert sorted(acts) == [["", "Recovery codes"], ["", "TOTP Authenticator"]]


def test_an_operator_removes_the_second_factor_of_who_lost_it(client):
    user, _secret = with_app(client)
    operator = person(client, "operator@example.org")
    operator.is_superuser = True
    operator.save()

    act = {"action": "remove_second_factor", "_selected_action": [user.pk]}
    client.post("/admin/workshop/user/", act)

    assert not Authenticator.objects.exists()
    assert Change.objects.get(by=operator).name == str(user)
    assert Message.objects.get(recipient=user.email).purpose == "account"
    client.logout()
    assert enter_mailed_code(client, user).url == "/me/"


def test_who_has_a_second_factor_still_changes_their_address(client):
    user = person(client)
    set_up_app(client)

    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    sent = Message.objects.get(purpose="code", recipient="new@example.org")
    client.post("/accounts/confirm-email/", {"code": sent.secret})

    assert get_user(client).email == "new@example.org"
    assert EmailAddress.objects.get().user == user


def test_the_key_is_drawn_in_the_page_without_style_or_script(client):
    person(client)

    page = client.get(ACTIVATE)

    assert "<svg" in page.content.decode()
    assert "<?xml" not in page.content.decode()
    assert "data:" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_whether_somebody_has_a_second_factor_is_not_told_before_the_first(client):
    user, _secret = with_app(client)
    make_user("plain@example.org")

    pages = [
        client.post(CODE_PAGE, {"email": mail}, follow=True).redirect_chain
        for mail in (user.email, "plain@example.org")
    ]

    assert pages[0] == pages[1]
