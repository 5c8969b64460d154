"""What chairs do with reviewers and reviews, one by one, and what they are led to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.assigning.applying import assign
from reviews.board import lines_of
from reviews.history import history_of
from reviews.models import Criterion
from reviews.services import unassign
from submissions.conflicts import add_conflict, lift_conflict
from submissions.models import Submission
from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_criterion,
    make_decided,
    make_key_date,
    make_member,
    make_review,
    make_submission,
)
from workshop.chair_page import all_steps
from workshop.models import Membership, Workshop

pytestmark = pytest.mark.django_db


def test_a_chair_assigns_by_hand_and_takes_back_what_is_not_begun(client, cast):
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    assert "Nobody is assigned yet." in client.get(page).content.decode()

    client.post(f"{page}assign/", {"reviewer": cast.reviewer.pk})
    assignment = submission.assignments.get()
    assert (assignment.reviewer, assignment.number) == (cast.reviewer, 1)
    client.post(f"{page}unassign/{assignment.code}/")

    assert "Nobody is assigned yet." in client.get(page).content.decode()
    client.force_login(cast.reviewer)
    assert client.get(assignment.get_absolute_url()).status_code == 404


def test_the_history_says_who_did_what(client, cast):
    submission = make_submission(cast.workshop, cast.stranger)
    unassign(assign(submission, cast.reviewer, by=cast.chair), by=cast.chair)
    lift_conflict(
        add_conflict(submission, cast.reviewer, by=cast.chair, reason="colleagues"),
        by=cast.superuser,
        reason="a namesake",
    )
    make_decided(submission, release=True)

    history = [(who, what) for _at, who, what in history_of(submission)]

    version = f"PDF: version 1, SHA-256 {submission.proposal.sha256[:12]}…"
    assert history == [
        (cast.stranger, version),
        (cast.stranger, "draft → submitted"),
        (cast.chair, f"assigned to {cast.reviewer}"),
        (cast.chair, f"taken back from {cast.reviewer}"),
        (cast.chair, f"conflict with {cast.reviewer} declared"),
        (cast.superuser, f"conflict with {cast.reviewer} lifted"),
        (cast.chair, "decision: – → accept"),
        (cast.chair, "submitted → accepted"),
    ]


def test_of_two_chairs_who_decide_the_second_is_shown_the_first(client, cast):
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    client.post(f"{page}decide/", {"outcome": "accept", "seen": ""})

    answer = client.post(f"{page}decide/", {"outcome": "reject", "seen": ""}, follow=True)

    assert "Another chair has decided meanwhile" in answer.content.decode()
    assert submission.decision.outcome == "accept"
    client.post(f"{page}decide/", {"outcome": "reject", "seen": "accept"})
    submission.decision.refresh_from_db()
    assert submission.decision.outcome == "reject"


def test_a_stranger_is_not_assigned(client, cast):
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)

    page = client.post(
        reverse("assign", args=[cast.workshop.slug, submission.code]),
        {"reviewer": cast.stranger.pk},
        follow=True,
    )

    assert "Choose a reviewer from the list." in page.content.decode()
    assert not submission.assignments.exists()


def test_an_assignment_whose_review_is_in_stays(client, cast):
    review = make_review(make_submission(cast.workshop), cast.reviewer)
    client.force_login(cast.chair)
    code, assignment = review.assignment.submission.code, review.assignment
    address = reverse("unassign", args=[cast.workshop.slug, code, assignment.code])

    page = client.post(address, follow=True).content.decode()

    assignment.refresh_from_db()
    assert "This review is in already, so it stays." in page
    assert assignment.ended_at is None


def board_steps(cast):
    """{what a chair is told to do about reviewing: whether it is a suggestion}"""
    names = ("decisions", "progress", "reviewers")
    boards = tuple(reverse(name, args=[cast.workshop.slug]) for name in names)
    workshop = Workshop.objects.get(pk=cast.workshop.pk)
    steps = all_steps(workshop, cast.chair)
    return {one.text: one.is_suggestion for one in steps if one.address.startswith(boards)}


def test_the_chair_is_told_what_has_fewer_reviewers_than_wanted_until_it_is_decided(cast):
    submission = make_submission(cast.workshop)
    make_review(submission)
    few = "1 submission has fewer reviewers than wanted"

    assert board_steps(cast)[few]
    make_decided(submission)
    assert few not in board_steps(cast)


def test_the_chair_is_led_from_finding_reviewers_to_deciding(cast):
    Workshop.objects.filter(pk=cast.workshop.pk).update(reviews_wanted=2)
    Membership.objects.reviewers().delete()
    assert board_steps(cast) == {"Invite reviewers": True}
    submission = make_submission(cast.workshop)
    assert board_steps(cast) == {
        "Invite reviewers": False,
        "Assign reviewers to 1 submission": False,
    }
    assignments = [make_assignment(submission) for _count in range(2)]
    assert board_steps(cast) == {"See which 2 reviews are missing": True}
    make_review(submission, assignments[0].reviewer)
    assert board_steps(cast) == {"See which 1 review is missing": True}
    due = make_key_date(cast.workshop, "reviews", timezone.now() - timedelta(hours=1))
    assert board_steps(cast) == {
        "See which 1 review is missing": False,
        "Decide 1 submission with reviews": False,
    }
    due.delete()
    make_review(submission, assignments[1].reviewer)
    assert board_steps(cast) == {"Decide 1 submission with reviews": False}
    make_decided(submission)
    assert board_steps(cast) == {}


def test_the_board_takes_the_same_queries_for_one_and_for_four(
    client, cast, django_assert_num_queries
):
    make_criterion(cast.workshop)
    client.force_login(cast.chair)
    board = reverse("decisions", args=[cast.workshop.slug])
    make_review(make_submission(cast.workshop))
    few = queries_for(client, board)
    for _count in range(3):
        make_review(make_submission(cast.workshop))

    with django_assert_num_queries(few):
        client.get(board)


def test_a_chair_reads_four_reviews_in_as_many_queries_as_one(
    client, cast, django_assert_num_queries
):
    make_criterion(cast.workshop)
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    make_review(submission)
    few = queries_for(client, page)
    for _count in range(3):
        make_review(submission)

    with django_assert_num_queries(few):
        client.get(page)


def test_a_chair_chooses_among_four_reviewers_in_as_many_queries_as_among_one(
    client, cast, django_assert_num_queries
):
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    few = queries_for(client, page)
    for _count in range(3):
        make_member(cast.workshop, "reviewer")

    with django_assert_num_queries(few):
        client.get(page)


def test_a_chair_without_the_role_is_not_assigned(client, cast):
    submission = make_submission(cast.workshop)
    client.force_login(cast.chair)

    page = client.post(
        reverse("assign", args=[cast.workshop.slug, submission.code]),
        {"reviewer": cast.chair.pk},
        follow=True,
    )

    assert "Choose a reviewer from the list." in page.content.decode()
    assert not submission.assignments.exists()


def test_the_board_takes_the_same_queries_for_one_chair_and_for_four(
    client, cast, django_assert_num_queries
):
    make_submission(cast.workshop)
    client.force_login(cast.chair)
    page = reverse("decisions", args=[cast.workshop.slug])
    few = queries_for(client, page)
    for _count in range(3):
        make_member(cast.workshop)

    with django_assert_num_queries(few):
        client.get(page)


def test_the_mean_weighs_each_mark_as_its_criterion(cast):
    make_criterion(cast.workshop, name="Relevance")
    heavy = make_criterion(cast.workshop, name="Evidence")
    Criterion.objects.filter(pk=heavy.pk).update(weight=3)
    review = make_review(make_submission(cast.workshop), cast.reviewer, mark=1)
    review.scores.filter(criterion=heavy).update(mark=3)

    [line] = lines_of(Submission.objects.all())

    assert line.mean == 2.5
