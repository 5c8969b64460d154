from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_message, make_user, make_workshop
from workshop.models import Message
from workshop.outbox import queue_message, render_mail, waiting_for
from workshop.queue import work_once

pytestmark = pytest.mark.django_db


def queue(**fields):
    fields = {
        "to": "ada@example.org",
        "key": "1",
        "subject": "Your code",
        "body": f"It is {Message.GAP}.",
    } | fields
    return queue_message("code", **fields)


def test_a_message_is_a_row_and_nothing_is_sent_by_the_request():
    message = queue(secret="WXYZ")

    assert (message.state, message.recipient, message.subject) == (
        "waiting",
        "ada@example.org",
        "Your code",
    )
    assert mail.outbox == []


def test_the_same_key_gives_one_message():
    assert queue().pk == queue().pk
    assert Message.objects.count() == 1


def test_a_secret_is_masked_in_the_outbox_sent_and_then_forgotten():
    message = queue(secret="WXYZ")
    assert message.masked_text == "It is ••••••.\n"
    assert "WXYZ" not in message.body

    work_once("mail")

    message.refresh_from_db()
    assert mail.outbox[0].body == "It is WXYZ.\n"
    assert (message.state, message.secret) == ("done", "")


def test_a_mail_has_one_recipient_its_stored_id_and_says_that_it_is_automatic():
    workshop = make_workshop(contact="chairs@example.org")
    message = queue(workshop=workshop)

    work_once("mail")

    [sent] = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert sent.reply_to == ["chairs@example.org"]
    assert sent.message()["Message-ID"] == message.message_id
    assert sent.message()["Auto-Submitted"] == "auto-generated"


def test_a_subject_is_one_line_whatever_was_typed():
    message = queue(subject="Hello\r\n\tBcc: all@example.org")

    assert "\n" not in message.subject
    assert "\r" not in message.subject


def test_a_code_that_has_run_out_is_not_sent():
    message = queue(secret="WXYZ")
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=16))

    work_once("mail")

    message.refresh_from_db()
    assert (message.state, message.secret, mail.outbox) == ("cancelled", "", [])


def test_the_demonstration_box_shows_the_newest_that_waits_for_the_reader():
    make_message(recipient="ada@example.org", body="older")
    newest = make_message(recipient="ada@example.org", body="newer")
    make_message(recipient="bob@example.org")
    make_user("ada@example.org")

    assert waiting_for("ADA@example.org") == newest
    assert waiting_for("cy@example.org") is None


def test_a_mails_first_line_is_its_subject(tmp_path, settings):
    (tmp_path / "mail.txt").write_text("Your place\n\nGo to {{ site_url }}/{{ secret }}/\n")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    subject, body = render_mail("mail.txt", {})

    assert subject == "Your place"
    assert body.strip() == f"Go to {settings.SITE_URL}/{Message.GAP}/"
