"""A mailed link: explained by GET, acted on by POST once, renewed to the same address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import make_cast
from workshop.links import renew_link
from workshop.models import ActionLink, Message
from workshop.queue import work_once
from workshop.services import add_membership, end_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    cast = make_cast()
    return add_membership(cast.workshop, mail="new@example.org", role="chair", by=cast.chair)


def mailed_path():
    """The address in the newest mail, as its recipient reads it."""
    return re.search(r"/links/\S+/", Message.objects.first().text)[0]


def test_the_mail_names_role_and_workshop_and_keeps_its_token_apart(invited):
    message = Message.objects.get()

    assert message.recipient == "new@example.org"
    assert "a chair of Warm Computing" in message.text
    assert f"/links/{message.MASK}/" in message.masked_text


def test_opening_the_link_acts_on_nothing(client, invited):
    response = client.get(mailed_path())

    assert "You are a chair of Warm Computing" in response.content.decode()
    assert ActionLink.objects.get().used_at is None
    assert not get_user(client).is_authenticated


def test_pressing_the_button_signs_in_and_confirms_the_address(client, invited):
    response = client.post(mailed_path())

    assert response.url == "/me/"
    assert get_user(client) == invited.user
    assert EmailAddress.objects.get().verified


def test_a_link_works_once(client, invited):
    path = mailed_path()
    client.post(path)
    client.logout()

    again = client.post(path)

    assert again.status_code == 410
    assert "This link has been used." in again.content.decode()
    assert not get_user(client).is_authenticated


def test_an_expired_link_offers_a_fresh_one_to_the_same_address(client, invited):
    path = mailed_path()
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    expired = client.post(path)
    renewed = client.post(path, {"renew": "1"})

    assert "This link has expired." in expired.content.decode()
    assert "A fresh link is on its way" in renewed.content.decode()
    assert Message.objects.first().recipient == "new@example.org"
    assert client.post(mailed_path()).url == "/me/"


def test_a_newer_link_closes_the_older_one(client, invited):
    older = mailed_path()
    ActionLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
    renew_link(ActionLink.objects.get())

    assert "replaced by a newer one" in client.get(older).content.decode()
    assert client.post(mailed_path()).url == "/me/"


def test_a_mail_whose_link_was_replaced_is_not_sent(invited):
    ActionLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
    renew_link(ActionLink.objects.get())

    while work_once("mail"):
        pass

    assert [message.state for message in Message.objects.order_by("pk")] == ["cancelled", "done"]
    assert len(mail.outbox) == 1


def test_asking_again_and_again_for_a_fresh_link_sends_one(client, invited):
    path = mailed_path()
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    for _again in range(5):
        client.post(path, {"renew": "1"})

    assert Message.objects.count() == 2


def test_a_link_to_a_role_that_was_taken_away_leads_nowhere(client, invited):
    path = mailed_path()
    end_membership(invited, by=None)

    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert client.post(path, {"renew": "1"}).status_code == 404


def test_a_made_up_token_leads_nowhere(client):
    assert client.get("/links/abc/").status_code == 404


def test_a_link_of_a_closed_account_leads_nowhere(client, invited):
    path = mailed_path()
    invited.user.is_active = False
    invited.user.save()

    assert client.post(path).status_code == 404


def test_the_database_holds_no_token(invited):
    token = mailed_path().split("/")[2]

    assert token not in str(ActionLink.objects.values().get())


def test_a_link_is_somebodys(invited):
    for whose in ({"user": None}, {"mail": "ada@example.org"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionLink.objects.update(**whose)
