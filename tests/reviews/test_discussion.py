"""What reviewers read of each other once theirs is in, and what they and the chairs say."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Comment, Review
from reviews.services import save_review
from submissions.conflicts import add_conflict
from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_criterion,
    make_member,
    make_review,
    make_submission,
)
from workshop.models import Membership, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(client, cast):
    """Of the second reviewer; the first one's review is in."""
    make_criterion(cast.workshop)
    submission = make_submission(cast.workshop, title="Counting joules")
    make_review(submission, for_authors="The first words.", for_chairs="Chairs alone.")
    client.force_login(cast.reviewer)
    return make_assignment(submission, cast.reviewer)


def others(assignment):
    return f"{assignment.get_absolute_url()}others/"


def send_in(assignment, text="Well measured."):
    marks = {one.pk: 2 for one in assignment.submission.workshop.criteria.all()}
    report = {"for_authors": text, "for_chairs": ""}
    seen = Review.objects.filter(assignment=assignment).values_list("version", flat=True).first()
    return save_review(assignment, report=report, marks=marks, seen=seen or 1, is_final=True)


def comment(text="I disagree.", key=None):
    return {"text": text, "key": key or uuid.uuid4()}


def test_before_hers_is_in_a_reviewer_reads_no_other_review(client, assignment):
    assert client.get(others(assignment)).status_code == 404
    assert client.post(others(assignment), comment()).status_code == 404
    assert not Comment.objects.exists()


def test_then_she_reads_them_by_number_without_what_is_for_the_chairs(client, assignment):
    first = assignment.submission.assignments.first().reviewer
    send_in(assignment)

    page = client.get(others(assignment)).content.decode()

    assert "Reviewer 1" in page
    assert "The first words." in page
    assert "Chairs alone." not in page
    assert first.email not in page
    assert "Well measured." not in page


def test_where_reviewers_do_not_discuss_there_is_no_such_page(client, cast, assignment):
    send_in(assignment)
    Workshop.objects.update(reviewers_discuss=False)

    assert client.get(others(assignment)).status_code == 404
    assert "others/" not in client.get(assignment.get_absolute_url()).content.decode()


def test_what_is_said_is_read_by_the_reviewers_and_the_chairs(client, cast, assignment):
    send_in(assignment)
    client.post(others(assignment), comment("The **meter** ran too short."))

    client.force_login(cast.chair)
    code = assignment.submission.code
    address = reverse("chair_submission", args=[cast.workshop.slug, code])
    page = client.get(address).content.decode()
    assert "Reviewer 2" in page
    assert "The <strong>meter</strong> ran too short." in page
    client.post(reverse("discuss", args=[cast.workshop.slug, code]), comment("Say more."))
    client.force_login(cast.reviewer)
    page = client.get(others(assignment)).content.decode()
    assert "A chair" in page
    assert "Say more." in page
    assert cast.chair.email not in page


def test_what_an_operator_says_is_read_as_a_chairs(client, cast, assignment):
    send_in(assignment)
    client.force_login(cast.superuser)
    code = assignment.submission.code
    client.post(reverse("discuss", args=[cast.workshop.slug, code]), comment("Mind the date."))

    client.force_login(cast.reviewer)
    page = client.get(others(assignment)).content.decode()

    assert "A chair" in page
    assert "Mind the date." in page


@pytest.mark.parametrize("who", ["reviewer", "chair"])
def test_the_form_is_taken_as_it_is_drawn(cast, assignment, who):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(getattr(cast, who))
    send_in(assignment)
    place = others(assignment)
    if who == "chair":
        place = reverse("chair_submission", args=[cast.workshop.slug, assignment.submission.code])
    page = browser.get(place).content.decode()
    form = page[page.index('id="discussion"') :]
    names = ("csrfmiddlewaretoken", "key")
    sent = {name: re.search(f'name="{name}" value="([^"]+)"', form)[1] for name in names}

    action = re.search('action="([^"]*)"', form)
    answer = browser.post(action[1] if action else place, sent | {"text": "Is it calibrated?"})

    assert answer.status_code == 302
    assert Comment.objects.get().text == "Is it calibrated?"


def test_said_twice_is_said_once(client, assignment):
    send_in(assignment)
    once = comment()

    for _press in range(2):
        client.post(others(assignment), once)

    assert Comment.objects.count() == 1


def test_nothing_is_no_comment(client, assignment):
    send_in(assignment)

    assert client.post(others(assignment), comment(" ")).status_code == 422


def test_who_is_in_conflict_reads_nothing_and_is_read_no_more(client, cast, assignment):
    send_in(assignment)
    client.post(others(assignment), comment("Words of a sister."))
    add_conflict(assignment.submission, cast.reviewer, by=cast.chair, reason="sister")

    assert client.get(others(assignment)).status_code == 404
    client.force_login(cast.chair)
    code = assignment.submission.code
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    assert "Words of a sister." not in page.content.decode()


def test_a_chair_in_conflict_neither_reads_nor_says_anything(client, cast, assignment):
    send_in(assignment)
    add_conflict(assignment.submission, cast.chair, by=cast.chair, reason="same group")
    client.force_login(cast.chair)

    answer = client.post(
        reverse("discuss", args=[cast.workshop.slug, assignment.submission.code]), comment()
    )

    assert answer.status_code == 404
    assert not Comment.objects.exists()


def test_a_reviewer_of_something_else_reads_none_of_it(client, cast, assignment):
    send_in(assignment)
    client.force_login(make_member(cast.workshop, Membership.Role.REVIEWER).user)

    assert client.get(others(assignment)).status_code == 404


def test_a_review_that_is_changed_after_the_discussion_began_keeps_what_it_said(
    client, cast, assignment
):
    send_in(assignment)
    send_in(assignment, "Before a word was said.")
    client.post(others(assignment), comment())
    review = send_in(assignment, "Now I am convinced.")

    said = [(one.report["for_authors"], one.is_discussed) for one in review.versions.all()]
    assert said == [("Well measured.", False), ("Before a word was said.", True)]
    client.force_login(cast.chair)
    code = assignment.submission.code
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    assert "changed after the discussion began" in page.content.decode()


def test_earlier_versions_are_read_by_their_reviewer_and_the_chairs_alone(client, cast, assignment):
    send_in(assignment)
    client.post(others(assignment), comment())
    send_in(assignment, "Now I am convinced.")
    other = make_assignment(assignment.submission)
    send_in(other, "Another view.")

    own = client.get(assignment.get_absolute_url()).content.decode()
    client.force_login(other.reviewer)
    by_another = client.get(others(other)).content.decode()
    client.force_login(cast.chair)
    code = assignment.submission.code
    chair = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    for page in (own, chair.content.decode()):
        assert "1 earlier version" in page
        assert "Well measured." in page
        assert "Relevance 2" in page
    assert "Well measured." not in by_another
    assert "earlier version" not in by_another
    assert "changed after the discussion began" in by_another


def test_four_changed_reviews_are_read_in_as_many_queries_as_one(
    client, cast, assignment, django_assert_num_queries
):
    send_in(assignment)
    few = queries_for(client, others(assignment))
    for _count in range(3):
        one = make_assignment(assignment.submission)
        send_in(one, "First.")
        send_in(one, "Second.")

    with django_assert_num_queries(few):
        client.get(others(assignment))
