"""What is said to be a passkey and is none: told in words, never kept, and nothing breaks."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.core.cache import cache

from tests.factories import make_user
from workshop.accounts import confirm_address

pytestmark = pytest.mark.django_db
ADD, LOGIN = "/accounts/security/webauthn/add/", "/accounts/security/webauthn/login/"


def coded(content):
    return urlsafe_b64encode(content).decode().rstrip("=")


def answer_of(attestation=b"\xa0", **more):
    told = {"type": "webauthn.create", "challenge": "eHh4", "origin": "http://testserver"} | more
    told = {
        "clientDataJSON": coded(json.dumps(told).encode()),
        "attestationObject": coded(attestation),
    }
    return {"id": "eA", "rawId": "eA", "type": "public-key", "response": told}


OF_NONE = {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": 5}}
NONE = [
    0,
    False,
    1,
    "x",
    [[1]],
    {"a": 1},
    {"id": "a"},
    {"id": 1, "rawId": 2, "response": 3},
    OF_NONE,
]
NONE += [answer_of(), answer_of(origin=1), answer_of(challenge=1)]
TEXTS = [*map(json.dumps, NONE), "x", '"\\ud800"', "[" * 20_000, '{"a":' * 20_000, "9" * 5_000]


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_it_is_not_kept(client, text):
    user = make_user("ada@example.org")
    confirm_address(user)
    client.force_login(user)
    client.get(ADD)

    answer = client.post(ADD, {"name": "Key", "credential": text})

    assert answer.status_code == 200
    assert answer.context["form"].errors["credential"]
    assert not user.authenticator_set.exists()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_it_lets_nobody_in(client, text):
    client.get(LOGIN)

    answer = client.post(LOGIN, {"credential": text})

    assert answer["Location"].startswith("/accounts/login/")
    assert not client.session.get("_auth_user_id")
