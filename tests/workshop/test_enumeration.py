"""Whether an address has an account is told neither by a page nor by how much is done for it."""

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_user
from tests.workshop.test_accounts import shape
from workshop.accounts import confirm_address
from workshop.models import Message

pytestmark = pytest.mark.django_db
CODE, LOGIN, RESET = "/accounts/login/code/", "/accounts/login/", "/accounts/password/reset/"
# Of as many letters each, as lengths would differ otherwise.
KNOWN, CLOSED, UNKNOWN = "known@example.org", "close@example.org", "fresh@example.org"


@pytest.fixture
def people(db, settings):
    settings.PRODUCTION = True  # elsewhere the page itself shows the mail
    keeps = make_user(KNOWN, password="a kettle on the blue roof")
    for user in (keeps, make_user(CLOSED, is_active=False), make_user("plain@example.org")):
        confirm_address(user)
    shown = Client()
    for page in (CODE, LOGIN, RESET):  # what is done once for a process is done before
        shown.get(page)


@pytest.fixture
def hashed(monkeypatch):
    """Each time that a password is hashed, which takes long."""
    counted, hasher = [], type(get_hasher())
    encode = hasher.encode

    def counting(self, *about, **more):
        counted.append(1)
        return encode(self, *about, **more)

    monkeypatch.setattr(hasher, "encode", counting)
    return counted


def work_for(page, mail, hashed, **more):
    """(queries, hashes, rows of the outbox, page) of a form sent in by a new visitor."""
    client, before, mails = Client(), len(hashed), Message.objects.count()
    with CaptureQueriesContext(connection) as queries:
        client.post(page, {"email": mail, "login": mail} | more)
        count = len(queries)
    answer = client.post(page, {"email": mail, "login": mail} | more, follow=True)
    rows = Message.objects.count() - mails
    return count, (len(hashed) - before) // 2, rows // 2, shape(answer, mail)


def test_a_new_password_takes_as_much_for_an_address_that_nobody_has(people, hashed):
    known, *others = (work_for(RESET, mail, hashed) for mail in (KNOWN, UNKNOWN, CLOSED))

    assert known[1:] == others[0][1:] == others[1][1:]
    assert all(abs(known[0] - other[0]) <= 1 for other in others)
    assert known[1:3] == (0, 1)


@pytest.mark.parametrize("mail", [UNKNOWN, CLOSED, "plain@example.org"])
def test_a_wrong_password_takes_one_hash_for_everybody(people, hashed, mail):
    wrong = {"password": "seven boats of paper"}
    known = work_for(LOGIN, KNOWN, hashed, **wrong)
    other = work_for(LOGIN, mail, hashed, **wrong)

    assert known[1] == other[1] == 1
    assert known[3] == other[3]
    assert abs(known[0] - other[0]) <= 1


def test_a_code_takes_as_much_for_a_closed_account(people, hashed):
    known, closed = (work_for(CODE, mail, hashed) for mail in (KNOWN, CLOSED))

    assert known[1:] == closed[1:]
    assert abs(known[0] - closed[0]) <= 1


def test_a_code_takes_as_much_for_a_new_address(people, hashed):
    known, fresh = (work_for(CODE, mail, hashed) for mail in (KNOWN, UNKNOWN))

    assert known[1:] == fresh[1:]
    assert known[1] == 0
    assert abs(known[0] - fresh[0]) <= 1
