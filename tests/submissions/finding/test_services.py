"""Found conflicts stand at once, are confirmed or lifted, and come and go with what they say."""

import pytest

from reviews.assigning.applying import assign
from reviews.models import Assignment
from reviews.profiles.services import change_profile, locked_profile, said_in
from reviews.services import InConflict
from submissions.conflicts import add_conflict, lift_conflict
from submissions.finding.services import confirm_conflicts, find_conflicts, waiting_for_a_chair
from submissions.models import Conflict, Submission
from tests.factories import make_assignment, make_member, make_submission, make_user
from workshop.models import Job, Workshop
from workshop.queue import perform
from workshop.trail import unsealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return written_by(cast, "ana@lab.pau.example")


@pytest.fixture
def colleague(cast):
    person = make_user("bo@pau.example")
    cast.workshop.memberships.create(user=person, role="reviewer")
    return person


def written_by(cast, mail):
    submission = make_submission(cast.workshop, make_user(mail))
    submission.authors.update(name="Ana Moreau", mail=mail)
    return submission


def found():
    return Conflict.objects.standing().filter(source="found")


def test_a_colleague_s_submission_is_closed_as_soon_as_it_is_found(cast, submission, colleague):
    assert find_conflicts(cast.workshop) == 1

    [conflict] = found()
    assert (conflict.user, conflict.submission, conflict.by) == (colleague, submission, None)
    assert conflict.reason == "Ana Moreau writes from pau.example as well"
    assert not Submission.objects.without_conflict(colleague).exists()


def test_found_twice_it_is_one(cast, submission, colleague):
    find_conflicts(cast.workshop)

    assert find_conflicts(cast.workshop) == 0
    assert find_conflicts(cast.workshop, submission=submission) == 0
    assert find_conflicts(cast.workshop, user=colleague) == 0
    assert found().count() == 1


def test_what_is_declared_already_is_not_found_as_well(cast, submission, colleague):
    add_conflict(submission, colleague, by=cast.chair, reason="They share a room.")

    assert find_conflicts(cast.workshop) == 0


def test_who_is_no_reviewer_is_in_conflict_with_nothing_that_is_found(cast, submission):
    make_member(cast.workshop, "chair", user=make_user("bo@pau.example"))

    assert find_conflicts(cast.workshop) == 0


def test_what_a_chair_has_lifted_is_not_found_again(cast, submission, colleague):
    find_conflicts(cast.workshop)
    lift_conflict(found().get(), by=cast.chair, reason="Of another town.")

    assert find_conflicts(cast.workshop) == 0
    assert not found().exists()


def test_what_is_not_so_any_more_is_lifted_unless_a_chair_has_confirmed_it(
    cast, submission, colleague
):
    other = written_by(cast, "eve@pau.example")
    find_conflicts(cast.workshop)
    assert confirm_conflicts(other.conflicts.all(), by=cast.chair) == 1
    for one in (submission, other):
        one.authors.update(mail="ana@gmail.com")
        find_conflicts(cast.workshop, submission=one)

    assert [one.submission for one in found()] == [other]
    assert submission.conflicts.get().lift_reason == "not found any more"
    submission.authors.update(mail="ana@lab.pau.example")
    assert find_conflicts(cast.workshop, submission=submission) == 1


def test_nobody_is_assigned_what_the_finder_would_find(cast, submission, colleague):
    with pytest.raises(InConflict):
        assign(submission, colleague, by=cast.chair)

    assert not Assignment.objects.exists()
    assert found().exists()


def test_one_found_after_an_assignment_closes_the_door_and_keeps_the_row(
    cast, submission, colleague
):
    submission.authors.update(mail="ana@gmail.com")
    made = make_assignment(submission, colleague)
    submission.authors.update(mail="ana@pau.example")

    Workshop.objects.filter(pk=cast.workshop.pk).update(blind_mode="single")
    cast.workshop.refresh_from_db()
    find_conflicts(cast.workshop)

    assert not Assignment.objects.readable_by(colleague).exists()
    assert Assignment.objects.filter(pk=made.pk, ended_at=None).exists()


def test_what_she_says_of_herself_does_not_tell_who_wrote_what_she_reads(cast, submission):
    make_assignment(submission, cast.reviewer)
    profile = locked_profile(cast.workshop, cast.reviewer)

    said = said_in(profile) | {"aliases": ["ana@lab.pau.example"], "avoids": ["Ana Moreau"]}
    change_profile(profile, said, seen=profile.version)
    find_conflicts(cast.workshop)

    assert Assignment.objects.readable_by(cast.reviewer).exists()
    assert waiting_for_a_chair(cast.workshop) == [
        (submission.pk, cast.reviewer.pk, "ana@lab.pau.example is an address of theirs")
    ]


def test_sending_in_asks_for_the_search_as_a_job(cast, submission, colleague):
    jobs = Job.objects.filter(kind="find_conflicts", arguments__submission=submission.pk)

    for job in jobs:
        perform(job)

    assert jobs
    assert found().get().submission == submission


def test_what_a_reviewer_says_of_herself_closes_the_door_at_once(cast, submission):
    profile = locked_profile(cast.workshop, cast.reviewer)
    said = said_in(profile) | {"affiliations": ["Heat Labs"], "avoids": [], "aliases": []}
    submission.authors.update(affiliation="Heat Labs, Pau")

    change_profile(profile, said, seen=profile.version)
    assert found().get().user == cast.reviewer
    again = locked_profile(cast.workshop, cast.reviewer)
    change_profile(again, said | {"affiliations": []}, seen=again.version)

    assert found().exists()  # what she says then opens no door


def test_no_door_is_opened_to_a_chair_by_a_machine(cast, submission):
    make_member(cast.workshop, "reviewer", user=cast.chair)
    profile = locked_profile(cast.workshop, cast.chair)
    submission.authors.update(affiliation="Heat Labs")
    change_profile(
        profile, said_in(profile) | {"affiliations": ["Heat Labs"]}, seen=profile.version
    )
    assert found().get().user == cast.chair
    submission.authors.update(affiliation="")

    find_conflicts(cast.workshop, submission=submission)

    assert not Submission.objects.decidable_by(cast.chair).exists()


def test_of_what_is_gone_nothing_is_found(cast, submission):
    job = Job.objects.filter(kind="find_conflicts").first()
    with unsealed("a test of what is gone"):
        Submission.objects.filter(pk=submission.pk).delete()

    perform(job)

    job.refresh_from_db()
    assert job.error == ""


def test_four_reviewers_take_as_many_queries_as_one(
    cast, submission, colleague, django_assert_max_num_queries
):
    for number in range(3):
        make_member(cast.workshop, "reviewer", user=make_user(f"r{number}@pau.example"))

    with django_assert_max_num_queries(12):
        assert find_conflicts(cast.workshop) == 4
