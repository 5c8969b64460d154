from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_message, make_user, make_workshop
from workshop.models import Message
from workshop.outbox import queue_message, waiting_for
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


def test_a_subject_has_no_controls_and_nothing_that_turns_the_reading():
    message = queue(subject="A\x1b[31m red\x7f \u202etxt.exe, 日本語 naïve")

    assert message.subject == "A[31m red txt.exe, 日本語 naïve"


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
    assert waiting_for("ada@example.org", "membership") is None


def test_the_mark_of_a_secret_in_somebodys_words_is_no_secret():
    message = queue(body="On [[secret]] sharing")
    assert Message.GAP not in queue(key="2", body="On [[[secret]]]").body

    work_once("mail")

    assert message.body == "On (secret) sharing\n"
    assert mail.outbox[0].body == "On (secret) sharing\n"


def html_of(body):
    queue(body=body)
    work_once("mail")
    return mail.outbox[0].alternatives[0]


def test_a_mail_says_the_same_in_simple_html():
    html = html_of("Title: joules\nCode: B7\n\nAs ever.")

    assert html.mimetype == "text/html"
    assert "<p>Title: joules<br>\nCode: B7</p>\n<p>As ever.</p>" in html.content


def test_what_somebody_typed_is_never_markup():
    html = html_of('<img src=x onerror="alert(1)"> & https://elsewhere.example/a').content

    assert "<img" not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; https://elsewhere" in html


def test_links_lead_to_this_site_alone(settings):
    html = html_of(
        f'See {settings.SITE_URL}/me/, "{settings.SITE_URL}/a"><b> or https://b.example'
    ).content

    assert html.count("<a ") == 2
    assert f'<a href="{settings.SITE_URL}/a">' in html
    assert "<b>" not in html


def test_a_link_keeps_its_query_and_ends_before_the_stop(settings):
    html = html_of(f"(See {settings.SITE_URL}/a/?b=1&c=2.)\n{settings.SITE_URL}/.").content

    assert f'<a href="{settings.SITE_URL}/a/?b=1&amp;c=2">' in html
    assert f'<a href="{settings.SITE_URL}/">' in html
    assert "</a>.)" in html
