"""Reviews are due on one date, and close on another one if the workshop sets it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.assigning.applying import assign
from reviews.mails import PURPOSES
from reviews.models import Review
from reviews.my_page import waiting_for
from reviews.services import ReviewClosed
from tests.factories import make_assignment, make_key_date, make_submission
from workshop.models import Message, Reminder
from workshop.reminders import send_due_reminders

pytestmark = pytest.mark.django_db
TYPED = {"for_authors": "Well measured.", "seen": 1}


@pytest.fixture
def assignment(client, cast):
    client.force_login(cast.reviewer)
    return make_assignment(make_submission(cast.workshop), cast.reviewer)


def close(workshop, *, ago, kind="reviews_close"):
    return make_key_date(workshop, kind, timezone.now() - ago, shows_time=True)


def test_a_late_review_is_welcome(client, cast, assignment):
    close(cast.workshop, ago=timedelta(days=3), kind="reviews")

    client.post(assignment.get_absolute_url(), TYPED | {"submit": "1"})

    assert Review.objects.submitted().exists()


def test_after_the_close_what_was_typed_stays_on_the_page_and_the_date_is_named(
    client, cast, assignment
):
    date = close(cast.workshop, ago=timedelta(hours=2))

    answer = client.post(assignment.get_absolute_url(), TYPED | {"submit": "1"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Reviews closed on {date.local:%-d %B %Y, %H:%M}" in page
    assert "Well measured." in page
    assert not Review.objects.exists()


def test_a_form_that_saves_itself_after_the_close_says_so(client, cast, assignment):
    close(cast.workshop, ago=timedelta(hours=2))

    answer = client.post(assignment.get_absolute_url(), TYPED | {"auto": "1"})

    assert "Reviews closed on" in answer.content.decode()


def test_within_the_grace_it_is_taken_and_nobody_is_told_for_how_long(client, cast, assignment):
    close(cast.workshop, ago=timedelta(minutes=20))
    page = client.get(assignment.get_absolute_url()).content.decode()

    client.post(assignment.get_absolute_url(), TYPED | {"submit": "1"})

    assert "(passed)" in page
    assert "30 minutes" not in page
    assert Review.objects.submitted().exists()


def test_a_review_that_is_in_is_read_and_no_longer_changed(client, cast, assignment):
    client.post(assignment.get_absolute_url(), TYPED | {"submit": "1"})
    close(cast.workshop, ago=timedelta(hours=2))

    page = client.get(assignment.get_absolute_url()).content.decode()

    assert "Reviews closed on" in page
    assert "Well measured." in page
    assert "Save the changes" not in page


def test_what_has_closed_waits_for_nobody(client, cast, assignment):
    close(cast.workshop, ago=timedelta(hours=2))

    queue = client.get(reverse("reviews", args=[cast.workshop.slug])).content.decode()
    assert ">closed</span>" in queue
    assert waiting_for(cast.reviewer) == []


def test_a_reminder_that_comes_after_the_close_is_not_sent(cast, assignment):
    now = timezone.now()
    make_key_date(cast.workshop, "reviews", now + timedelta(days=6))
    armed = {"armed_at": now - timedelta(days=30)}
    Reminder.objects.create(workshop=cast.workshop, kind="reviews", days=-7, **armed)
    send_due_reminders(now)
    mail = Message.objects.get(purpose="reminder_reviews")
    is_due = PURPOSES["reminder_reviews"].is_due
    assert is_due(mail)

    close(cast.workshop, ago=timedelta(hours=2))
    assert not is_due(mail)


def test_nobody_is_asked_for_a_review_that_is_not_taken(client, cast):
    close(cast.workshop, ago=timedelta(hours=2))
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)

    with pytest.raises(ReviewClosed):
        assign(submission, cast.reviewer, by=cast.chair)
    answer = client.post(
        reverse("assign", args=[cast.workshop.slug, submission.code]),
        {"reviewer": cast.reviewer.pk},
        follow=True,
    )
    assert "Reviews have closed, so nobody was assigned." in answer.content.decode()


def test_who_moves_the_date_opens_the_reviews_again(client, cast, assignment):
    date = close(cast.workshop, ago=timedelta(hours=2))
    date.at = timezone.now() + timedelta(days=1)
    date.save()

    client.post(assignment.get_absolute_url(), TYPED | {"submit": "1"})

    assert Review.objects.submitted().exists()
