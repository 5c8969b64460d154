"""The outbox in the admin: why a mail waits or failed, send again, cancel."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_message
from workshop.mailserver import begin_outage
from workshop.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
OUTBOX = reverse("admin:workshop_message_changelist")


def failed(cast, **fields):
    over = {
        "state": "failed",
        "finished_at": timezone.now(),
        "error": "550 no such user",
        "tries": 3,
    }
    return make_message(workshop=cast.workshop, **over | fields)


def act(client, action, *messages):
    ticked = [message.pk for message in messages]
    sent = {"action": action, "_selected_action": ticked}
    return client.post(OUTBOX, sent, follow=True).content.decode()


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_it_says_why_a_mail_failed_and_when_one_is_tried_next(client, cast):
    failed(cast)
    make_message(workshop=cast.workshop, due_at=timezone.now().replace(2030, 6, 5, 9, 30))

    page = client.get(OUTBOX).content.decode()

    assert "550 no such user" in page
    assert "5 Jun, 09:30 UTC" in page


def test_what_failed_is_sent_again_and_nothing_else(client, cast):
    rows = [failed(cast), failed(cast, body=Message.GAP), make_message(workshop=cast.workshop)]

    said = act(client, "send_again", *rows)

    assert "1 mail is queued again." in said
    assert states() == ["waiting", "failed", "waiting"]
    assert Message.objects.get(pk=rows[0].pk).tries == 0


def test_what_waits_is_cancelled_by_name_and_nothing_that_was_sent(client, cast):
    sent = make_message(workshop=cast.workshop, state="done", finished_at=timezone.now())
    rows = [sent, make_message(workshop=cast.workshop, secret="ABCD")]

    said = act(client, "cancel", *rows)

    assert "1 mail is cancelled." in said
    assert states() == ["done", "cancelled"]
    cancelled = Message.objects.get(pk=rows[1].pk)
    assert (cancelled.error, cancelled.secret) == (f"Cancelled by {cast.chair}.", "")
    act(client, "send_again", rows[1])
    assert states() == ["done", "waiting"]


def test_the_mails_of_another_workshop_are_left_alone(client, cast):
    row = failed(cast)
    client.force_login(cast.other_chair)

    act(client, "send_again", row)

    assert states() == ["failed"]


def test_an_outage_is_told_with_its_reason(client, cast, settings):
    assert "No mail server is set" in client.get(OUTBOX).content.decode()
    settings.EMAIL_HOST = "127.0.0.1"
    assert "No mail server is set" not in client.get(OUTBOX).content.decode()

    make_message()
    begin_outage("Connection refused.")

    page = client.get(OUTBOX).content.decode()
    assert "The mail server has taken nothing since" in page
    assert "Connection refused." not in page
    client.force_login(cast.superuser)
    assert "Connection refused." in client.get(OUTBOX).content.decode()


def test_the_chair_is_told_of_mails_that_failed_and_led_to_them(client, cast):
    failed(cast)
    make_message(workshop=cast.workshop)

    page = client.get(reverse("chair", args=[cast.workshop.slug])).content.decode()

    assert "See why 1 mail could not be delivered" in page
    [address] = re.findall(r'href="([^"]*/mail/\?state=failed)"', page)
    listed = client.get(address).context["page"]
    assert [message.state for message in listed] == ["failed"]
