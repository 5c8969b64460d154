"""A reviewer's queue: what is next, and where there is news."""

import uuid

import pytest
from django.urls import reverse

from reviews.discussion import add_comment
from submissions.conflicts import add_conflict
from tests.factories import (
    make_assignment,
    make_decided,
    make_manuscript,
    make_review,
    make_submission,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(client, cast):
    """A function: her queue's words as it is now, in one line."""
    client.force_login(cast.reviewer)
    address = reverse("reviews", args=[cast.workshop.slug])
    return lambda: " ".join(client.get(address).content.decode().split())


def hers(cast, title):
    return make_assignment(make_submission(cast.workshop, title=title), cast.reviewer)


def say(submission, by):
    add_comment(submission, by=by, text="The meter.", key=uuid.uuid4())


def test_she_goes_on_with_what_she_has_begun_else_with_the_first(client, cast, queue):
    hers(cast, "Amperes")
    begun = hers(cast, "Watts")
    assert "Go on with “Amperes”" in queue()

    client.post(begun.get_absolute_url(), {"for_authors": "Half.", "seen": 1, "save": "1"})

    assert "Go on with “Watts”" in queue()


def test_once_all_is_done_nothing_waits(cast, queue):
    make_review(make_submission(cast.workshop), cast.reviewer)
    released = make_submission(cast.workshop)
    make_assignment(released, cast.reviewer)
    make_decided(released, release=True)

    page = queue()

    assert "Go on with" not in page
    assert "Nothing waits for you here." in page


def test_what_others_have_written_since_she_did_is_counted(cast, queue):
    submission = make_submission(cast.workshop)
    make_review(submission)
    make_review(submission, cast.reviewer)
    say(submission, cast.chair)
    page = queue()
    assert "1 other review, 1 comment" in page
    assert "1 since you last wrote" in page

    say(submission, cast.reviewer)

    page = queue()
    assert "1 other review, 2 comments" in page
    assert "since you last wrote" not in page


def test_of_the_others_she_learns_nothing_before_hers_is_in(cast, queue):
    submission = make_submission(cast.workshop)
    make_review(submission)
    make_assignment(submission, cast.reviewer)
    say(submission, cast.chair)

    page = queue()

    assert "other review" not in page
    assert "comment" not in page


def test_what_is_not_read_in_the_discussion_is_not_counted(cast, queue):
    submission = make_submission(cast.workshop)
    friend = make_review(submission).assignment.reviewer
    make_review(submission, cast.reviewer)
    for person in (friend, cast.chair):
        say(submission, person)
        add_conflict(submission, person, by=cast.superuser, reason="friends")

    assert "0 other reviews, 0 comments" in queue()


def test_a_review_of_a_pdf_that_was_replaced_is_marked(cast, queue):
    submission = make_submission(cast.workshop)
    make_review(submission, cast.reviewer)
    assert "the PDF was replaced" not in queue()

    make_manuscript(submission)

    assert "the PDF was replaced after it" in queue()


def test_the_pages_beside_the_form_are_drawn_larger_without_a_script(client, cast):
    assignment = hers(cast, "Joules")
    client.force_login(cast.reviewer)

    page = client.get(assignment.get_absolute_url()).content.decode()

    for size in (100, 150, 200):
        assert f'name="zoom" value="{size}"' in page
