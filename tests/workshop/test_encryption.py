"""What second factors are made of is encrypted, and what a change of the site's key does to it."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user
from django.test import override_settings

from tests.factories import make_job, make_member, make_workshop
from tests.workshop.test_second_factor import (
    ASK,
    code_of,
    enter_mailed_code,
    person,
    set_up_app,
    with_app,
)
from workshop.encryption import ENCRYPTED, encrypt
from workshop.jobs import tidy
from workshop.models import Change, Message

pytestmark = pytest.mark.django_db
ANOTHER = "another key of the site, as long as keys are"
SECURITY = "/accounts/security/"


def test_the_database_holds_neither_the_key_of_the_app_nor_what_the_codes_are_made_of(client):
    _user, secret = with_app(client)

    kept = {row.type: row.data for row in Authenticator.objects.all()}

    assert secret not in json.dumps(kept["totp"])
    assert kept["totp"]["secret"].startswith(ENCRYPTED)
    assert kept["recovery_codes"]["seed"].startswith(ENCRYPTED)


def test_the_same_is_never_written_twice_alike():
    assert encrypt("the same") != encrypt("the same")


def test_whose_app_nobody_can_check_any_more_gets_in_by_a_code_and_is_told(client):
    user, _secret = with_app(client)

    with override_settings(SECRET_KEY=ANOTHER):
        assert enter_mailed_code(client, user).url == "/me/"
        page = client.get("/me/").content.decode()

    assert "the key of this site was changed" in page
    assert not Authenticator.objects.exists()
    told = Message.objects.get(purpose="account")
    assert (told.recipient, "cannot be checked any more" in told.body) == (user.email, True)
    acts = [row.fields["second factor"] for row in Change.objects.filter(by=None)]
    assert sorted(acts) == [["Recovery codes", ""], ["TOTP Authenticator", ""]]


@pytest.mark.django_db(transaction=True)
def test_and_sets_it_up_anew(client):
    user, _secret = with_app(client)

    with override_settings(SECRET_KEY=ANOTHER):
        enter_mailed_code(client, user)
        secret = set_up_app(client)
        client.logout()
        assert enter_mailed_code(client, user).url == ASK
        assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"


def test_a_chair_who_is_to_have_one_is_led_to_set_it_up(client):
    user, _secret = with_app(client)
    workshop = make_member(make_workshop(needs_second_factor=True), user=user).workshop

    with override_settings(SECRET_KEY=ANOTHER):
        enter_mailed_code(client, user)
        assert client.get(f"/{workshop.slug}/chair/").url == SECURITY


def test_a_passkey_stays_and_recovery_codes_are_made_anew(client):
    user, _secret = with_app(client)
    Authenticator.objects.filter(type="totp").update(type="webauthn", data={"name": "Mine"})

    with override_settings(SECRET_KEY=ANOTHER):
        assert enter_mailed_code(client, user).url == ASK

    assert [row.type for row in Authenticator.objects.all()] == ["webauthn"]
    client.force_login(user)
    page = client.get(SECURITY).content.decode()
    assert "/accounts/security/recovery-codes/generate/" in page
    assert 'href="/accounts/security/recovery-codes/"' not in page


def test_with_the_key_before_it_nothing_is_lost_and_after_a_day_it_is_needed_no_more(
    client, settings
):
    user, secret = with_app(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = ANOTHER
    enter_mailed_code(client, user)
    assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"
    client.logout()

    assert tidy(make_job())["secrets"] == 2
    settings.SECRET_KEY_FALLBACKS = []

    enter_mailed_code(client, user)
    assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"


def test_who_is_signed_in_while_the_key_goes_signs_in_anew(client):
    user = person(client)
    set_up_app(client)
    with override_settings(SECRET_KEY=ANOTHER):
        lost = encrypt("a seed")
    Authenticator.objects.filter(type="recovery_codes").update(data={"seed": lost, "used_mask": 0})

    answer = client.get("/accounts/security/recovery-codes/")

    assert answer.url == "/accounts/login/code/"
    assert not get_user(client).is_authenticated
    assert enter_mailed_code(client, user).url == ASK
    assert [row.type for row in Authenticator.objects.all()] == ["totp"]


def test_what_was_stored_before_is_encrypted_by_the_migration_and_works_on(client):
    user, secret = with_app(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    migration = import_module("workshop.migrations.0032_secrets_encrypted")
    migration.decrypt_all(apps, None)
    assert Authenticator.objects.get(type="totp").data["secret"] == secret

    migration.encrypt_all(apps, None)
    migration.encrypt_all(apps, None)

    assert Authenticator.objects.get(type="recovery_codes").wrap().generate_codes() == codes
    enter_mailed_code(client, user)
    assert client.post(ASK, {"code": code_of(secret)}).url == "/me/"
