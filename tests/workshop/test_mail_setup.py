"""Whether mail arrives: a test to oneself, the server's answer, what the sender's domain needs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_message
from workshop.models import Message
from workshop.sender import is_of_site, records_to_check

pytestmark = pytest.mark.django_db


def address(cast):
    return reverse("mail_setup", args=[cast.workshop.slug])


def test_a_test_goes_to_the_reader_and_the_page_looks_again(
    client, cast, chair_signed_in, settings
):
    settings.EMAIL_HOST = "mail.example.org"

    page = client.post(address(cast), follow=True).content.decode()

    [message] = Message.objects.filter(purpose="test")
    assert (message.recipient, message.by) == (cast.chair.email, cast.chair)
    assert 'http-equiv="refresh"' in page


def test_the_servers_answer_is_shown_to_who_asked_alone(client, cast, chair_signed_in):
    fields = {"purpose": "test", "workshop": cast.workshop}
    sent = {"state": "done", "finished_at": timezone.now()}
    make_message(**fields, **sent, by=cast.chair, answer="250 queued as 7")
    make_message(**fields, **sent, by=cast.superuser, answer="250 queued as 8")

    page = client.get(address(cast)).content.decode()

    assert "250 queued as 7" in page
    assert "queued as 8" not in page


def test_no_more_than_ten_tests_a_minute(client, cast, chair_signed_in):
    for _press in range(11):
        answer = client.post(address(cast), follow=True)

    assert "Ten tests within a minute are enough." in answer.content.decode()
    assert Message.objects.filter(purpose="test").count() == 10


@pytest.mark.parametrize(
    ("sender", "fits"),
    [
        ("ossau@workshop.example.org", True),
        ("Ossau <ossau@example.org>", True),
        ("ossau@ample.org", False),
        ("ossau@elsewhere.example", False),
    ],
)
def test_the_senders_domain_is_compared_with_the_sites(settings, sender, fits):
    settings.SITE_HOST, settings.DEFAULT_FROM_EMAIL = "workshop.example.org", sender

    assert is_of_site() is fits


def test_the_records_are_named_after_the_senders_domain(settings):
    settings.DEFAULT_FROM_EMAIL = "Ossau <ossau@Example.org>"
    settings.EMAIL_HOST = "smtp.example.net"

    assert [(kind, name) for kind, name, *_rest in records_to_check()] == [
        ("SPF", "example.org"),
        ("DKIM", "<selector>._domainkey.example.org"),
        ("DMARC", "_dmarc.example.org"),
    ]
    assert "a:smtp.example.net" in records_to_check()[0][2]
