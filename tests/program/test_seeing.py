"""What others see of a submission, now and after the announcement, and nothing is done by it."""

import pytest
from django.urls import reverse

from program.models import Contribution
from reviews.deciding import decide
from submissions.conflicts import add_conflict
from submissions.models import Submission
from tests.factories import make_assignment, make_decided, make_member, make_review, make_submission
from tests.program.test_announce import announce
from workshop.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def submission(cast):
    submission = make_submission(cast.workshop, cast.stranger, title="Counting joules")
    make_review(submission, cast.reviewer, for_authors="Well measured.", for_chairs="Hm.")
    return submission


def seen(client, cast, submission):
    return client.get(reverse("see_as", args=[cast.workshop.slug, submission.code]))


def test_now_and_then_are_shown_and_nothing_is_told_by_it(client, cast, submission):
    decide(submission, "oral", by=cast.chair, note="Shorten it.")

    now, then = seen(client, cast, submission).content.decode().split("After the announcement")

    assert ("Well measured." in now, "Shorten it." in now, "accepted" in now) == (False,) * 3
    assert ("Well measured." in then, "It is accepted as a talk." in then) == (True, True)
    assert ("Shorten it." in then, "Hm." in then) == (True, False)
    assert "The program does not list it." in now
    assert "The program does not list it." not in then
    assert Submission.objects.get().status == "submitted"
    assert not Contribution.objects.exists()
    assert not Message.objects.filter(purpose="acceptance").exists()


def test_what_then_was_shown_is_what_its_authors_read_later(client, cast, submission):
    decide(submission, "waitlist", by=cast.chair, note="Soon.")
    [_now, (_is_then, then)] = seen(client, cast, submission).context["times"]

    announce(client, cast, "release", "mail", "publish")

    client.force_login(cast.stranger)
    sections = client.get(submission.get_absolute_url()).context["sections"]
    assert ("reviews/_for_authors.html", then.section) in sections


def test_what_is_announced_would_change_nothing(client, cast, submission):
    make_decided(submission, "accept")
    announce(client, cast, "release", "mail", "publish")

    assert (
        "An announcement would change nothing." in seen(client, cast, submission).content.decode()
    )


def test_a_reviewer_reads_the_others_once_hers_is_in_and_no_draft(client, cast, submission):
    make_review(submission, make_member(cast.workshop, "reviewer").user, for_authors="Too short.")
    make_assignment(submission)

    reviewers = seen(client, cast, submission).context["reviewers"]

    assert [(is_done, len(others)) for _one, is_done, others in reviewers] == [
        (True, 1),
        (True, 1),
        (False, 0),
    ]


def test_a_chair_in_conflict_is_shown_nothing(client, cast, submission):
    add_conflict(submission, cast.chair, by=cast.chair, reason="friends")

    assert seen(client, cast, submission).status_code == 404
