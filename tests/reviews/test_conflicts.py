"""Nobody has a part in reviewing what they wrote or conflict with; the database holds it too."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from reviews.announcing import decision_mails
from reviews.assigning.applying import assign
from reviews.board import lines_of
from reviews.deciding import decide
from reviews.models import Assignment
from reviews.services import InConflict, unassign
from submissions.conflicts import add_conflict, conflicts_of, lift_conflict
from submissions.models import Submission
from tests.factories import (
    make_assignment,
    make_criterion,
    make_member,
    make_review,
    make_submission,
    make_user,
)
from workshop.models import FormerAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return make_submission(cast.workshop)


def force(submission, reviewer):
    """An assignment past the service."""
    with transaction.atomic():
        Assignment.objects.create(submission=submission, reviewer=reviewer, number=9)


def declared(submission, cast):
    add_conflict(submission, cast.reviewer, by=cast.chair, reason="same laboratory")


def listed_as_author(submission, cast):
    submission.authors.create(
        position=2, name="R", mail=cast.reviewer.email.lower(), affiliation="Pau"
    )


def listed_by_another_address(submission, cast):
    EmailAddress.objects.create(user=cast.reviewer, email="Second@Example.org", verified=True)
    submission.authors.create(position=2, name="R", mail="second@example.org", affiliation="Pau")


def sent_in_by_the_reviewer(submission, cast):
    Submission.objects.filter(pk=submission.pk).update(submitter=cast.reviewer)


def listed_by_a_former_address(submission, cast):
    FormerAddress.objects.create(user=cast.reviewer, mail="before@example.org")
    submission.authors.create(position=2, name="R", mail="before@example.org", affiliation="Pau")


CAUSES = [
    declared,
    listed_as_author,
    listed_by_another_address,
    listed_by_a_former_address,
    sent_in_by_the_reviewer,
]


@pytest.mark.parametrize("cause", CAUSES)
def test_no_assignment_is_made_against_a_conflict(submission, cast, cause):
    cause(submission, cast)

    with pytest.raises(InConflict):
        assign(submission, cast.reviewer, by=cast.chair)


@pytest.mark.parametrize("cause", CAUSES)
def test_the_pairs_in_conflict_are_those_that_each_reviewer_is_kept_from(submission, cast, cause):
    make_submission(cast.workshop)
    rows = Submission.objects.filter(workshop=cast.workshop)

    cause(submission, cast)

    kept = rows.exclude(pk__in=rows.without_conflict(cast.reviewer).values("pk"))
    pairs = {(one.pk, cast.reviewer.pk) for one in kept}
    assert (
        conflicts_of(rows, [cast.reviewer.pk]).keys()
        == pairs
        == {(submission.pk, cast.reviewer.pk)}
    )


@pytest.mark.parametrize("cause", CAUSES)
def test_who_is_in_conflict_is_not_offered_for_assigning(client, submission, cast, cause):
    client.force_login(cast.chair)
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    offered = client.get(page).context["assign_form"].fields["reviewer"].queryset
    assert list(offered) == [cast.reviewer]

    cause(submission, cast)

    assert client.get(page).context["assign_form"] is None


@pytest.mark.parametrize("cause", CAUSES)
def test_the_database_itself_refuses_the_row(submission, cast, cause):
    cause(submission, cast)

    with pytest.raises(IntegrityError, match="conflict of interest"):
        force(submission, cast.reviewer)
    assert not Assignment.objects.exists()


def test_the_database_refuses_to_hand_an_assignment_to_someone_in_conflict(submission, cast):
    make_assignment(submission)
    declared(submission, cast)

    with pytest.raises(IntegrityError, match="conflict of interest"), transaction.atomic():
        Assignment.objects.update(reviewer=cast.reviewer)


def test_the_database_refuses_to_make_an_assignment_again_against_a_conflict(submission, cast):
    unassign(make_assignment(submission, cast.reviewer), by=cast.chair)
    declared(submission, cast)

    with pytest.raises(InConflict):
        assign(submission, cast.reviewer, by=cast.chair)
    with pytest.raises(IntegrityError, match="conflict of interest"), transaction.atomic():
        Assignment.objects.update(ended_at=None)


def test_an_assignment_is_taken_back_while_a_conflict_stands(submission, cast):
    assignment = make_assignment(submission, cast.reviewer)
    declared(submission, cast)

    unassign(assignment, by=cast.chair)

    assert not Assignment.objects.standing().exists()


def test_a_lifted_conflict_no_longer_stands_in_the_way(submission, cast):
    conflict = add_conflict(submission, cast.reviewer, by=cast.chair, reason="same laboratory")
    lift_conflict(conflict, by=cast.chair, reason="moved in 2019")

    assert assign(submission, cast.reviewer, by=cast.chair).reviewer == cast.reviewer


def test_a_conflict_declared_later_closes_the_door_at_once_and_keeps_the_review(
    client, submission, cast
):
    review = make_review(submission, cast.reviewer)
    client.force_login(cast.reviewer)
    address = review.assignment.get_absolute_url()
    assert client.get(address).status_code == 200

    declared(submission, cast)

    assert client.get(address).status_code == 404
    assert client.post(address, {"seen": 1}).status_code == 404
    assert client.get(f"{address}pages/1/").status_code == 404
    review.refresh_from_db()
    assert review.for_authors == "Well measured."


@pytest.mark.parametrize("cause", CAUSES)
def test_a_review_by_someone_in_conflict_counts_for_nothing(client, submission, cast, cause):
    make_criterion(cast.workshop)
    make_review(submission, cast.reviewer, for_authors="Partial.", mark=3)
    make_review(submission, for_authors="Fair.", mark=1)
    decide(submission, "accept", by=cast.chair)
    own = Submission.objects.filter(pk=submission.pk)
    assert lines_of(own)[0].mean == 2

    cause(submission, cast)

    [line] = lines_of(own)
    assert (line.mean, len(line.reviews), len(line.assignments)) == (1, 1, 2)
    assert not any("Partial." in mail["body"] for mail in decision_mails(own))
    assert all("Fair." in mail["body"] for mail in decision_mails(own))
    client.force_login(cast.chair)
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, submission.code]))
    assert page.content.decode().count("in conflict: does not count") == 1


def test_a_chair_is_asked_before_shutting_themselves_out(client, submission, cast):
    client.force_login(cast.chair)
    address = reverse("declare_conflict", args=[cast.workshop.slug, submission.code])
    typed = {"conflict-person": cast.chair.pk, "conflict-reason": "same laboratory"}

    question = client.post(address, typed).content.decode()

    assert "Declare a conflict of your own?" in question
    assert "No other chair is free" in question
    assert not submission.conflicts.exists()
    make_member(cast.workshop)
    assert "No other chair is free" not in client.post(address, typed).content.decode()
    answer = client.post(address, typed | {"confirm": "1"}, follow=True)
    assert "you see nothing of its reviewing any more" in answer.content.decode()
    assert submission.conflicts.get().reason == "same laboratory"


def test_who_loses_the_role_loses_the_review(client, submission, cast):
    assignment = make_assignment(submission, cast.reviewer)
    cast.reviewer.memberships.all().delete()
    client.force_login(cast.reviewer)

    assert client.get(assignment.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["chair", "superuser"])
def test_a_chair_in_conflict_finds_neither_reviews_nor_scores_nor_decision(
    client, submission, cast, who
):
    make_review(submission, for_authors="Canary review")
    person = getattr(cast, who)
    make_member(cast.workshop)
    add_conflict(submission, person, by=cast.chair, reason="same laboratory")
    client.force_login(person)
    slug = cast.workshop.slug

    board = client.get(reverse("decisions", args=[slug])).content.decode()
    announce = client.get(reverse("announce", args=[slug])).content.decode()

    assert client.get(reverse("chair_submission", args=[slug, submission.code])).status_code == 404
    for page in (board, announce):
        assert submission.title not in page
        assert submission.code not in page
    assert "You are in conflict with 1 submission" in board


def test_what_every_chair_conflicts_with_is_named_by_its_code_until_there_is_another(
    client, submission, cast
):
    client.force_login(cast.chair)
    slug = cast.workshop.slug
    pages = [reverse(name, args=[slug]) for name in ("decisions", "chair")]
    asked = f"Every chair is in conflict with: {submission.code}"
    assert asked not in client.get(pages[0]).content.decode()

    add_conflict(submission, cast.chair, by=cast.chair, reason="same laboratory")

    board, chair = (client.get(page).content.decode() for page in pages)
    assert asked in board
    assert "another chair handles" not in board
    assert f"Add a chair without a conflict for {submission.code}" in chair
    assert submission.title not in board + chair
    make_member(cast.workshop)
    board = client.get(pages[0]).content.decode()
    assert asked not in board
    assert "another chair handles it" in board


def test_another_persons_assignment_is_not_there(client, submission, cast):
    assignment = make_assignment(submission)
    client.force_login(cast.reviewer)

    assert client.get(assignment.get_absolute_url()).status_code == 404


def test_lifting_wants_a_reason(client, submission, cast):
    conflict = add_conflict(submission, make_user(), by=cast.chair, reason="friends")
    client.force_login(cast.chair)
    address = reverse("lift_conflict", args=[cast.workshop.slug, submission.code, 1])

    client.post(address, {"lift-reason": " "})
    conflict.refresh_from_db()
    assert conflict.lifted_at is None
    client.post(address, {"lift-reason": "a namesake"})

    conflict.refresh_from_db()
    assert (conflict.lifted_by, conflict.lift_reason) == (cast.chair, "a namesake")


@pytest.mark.parametrize("who", ["chair", "superuser"])
def test_who_is_in_conflict_takes_away_neither_it_nor_who_handles_it(client, submission, cast, who):
    person, handling = getattr(cast, who), make_member(cast.workshop)
    conflict = add_conflict(submission, person, by=handling.user, reason="same laboratory")
    slug = cast.workshop.slug
    client.force_login(person)

    answer = client.post(
        reverse("lift_conflict", args=[slug, submission.code, 1]), {"lift-reason": "none of it"}
    )
    handling.delete()

    conflict.refresh_from_db()
    assert (answer.status_code, conflict.lifted_at) == (404, None)
    assert client.get(reverse("chair_submission", args=[slug, submission.code])).status_code == 404
