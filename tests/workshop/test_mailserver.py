"""What a real mail server's answers come to: sent, tried again, refused, or all mail waits."""

import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from tests.factories import make_message, make_user
from tests.installation.servers import free_port
from workshop.mailserver import PROBED_EVERY, begin_outage, why_mail_waits
from workshop.mailtexts import Purpose
from workshop.models import Message, Outage
from workshop.outbox import as_email
from workshop.queue import work_once

pytestmark = pytest.mark.django_db(transaction=True)


class Answering:
    """A server's handler that gives one answer at one command, and keeps what it takes."""

    def __init__(self, **answers):
        self.answers, self.taken = answers, []

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.answers.get("sender", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.answers.get("recipient", "250 OK")

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope.content.decode())
        if self.answers.get("data") == "cut":
            server.transport.abort()
        return self.answers.get("data", "250 OK")


@contextmanager
def server(**answers):
    handler = Answering(**answers)
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        handler.port = controller.port
        yield handler
    finally:
        controller.stop()


@pytest.fixture
def deliver(settings):
    """Let one due mail be handed to the server at that port."""
    settings.EMAIL_BACKEND = "workshop.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"

    def deliver(port):
        settings.EMAIL_PORT = port
        return work_once("mail")

    return deliver


@pytest.fixture
def message(monkeypatch):
    from workshop import mails

    monkeypatch.setitem(mails.PURPOSES, "note", Purpose(lambda message: True))
    return make_message(purpose="note")


def outcome(message):
    message.refresh_from_db()
    return message.state, message.tries


def test_what_the_server_takes_is_done(deliver, message):
    with server() as taking:
        deliver(taking.port)

    assert outcome(message) == ("done", 1)
    assert message.answer == "250 OK"
    assert as_email(message).message()["Message-ID"] in taking.taken[0]


SOFT = [
    {"recipient": "450 mailbox busy"},
    {"recipient": "421 4.7.28 too many for this mailbox"},
    {"data": "451 try later"},
    {"sender": "452 full"},
]


@pytest.mark.parametrize("answers", SOFT)
def test_a_soft_no_is_tried_again_after_a_pause(deliver, message, answers):
    with server(**answers) as busy:
        deliver(busy.port)
        assert deliver(busy.port) is False

    assert outcome(message) == ("waiting", 1)
    assert next(iter(answers.values())) in message.error
    assert message.due_at > timezone.now() + timedelta(seconds=30)
    assert not Outage.objects.exists()


HARD = [{"recipient": "550 no such user"}, {"data": "554 spam"}, {"sender": "552 5.3.4 too large"}]


@pytest.mark.parametrize("answers", HARD)
def test_a_hard_no_is_the_end_and_shown_with_its_reason(deliver, message, answers):
    with server(**answers) as refusing:
        deliver(refusing.port)

    assert outcome(message) == ("failed", 1)
    assert message.error == next(iter(answers.values()))


def test_a_line_cut_after_the_final_dot_repeats_the_same_message_id(deliver, message):
    with server(data="cut") as cutting:
        deliver(cutting.port)
    assert outcome(message) == ("waiting", 1)
    Message.objects.update(due_at=timezone.now())

    with server() as taking:
        deliver(taking.port)

    assert outcome(message) == ("done", 2)
    assert all(message.message_id in text for text in (*cutting.taken, *taking.taken))


def away():
    return free_port()


@pytest.mark.parametrize("answer", [{"sender": "421 closing"}, {"sender": "550 not you"}, None])
def test_an_outage_costs_no_try_stops_the_others_and_is_probed(deliver, message, answer):
    others = [make_message(purpose="note") for _number in range(3)]
    with server(**answer or {}) as bad:
        deliver(bad.port if answer else away())
        assert deliver(bad.port) is False  # others are due, and not tried

    assert outcome(message) == ("waiting", 0)
    assert [outcome(other) for other in others] == [("waiting", 0)] * 3
    since = Outage.objects.get().since
    Outage.objects.update(probed_at=timezone.now() - PROBED_EVERY)
    deliver(away())
    assert Outage.objects.get().since == since
    assert deliver(away()) is False

    Outage.objects.update(probed_at=timezone.now() - PROBED_EVERY)
    with server() as mended:
        while deliver(mended.port):
            pass

    assert not Outage.objects.exists()
    assert len(mended.taken) == 4
    assert outcome(message) == ("done", 1)


def begin_outage_that_may_be_probed():
    begin_outage("away")
    Outage.objects.update(probed_at=timezone.now() - PROBED_EVERY)


def test_a_line_cut_without_an_answer_does_not_end_an_outage(deliver, message):
    begin_outage_that_may_be_probed()

    with server(data="cut") as cutting:
        deliver(cutting.port)

    assert outcome(message) == ("waiting", 1)
    assert Outage.objects.exists()


def test_a_mail_that_is_no_longer_due_is_not_the_probe(deliver, message, monkeypatch):
    from workshop import mails

    monkeypatch.setitem(mails.PURPOSES, "old", Purpose(lambda message: False))
    expired = make_message(purpose="old", due_at=timezone.now() - timedelta(hours=1))
    begin_outage_that_may_be_probed()

    with server() as taking:
        assert [deliver(taking.port), deliver(taking.port)] == [True, True]

    assert outcome(expired) == ("cancelled", 1)
    assert outcome(message) == ("done", 1)


def test_an_outage_is_told_while_mail_waits_alone(message, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    begin_outage("away")
    reader = make_user()
    assert "has taken nothing since" in why_mail_waits(reader)

    message.delete()

    assert why_mail_waits(reader) == ""


def test_a_server_that_says_nothing_is_given_up_after_the_timeout(deliver, message, settings):
    settings.EMAIL_TIMEOUT = 0.3
    with socket.create_server(("127.0.0.1", 0)) as silent:
        deliver(silent.getsockname()[1])

    assert outcome(message) == ("waiting", 0)
    assert "timed out" in Outage.objects.get().reason
