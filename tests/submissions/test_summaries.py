"""The one mail at the close: what the others have changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.deadlines import GRACE
from submissions.models import Status
from submissions.services import change_status
from submissions.summaries import LATEST, send_due_summaries
from tests.factories import make_manuscript, make_submission
from tests.submissions.forms import after_the_deadline, edit_address, set_deadline, typed
from workshop.clock import tick
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(author, workshop):
    """Sent in by Ana with Li, both of whom have the receipt."""
    sent = make_submission(workshop, author)
    sent.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")
    return sent


def save(client, submission, **more):
    submission.refresh_from_db()
    form = typed(key=submission.key, seen=submission.version, save="1", **more)
    return client.post(edit_address(submission), form, follow=True)


def close():
    tick(timezone.now())
    return Message.objects.filter(purpose="summary").order_by("pk")


def test_at_the_close_the_others_learn_once_what_was_changed(client, workshop, sent):
    save(client, sent, title="Counting watts")
    make_manuscript(sent)
    assert not close().exists()
    after_the_deadline(workshop)

    for _round in range(3):
        close()

    mail = close().get()
    assert mail.recipient == "li@example.org"
    assert "Title: Counting watts\n" in mail.body
    assert "Changed:\nTitle\nPDF: version 2\n" in mail.body
    assert sent.manuscripts.last().sha256 in mail.body


def test_in_the_grace_period_it_is_not_closed_yet(client, workshop, sent):
    save(client, sent, title="Counting watts")
    set_deadline(workshop, timezone.now() - GRACE + timedelta(minutes=1))

    assert not close().exists()


def test_while_one_author_has_longer_the_others_wait(client, author, workshop, sent):
    save(client, sent, title="Counting watts")
    after_the_deadline(workshop)
    until = timezone.now() + timedelta(hours=1)
    given = workshop.extensions.create(mail=author.email, until=until)
    assert not close().exists()

    send_due_summaries(given.until + timedelta(minutes=1))

    assert close().count() == 1


def test_a_pdf_that_is_being_checked_is_waited_for(client, workshop, sent):
    save(client, sent, title="Counting watts")
    make_manuscript(sent, facts=None)
    after_the_deadline(workshop)

    assert not close().exists()


def test_what_nobody_changed_or_was_changed_long_ago_is_no_news(client, workshop, sent):
    after_the_deadline(workshop)
    assert not close().exists()
    set_deadline(workshop, timezone.now() + timedelta(days=1))
    save(client, sent, title="Counting watts")

    set_deadline(workshop, timezone.now() - LATEST - timedelta(hours=1))

    assert not close().exists()


def test_what_was_changed_back_is_no_news(client, workshop, sent):
    save(client, sent, title="Counting watts")
    save(client, sent, title="Counting joules")
    after_the_deadline(workshop)

    assert not close().exists()


def test_who_came_after_the_change_has_it_in_the_receipt(client, workshop, author):
    sent = make_submission(workshop, author)
    save(client, sent, title="Counting watts")
    after_the_deadline(workshop)

    assert not close().exists()


def test_it_is_cancelled_when_it_is_withdrawn_before(client, author, workshop, sent):
    save(client, sent, title="Counting watts")
    after_the_deadline(workshop)
    mail = close().get()
    assert is_still_due(mail)

    change_status(sent, Status.WITHDRAWN, by=author)

    assert not is_still_due(mail)


def test_after_a_second_close_it_is_told_anew(client, workshop, sent):
    save(client, sent, title="Counting watts")
    after_the_deadline(workshop)
    first = close().get()
    set_deadline(workshop, timezone.now() + timedelta(days=1))
    save(client, sent, title="Counting calories")
    after_the_deadline(workshop)

    assert close().count() == 2
    assert not is_still_due(first)


def test_what_has_closed_costs_a_fixed_number_of_queries(
    client, author, workshop, django_assert_max_num_queries
):
    for _number in range(4):
        one = make_submission(workshop, author)
        one.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")
        save(client, one, title="Counting watts")
    after_the_deadline(workshop)
    assert close().count() == 4

    with django_assert_max_num_queries(13):
        send_due_summaries(timezone.now())
