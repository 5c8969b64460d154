"""Mails about what reviewers do: to the chairs, and to those who discuss. Never to authors."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.assigning.applying import assign
from reviews.discussion import add_comment
from reviews.mails import PURPOSES
from submissions.conflicts import add_conflict
from tests.factories import make_assignment, make_member, make_review, make_submission
from workshop.models import Message, Workshop
from workshop.outbox import without_hidden

pytestmark = pytest.mark.django_db
NEWS = ["declined_review", "reviewer_conflict", "discussion"]


@pytest.fixture
def assignment(client, cast):
    """Of a submission that another chair is in conflict with."""
    submission = make_submission(cast.workshop, title="Counting joules")
    cast.conflicted_chair = make_member(cast.workshop).user
    add_conflict(submission, cast.conflicted_chair, by=cast.chair, reason="same group")
    client.force_login(cast.reviewer)
    return make_assignment(submission, cast.reviewer)


def mails(purpose):
    return Message.objects.filter(purpose=purpose).order_by("pk")


def leave(client, assignment, how, reason="I am away."):
    return client.post(f"{assignment.get_absolute_url()}{how}/", {"reason": reason})


def say(submission, by, text="The meter."):
    return add_comment(submission, by=by, text=text, key=uuid.uuid4())


@pytest.mark.parametrize(
    ("how", "purpose"), [("decline", "declined_review"), ("conflict", "reviewer_conflict")]
)
def test_the_chairs_without_a_conflict_are_told_why_a_reviewer_leaves(
    client, cast, assignment, how, purpose
):
    for _press in range(2):
        leave(client, assignment, how)

    [mail] = mails(purpose)
    assert mail.recipient == cast.chair.email
    assert "Counting joules" in mail.subject
    assert cast.reviewer.email in mail.body
    assert "I am away." in mail.body
    code = assignment.submission.code
    assert reverse("chair_submission", args=[cast.workshop.slug, code]) in mail.body
    assert PURPOSES[purpose].is_due(mail)


def test_it_is_not_sent_where_its_reviewer_was_asked_again(client, cast, assignment):
    leave(client, assignment, "decline")
    assign(assignment.submission, cast.reviewer, by=cast.chair)

    assert not PURPOSES["declined_review"].is_due(mails("declined_review").get())


def test_it_is_not_sent_to_a_chair_who_is_in_conflict_by_then(client, cast, assignment):
    leave(client, assignment, "decline")
    add_conflict(assignment.submission, cast.chair, by=cast.chair, reason="sister")

    assert not PURPOSES["declined_review"].is_due(mails("declined_review").get())


def test_others_who_discuss_read_of_a_comment_under_the_names_of_the_page(cast, assignment):
    submission = assignment.submission
    first = make_review(submission).assignment
    make_review(submission, cast.reviewer)
    still_at_it = make_assignment(submission)

    say(submission, cast.reviewer)

    found = {mail.recipient: mail.body for mail in mails("discussion")}
    assert found.keys() == {first.reviewer.email, cast.chair.email}
    assert still_at_it.reviewer.email not in found
    for body in found.values():
        assert "Reviewer 1 has written in the discussion of “Counting joules”" in body
        assert cast.reviewer.email not in body
        assert "The meter." not in body
    assert f"{first.get_absolute_url()}others/#discussion" in found[first.reviewer.email]
    assert "/chair/submissions/" in found[cast.chair.email]


def test_a_chair_is_called_a_chair(cast, assignment):
    make_review(assignment.submission, cast.reviewer)

    say(assignment.submission, cast.chair)

    [mail] = mails("discussion")
    assert mail.recipient == cast.reviewer.email
    assert "A chair has written" in mail.body
    assert PURPOSES["discussion"].is_due(mail)


def test_where_reviewers_do_not_discuss_the_chairs_alone_are_told(cast, assignment):
    make_review(assignment.submission, cast.reviewer)
    Workshop.objects.update(reviewers_discuss=False)
    assignment.submission.workshop.refresh_from_db()

    say(assignment.submission, cast.chair)

    assert not mails("discussion").exists()


def test_what_is_said_while_a_mail_waits_needs_no_other(cast, assignment):
    make_review(assignment.submission, cast.reviewer)

    for _comment in range(3):
        say(assignment.submission, cast.chair)

    assert mails("discussion").count() == 1


def test_the_next_mail_waits_until_an_hour_after_the_last(cast, assignment):
    make_review(assignment.submission, cast.reviewer)
    say(assignment.submission, cast.chair)
    sent_at = timezone.now() - timedelta(minutes=20)
    mails("discussion").update(state="done", due_at=sent_at, finished_at=sent_at)

    say(assignment.submission, cast.chair)

    assert mails("discussion").count() == 2
    assert mails("discussion").last().due_at == sent_at + timedelta(hours=1)


def test_why_is_asked_for_in_words(client, cast, assignment):
    client.force_login(assignment.reviewer)

    answer = client.post(f"{assignment.get_absolute_url()}decline/", {"reason": ""})

    assert "Say why, in a few words." in answer.content.decode()


def test_who_left_meanwhile_is_not_told(client, cast, assignment):
    make_review(assignment.submission, cast.reviewer)
    say(assignment.submission, cast.chair)
    add_conflict(assignment.submission, cast.reviewer, by=cast.chair, reason="sister")

    assert not PURPOSES["discussion"].is_due(mails("discussion").get())


def test_what_a_chair_in_conflict_had_said_is_read_no_more(client, cast, assignment):
    make_review(assignment.submission, cast.reviewer)
    say(assignment.submission, cast.chair, "Words of a friend.")
    add_conflict(assignment.submission, cast.chair, by=cast.chair, reason="friend")

    page = client.get(f"{assignment.get_absolute_url()}others/").content.decode()

    assert "Words of a friend." not in page


def test_a_chair_in_conflict_finds_none_of_these_mails_in_the_outbox(client, cast, assignment):
    make_review(assignment.submission)
    say(assignment.submission, cast.chair)
    leave(client, assignment, "conflict")
    rows = Message.objects.filter(purpose__in=NEWS)

    assert without_hidden(rows, cast.chair).count() == rows.count() == 2
    assert not without_hidden(rows, cast.conflicted_chair).exists()
