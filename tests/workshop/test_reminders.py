"""Reminders: once for each instant of their date, to those who still owe something."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_assignment,
    make_draft,
    make_key_date,
    make_member,
    make_review,
    make_submission,
    make_user,
)
from workshop.models import Change, KeyDate, Message, Reminder
from workshop.outbox import send_again, without_hidden
from workshop.queue import work_once
from workshop.reminders import arm, plan_of, remove, send_due_reminders, set_reminder, stop

pytestmark = pytest.mark.django_db


def remind(workshop, *, kind="drafts", days=-7, at=None, **fields):
    """One that was set long ago, of a date in six days unless said otherwise."""
    date_kind = "submission" if kind == "drafts" else "reviews"
    make_key_date(workshop, date_kind, at or timezone.now() + timedelta(days=6))
    fields = {"armed_at": timezone.now() - timedelta(days=30)} | fields
    return Reminder.objects.create(workshop=workshop, kind=kind, days=days, **fields)


def tick():
    return send_due_reminders(timezone.now())


def test_who_has_a_draft_is_reminded_once_however_often_the_clock_is_asked(cast):
    draft = make_draft(cast.workshop)
    make_submission(cast.workshop)
    remind(cast.workshop)

    assert [tick(), tick()] == [1, 0]
    assert Message.objects.filter(purpose="reminder_drafts").count() == 1

    message = Message.objects.get(purpose="reminder_drafts")
    assert message.recipient == draft.submitter.email
    assert message.by is None


@pytest.mark.parametrize("moved", [timedelta(minutes=1), timedelta(hours=23), -timedelta(days=3)])
def test_it_is_not_sent_again_for_a_date_that_moved_a_little_or_back(cast, moved):
    make_draft(cast.workshop)
    remind(cast.workshop)
    tick()
    date = KeyDate.objects.get()
    date.at += moved
    date.save()

    assert send_due_reminders(timezone.now() + timedelta(days=1)) == 0

    assert Message.objects.filter(purpose="reminder_drafts").count() == 1


def test_it_is_sent_again_for_a_date_that_moved_by_days(cast):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop)
    tick()
    KeyDate.objects.update(at=timezone.now() + timedelta(days=8))
    assert tick() == 0

    assert send_due_reminders(timezone.now() + timedelta(days=2)) == 1

    assert Message.objects.filter(purpose="reminder_drafts").count() == 2
    reminder.refresh_from_db()
    assert reminder.sent_for == KeyDate.objects.get().at


def test_what_is_not_due_yet_is_stopped_or_was_due_before_it_was_set_is_not_sent(cast):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop, days=-2)
    assert tick() == 0
    Reminder.objects.update(days=-7)
    stop(reminder, by=cast.chair)
    assert tick() == 0

    arm(reminder, by=cast.chair)

    assert tick() == 0


def test_one_before_a_date_is_not_sent_once_the_date_has_passed(cast):
    make_draft(cast.workshop)
    remind(cast.workshop, at=timezone.now() - timedelta(hours=1), days=-1)

    assert tick() == 0


def test_one_after_a_date_goes_to_those_who_are_late(cast):
    late = make_submission(cast.workshop)
    make_review(make_submission(cast.workshop))
    assignment = make_assignment(late)
    remind(cast.workshop, kind="reviews", days=2, at=timezone.now() - timedelta(days=3))

    assert tick() == 1

    message = Message.objects.get(purpose="reminder_reviews")
    assert message.recipient == assignment.reviewer.email
    assert "You still have to do: 1." in message.body


def test_who_has_done_it_by_then_gets_nothing(cast):
    draft = make_draft(cast.workshop)
    remind(cast.workshop)
    tick()
    draft.delete()

    while work_once("mail"):
        pass

    assert mail.outbox == []
    assert Message.objects.get(purpose="reminder_drafts").state == "cancelled"


@pytest.mark.parametrize("end", [stop, remove])
def test_what_has_not_left_of_one_that_is_stopped_or_removed_does_not_leave(cast, end):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop)
    tick()
    end(reminder, by=cast.chair)

    while work_once("mail"):
        pass

    assert mail.outbox == []
    assert Message.objects.get(purpose="reminder_drafts").state == "cancelled"


def test_one_whose_date_moves_before_it_has_left_tells_the_new_one_alone(cast):
    make_draft(cast.workshop)
    remind(cast.workshop)
    tick()
    KeyDate.objects.update(at=timezone.now() + timedelta(days=15))
    assert send_due_reminders(timezone.now() + timedelta(days=9)) == 1

    while work_once("mail"):
        pass

    [sent] = mail.outbox
    assert timezone.localtime(KeyDate.objects.get().at).strftime("%-d %B") in sent.body


def test_one_that_was_sent_is_stopped_on_the_page_while_its_mails_wait(
    client, cast, chair_signed_in
):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop, days=-2)
    page = press(client, cast, reminder=reminder.pk, send="1").content.decode()
    assert "not all mails have left" in page
    assert "Stop it" in page

    page = press(client, cast, reminder=reminder.pk, stop="1").content.decode()

    assert "stopped" in page
    assert "Set it again" not in page
    assert Message.objects.get(purpose="reminder_drafts").state == "cancelled"


def test_what_was_removed_meanwhile_is_neither_stopped_nor_removed_again(cast):
    reminder = remind(cast.workshop)
    remove(reminder, by=cast.chair)
    reminder.pk = reminder.pk or 10**6

    for act in (stop, arm, remove):
        act(reminder, by=cast.chair)

    assert Change.objects.filter(model="workshop.reminder").count() == 1


def test_a_failed_reminder_of_a_draft_can_be_seen_and_sent_again(cast):
    make_draft(cast.workshop)
    remind(cast.workshop)
    tick()
    Message.objects.update(state="failed", finished_at=timezone.now())

    own = without_hidden(cast.workshop.messages.all(), cast.chair)

    assert [one.purpose for one in own] == ["reminder_drafts"]
    assert send_again(own, by=cast.chair) == 1


def test_who_sets_stops_and_removes_one_stands_in_the_trail(cast):
    assert set_reminder(cast.workshop, "drafts", -7, by=cast.chair)
    assert not set_reminder(cast.workshop, "drafts", -7, by=cast.chair)
    reminder = Reminder.objects.get()
    stop(reminder, by=cast.chair)
    remove(reminder, by=cast.chair)

    changes = Change.objects.filter(model="workshop.reminder").order_by("pk")
    assert [(one.action, one.by) for one in changes] == [
        ("added", cast.chair),
        ("changed", cast.chair),
        ("removed", cast.chair),
    ]
    assert changes[1].fields == {"is_stopped": [False, True]}


def test_a_workshop_without_the_date_has_nothing_ahead(cast):
    reminder = Reminder.objects.create(workshop=cast.workshop, kind="drafts", days=-1)

    [planned] = plan_of(cast.workshop)

    assert (planned.reminder, planned.due_at, planned.is_ahead) == (reminder, None, False)
    assert tick() == 0


# --- the page ---


def press(client, cast, **fields):
    return client.post(reverse("reminders", args=[cast.workshop.slug]), fields, follow=True)


def test_the_usual_schedule_is_set_by_one_press_and_not_twice(client, cast, chair_signed_in):
    press(client, cast, usual="1")
    press(client, cast, usual="1")

    assert list(Reminder.objects.values_list("kind", "days")) == [
        ("confirmations", 7),
        ("drafts", -7),
        ("drafts", -1),
        ("entries", -7),
        ("entries", -1),
        ("reviews", -7),
        ("reviews", -1),
        ("reviews", 2),
    ]


def test_it_stands_on_the_timeline_with_its_date_and_how_many(client, cast, chair_signed_in):
    make_draft(cast.workshop)
    remind(cast.workshop, days=-2)

    page = client.get(reverse("chair", args=[cast.workshop.slug])).content.decode()

    assert "Reminder: Drafts that are not sent in" in page
    assert "1 person as of now" in page


def test_it_is_sent_at_once_by_a_press_and_then_not_again_by_the_clock(
    client, cast, chair_signed_in
):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop, days=-2)

    page = press(client, cast, reminder=reminder.pk, send="1").content.decode()

    assert "It is queued for 1 person." in page
    assert Message.objects.get(purpose="reminder_drafts").by == cast.chair
    Reminder.objects.update(days=-7)
    assert tick() == 0


def test_another_workshops_reminder_is_not_there(client, cast):
    reminder = remind(cast.workshop, days=-2)
    client.force_login(cast.other_chair)
    other = cast.other_chair.memberships.get().workshop

    answer = client.post(
        reverse("reminders", args=[other.slug]), {"reminder": reminder.pk, "remove": "1"}
    )

    assert answer.status_code == 404
    assert Reminder.objects.exists()


@pytest.mark.parametrize("bad", [{"days": "-3"}, {"days": "99"}, {"kind": "money"}, {"side": "0"}])
def test_a_reminder_that_makes_no_sense_is_refused(client, cast, chair_signed_in, bad):
    fields = {"kind": "drafts", "days": "3", "side": "-1", "add": "1"} | bad

    assert press(client, cast, **fields).context["form"].errors
    assert not Reminder.objects.exists()


def test_the_same_one_is_not_set_twice(client, cast, chair_signed_in):
    fields = {"kind": "drafts", "days": "3", "side": "-1", "add": "1"}
    press(client, cast, **fields)

    assert "There is this reminder already." in press(client, cast, **fields).content.decode()
    assert Reminder.objects.count() == 1


def test_a_chair_in_conflict_counts_none_for_what_is_hidden_from_them(client, cast):
    submission = make_submission(cast.workshop)
    make_assignment(submission)
    conflicted = make_member(cast.workshop, user=make_user()).user
    submission.conflicts.create(user=conflicted, source="chair", by=cast.chair)
    remind(cast.workshop, kind="reviews", days=-2)
    client.force_login(conflicted)

    page = client.get(reverse("reminders", args=[cast.workshop.slug])).content.decode()

    assert "to 0 people as of now" in page
    told = press(client, cast, reminder=Reminder.objects.get().pk, send="1").content.decode()
    assert "It is queued for 0 people." in told
    assert Message.objects.filter(purpose="reminder_reviews").count() == 1


@pytest.mark.parametrize("name", ["reminders", "chair"])
def test_more_reminders_cost_no_more_queries(
    client, cast, chair_signed_in, name, django_assert_num_queries
):
    make_draft(cast.workshop)
    remind(cast.workshop, days=-2)
    address = reverse(name, args=[cast.workshop.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for days in (-1, -3, -4):
        Reminder.objects.create(workshop=cast.workshop, kind="drafts", days=days)

    with django_assert_num_queries(len(one)):
        page = client.get(address).content.decode()

    assert page.count("1 person") >= 3


def test_one_that_is_stopped_is_not_sent_by_hand(client, cast, chair_signed_in):
    make_draft(cast.workshop)
    reminder = remind(cast.workshop, days=-2, is_stopped=True)

    page = press(client, cast, reminder=reminder.pk, send="1").content.decode()

    assert "It is stopped, so nothing was sent." in page
    assert not Message.objects.filter(purpose="reminder_drafts").exists()
