"""Reminding reviewers from the progress board: seen first, sent to who owes something alone."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Assignment
from reviews.progress.reminding import draft_reminder
from tests.factories import (
    make_assignment,
    make_key_date,
    make_member,
    make_review,
    make_submission,
    make_user,
)
from workshop.letters import digest_of, mails_of, recipients_of, send_letter
from workshop.models import Letter, Message
from workshop.outbox import is_still_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
YESTERDAY = timedelta(days=1)


@pytest.fixture
def owing(cast):
    """Ana and Li have a review to do of the same submission, Jo has done his."""
    submission = make_submission(cast.workshop, title="Cold starts")
    people = [
        make_member(cast.workshop, "reviewer", make_user(f"{name}@example.org", name=name)).user
        for name in ("ana", "li", "jo")
    ]
    for person in people[:2]:
        make_assignment(submission, person)
    make_review(submission, people[2])
    return submission


@pytest.fixture
def press(client, cast):
    """A function of what is sent: the answer."""

    def send(**sent):
        sent = {"key": str(uuid.uuid4()), "to": "ticked"} | sent
        return client.post(reverse("remind", args=[cast.workshop.slug]), sent, follow=True)

    return send


def who_gets(letter, user):
    people = recipients_of(letter, seen_by=user)
    return [one.mail for one in people if one.mail not in letter.left_out]


def send(letter, by):
    seen = digest_of(letter, mails_of(letter, recipients_of(letter, seen_by=by)))
    return send_letter(letter, by=by, seen=seen, left_out=letter.left_out)


def test_those_ticked_are_shown_with_their_mails_before_any_is_sent(cast, owing, press):
    page = press(reviewer=["li@example.org"]).content.decode()

    letter = Letter.objects.get()
    assert who_gets(letter, cast.chair) == ["li@example.org"]
    assert "You still have to do: 1." in page
    assert "1 person" in page
    assert not Message.objects.filter(letter=letter).exists()


def test_all_are_those_with_reviews_to_do_and_once_it_was_due_those_who_are_late(
    cast, owing, press
):
    press(to="all")
    assert Letter.objects.get().group == "reviewers_open"
    make_key_date(cast.workshop, "reviews", timezone.now() - YESTERDAY)

    press(to="all")

    letter = Letter.objects.first()
    assert letter.group == "reviewers_late"
    assert who_gets(letter, cast.chair) == ["ana@example.org", "li@example.org"]


def test_who_has_nothing_to_do_is_not_reminded(owing, press):
    page = press(reviewer=["jo@example.org", "nobody@example.org"]).content.decode()

    assert "Tick first whom to remind." in page
    assert not Letter.objects.exists()


def test_a_second_press_leads_to_the_same_letter_with_what_was_edited(owing, press):
    key = str(uuid.uuid4())
    press(reviewer=["li@example.org"], key=key)
    Letter.objects.update(body="Dear {name}, please.")

    press(reviewer=["ana@example.org"], key=key)

    letter = Letter.objects.get()
    assert letter.body == "Dear {name}, please."
    assert letter.left_out == ["li@example.org"]


def test_a_page_that_has_sent_its_reminder_says_so(cast, owing, press):
    key = str(uuid.uuid4())
    press(reviewer=["li@example.org"], key=key)
    send(Letter.objects.get(), cast.chair)

    assert "was sent already" in press(reviewer=["li@example.org"], key=key).content.decode()


def test_a_reminder_that_waits_is_cancelled_for_who_has_done_it_meanwhile(cast, owing):
    make_key_date(cast.workshop, "reviews", timezone.now() - YESTERDAY)
    letter = draft_reminder(cast.workshop, None, by=cast.chair, key=uuid.uuid4())
    send(letter, cast.chair)
    make_review(owing, Assignment.objects.get(reviewer__email="li@example.org").reviewer)

    due = {one.recipient: is_still_due(one) for one in Message.objects.filter(letter=letter)}

    assert due == {"ana@example.org": True, "li@example.org": False}


def test_nobody_is_late_any_more_where_the_date_has_moved(cast, owing):
    date = make_key_date(cast.workshop, "reviews", timezone.now() - YESTERDAY)
    letter = draft_reminder(cast.workshop, None, by=cast.chair, key=uuid.uuid4())
    send(letter, cast.chair)

    date.at = timezone.now() + YESTERDAY
    date.save()

    assert not any(is_still_due(one) for one in Message.objects.filter(letter=letter))


def test_of_what_the_chair_is_in_conflict_with_nobody_is_reminded(cast, owing, press):
    owing.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    assert "Nobody has reviews to do." in press(to="all").content.decode()
    press(reviewer=["li@example.org"])
    assert not Letter.objects.exists()


def test_only_who_owes_something_can_be_ticked(client, cast, owing):
    page = client.get(reverse("progress_of_reviewers", args=[cast.workshop.slug]))

    ticked = [one.user.name for one in page.context["page"] if one.is_asked]
    assert sorted(ticked) == ["ana", "li"]
    assert page.content.decode().count('name="reviewer"') == 2


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair", "publications"])
def test_others_remind_nobody(client, cast, owing, role):
    client.force_login(getattr(cast, role))

    answer = client.post(reverse("remind", args=[cast.workshop.slug]), {"to": "all"})

    assert (answer.status_code, Letter.objects.exists()) == (404, False)
