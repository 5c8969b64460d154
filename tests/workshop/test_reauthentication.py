"""Who is signed in shows anew who they are: a browser left open does not erase an account."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from fido2.webauthn import AttestationObject, AuthenticatorData

from tests.factories import make_user
from tests.signing_in import BY_CODE, show_anew
from tests.workshop.test_passkeys import ADD, answer_of
from tests.workshop.test_second_factor import ACTIVATE, code_of, person, set_up_app
from workshop.accounts import confirm_address
from workshop.demo import ROLES
from workshop.models import FormerAddress, Message, User

pytestmark = pytest.mark.django_db
ERASE, SET = "/me/erase/", "/accounts/password/set/"
PASSWORD = "a kettle on the blue roof"


@pytest.fixture
def ada(client):
    return person(client)


def exists(user):
    return User.objects.filter(email=user.email).exists()


def test_the_address_alone_erases_nobody(client, ada):
    asked = client.post(ERASE, {"mail": ada.email})

    assert asked.url == f"{BY_CODE}?next=%2Fme%2Ferase%2F"
    assert b"Send me a code" in client.get(asked.url).content
    assert exists(ada)
    assert not Message.objects.exists()


def test_what_was_asked_for_is_done_once_the_code_is_typed(client, ada):
    client.post(ERASE, {"mail": ada.email})

    done = show_anew(client, then=ERASE)

    assert b"You are erased" in done.content
    assert not exists(ada)
    assert not get_user(client).is_authenticated


def test_the_code_goes_to_the_outbox_masked_and_to_the_account_s_address(client, ada):
    sent = client.post(BY_CODE, {"action": "send", "next": ERASE})

    message = Message.objects.get()
    assert sent.url == f"{BY_CODE}?next=%2Fme%2Ferase%2F"
    assert (message.recipient, message.purpose) == (ada.email, "code")
    assert message.secret
    assert message.secret not in message.body
    assert "/accounts/sessions/" in message.body


def test_a_wrong_code_shows_nothing_and_after_five_it_is_void(client, ada):
    client.post(ERASE, {"mail": ada.email})
    client.post(BY_CODE, {"action": "send"})
    first = Message.objects.get().secret

    wrong = client.post(BY_CODE, {"code": "WRONG-ONE", "next": ERASE})
    assert "the one of the newest mail" in wrong.content.decode()
    for _try in range(4):
        client.post(BY_CODE, {"code": "WRONG-ONE", "next": ERASE})
    late = client.post(BY_CODE, {"code": first, "next": ERASE}, follow=True)

    assert b"have another" in late.content
    assert exists(ada)


def test_a_code_works_no_longer_than_it_says(client, ada, settings):
    client.post(BY_CODE, {"action": "send"})
    code = Message.objects.get().secret
    session = client.session
    session["code_to_show_anew"]["at"] -= settings.CODE_LIFETIME + 1
    session.save()

    client.post(BY_CODE, {"code": code, "next": ERASE})

    assert client.post(ERASE, {"mail": ada.email}).status_code == 302
    assert exists(ada)


def test_a_code_that_went_to_an_address_given_up_shows_nothing(client, ada):
    client.post(BY_CODE, {"action": "send"})
    code = Message.objects.get().secret
    User.objects.filter(pk=ada.pk).update(email="ada@new.example.org")

    client.post(BY_CODE, {"code": code, "next": ERASE})
    client.post(ERASE, {"mail": "ada@new.example.org"})

    assert User.objects.filter(pk=ada.pk, email="ada@new.example.org").exists()


def test_codes_are_sent_only_so_often(client, ada):
    for _time in range(6):
        told = client.post(BY_CODE, {"action": "send"}, follow=True)

    assert b"Too many codes were asked for" in told.content
    assert Message.objects.count() == 5


def test_looking_at_the_page_sends_nothing(client, ada):
    client.get(BY_CODE)

    assert not Message.objects.exists()


def test_who_keeps_a_password_types_it(client):
    ada = make_user("ada@example.org", password=PASSWORD)
    confirm_address(ada)
    client.force_login(ada)

    asked = client.post(ERASE, {"mail": ada.email})
    refused = client.get(BY_CODE)
    client.post(asked.url, {"password": "another one altogether"})
    assert exists(ada)
    done = client.post(asked.url, {"password": PASSWORD})

    assert asked.url.startswith("/accounts/reauthenticate/?")
    assert refused.url == "/accounts/reauthenticate/"  # a code instead would be the weaker way
    assert b"You are erased" in done.content


def test_who_has_a_second_factor_shows_it(client):
    ada = person(client)
    secret = set_up_app(client)
    client.logout()
    client.force_login(ada)

    asked = client.post(ERASE, {"mail": ada.email})
    done = client.post(asked.url, {"code": code_of(secret)})

    assert asked.url.startswith("/accounts/security/reauthenticate/?")
    assert b"You are erased" in done.content


def test_who_has_just_signed_in_by_a_code_is_not_asked_for_another(client):
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": Message.objects.get().secret})

    assert b"You are erased" in client.post(ERASE, {"mail": "ada@example.org"}).content


def test_nor_is_one_left_open_for_longer_taken_over(client):
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": Message.objects.get().secret})
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()

    assert client.post(ERASE, {"mail": "ada@example.org"}).url.startswith(BY_CODE)


def test_a_browser_left_open_gives_the_account_no_password(client, ada):
    asked = client.post(SET, {"password1": PASSWORD, "password2": PASSWORD})
    assert asked.url == f"{BY_CODE}?next=%2Faccounts%2Fpassword%2Fset%2F"
    assert not get_user(client).has_usable_password()

    show_anew(client, then=SET)

    assert get_user(client).check_password(PASSWORD)


def test_nor_an_app_of_another(client, ada):
    secret = re.search(r'<code class="key">(\w+)</code>', client.get(ACTIVATE).content.decode())[1]

    asked = client.post(ACTIVATE, {"code": code_of(secret)})
    assert asked.url.startswith(BY_CODE)
    assert not Authenticator.objects.exists()

    show_anew(client, then=ACTIVATE)
    assert Authenticator.objects.filter(type="totp").exists()


def test_nor_a_passkey_of_another(client, ada):
    seen = AuthenticatorData.create(bytes(32), flags=1, counter=0)
    credential = answer_of(AttestationObject.create("none", seen, {}))

    asked = client.post(ADD, {"name": "Key", "credential": json.dumps(credential)})

    assert asked.url.startswith(BY_CODE)


def test_nor_another_address_where_there_is_a_password_to_show(client):
    ada = make_user("ada@example.org", password=PASSWORD)
    confirm_address(ada)
    client.force_login(ada)
    change = {"action_add": "", "email": "ada@new.example.org"}

    asked = client.post("/accounts/email/", change)
    assert asked.url.startswith("/accounts/reauthenticate/?")
    assert not Message.objects.exists()
    client.post(asked.url, {"password": PASSWORD})

    assert Message.objects.get(purpose="code").recipient == "ada@new.example.org"


def test_who_has_lost_the_mailbox_of_a_mailed_code_changes_the_address(client, ada):
    client.post("/accounts/email/", {"action_add": "", "email": "ada@new.example.org"})

    assert Message.objects.get(purpose="code").recipient == "ada@new.example.org"


def test_after_a_change_of_address_an_account_is_not_erased_for_a_week(client, ada):
    """Whoever found the browser open has had it changed to their own, and gets the codes."""
    former = ada.former_addresses.create(mail="ada@old.example.org")
    show_anew(client)

    page = client.post(ERASE, {"mail": ada.email}, follow=True)
    assert exists(ada)
    assert "Your address was changed" in page.content.decode()
    FormerAddress.objects.filter(pk=former.pk).update(until=former.until - timedelta(days=8))

    assert b"You are erased" in client.post(ERASE, {"mail": ada.email}).content


def test_the_demonstration_s_people_find_the_code_on_the_page(client):
    make_user(ROLES["author"][1])
    client.post("/accounts/demo/", {"role": "author"})
    client.post(ERASE, {"mail": ROLES["author"][1]})

    page = client.post(BY_CODE, {"action": "send", "next": ERASE}, follow=True)

    assert Message.objects.get().secret in page.content.decode()
