"""What the matching is asked: who may review what, how much, and what stands."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.assigning.pool import pool_of
from reviews.assigning.problem import asked_of
from reviews.models import Preference
from reviews.services import decline, unassign
from tests.factories import make_assignment, make_decided, make_review, make_submission, make_topic
from tests.reviews.assigning.rows import make_reviewer, make_stage, settings_of
from workshop.models import FormerAddress

pytestmark = pytest.mark.django_db


def asked(cast, by=None, **settings):
    return asked_of(
        pool_of(cast.workshop, by or cast.chair), settings_of(cast.workshop, **settings)
    )


def names_closed(told):
    """{(code, name): why}"""
    codes, names = told["names"]["submissions"], told["names"]["reviewers"]
    return {(codes[one], names[other]): why for one, other, why in told["closed"]}


def test_it_is_about_what_the_chair_may_assign_and_nothing_else(cast):
    submissions, _reviewers = make_stage(cast.workshop)
    make_submission(cast.workshop, status="withdrawn")
    make_decided(make_submission(cast.workshop))
    submissions[0].conflicts.create(user=cast.chair, source="self")

    codes = asked(cast)["names"]["submissions"]

    assert codes == [one.code for one in submissions[1:]]


def test_what_a_chair_must_not_see_takes_its_place_in_a_load(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    make_assignment(submissions[0], ann)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    told = asked(cast, most=2)

    assert told["most"][told["names"]["reviewers"].index("Ann")] == 1
    assert not told["kept"]


@pytest.mark.parametrize(
    "how", ["declared", "submitter", "author", "another address", "a former address"]
)
def test_a_pair_in_conflict_is_closed_however_it_is_known(cast, how):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    author = submission.authors.get()
    if how == "declared":
        submission.conflicts.create(user=ann, source="author")
    elif how == "submitter":
        submission.submitter = ann
        submission.save()
    elif how == "author":
        author.mail = ann.email
        author.save()
    elif how == "another address":
        EmailAddress.objects.create(user=ann, email=author.mail.title(), verified=True)
    else:
        FormerAddress.objects.create(user=ann, mail=author.mail)

    assert (submission.code, "Ann") in names_closed(asked(cast))
    assert not type(submission).objects.filter(pk=submission.pk).without_conflict(ann).exists()


def test_a_lifted_conflict_closes_nothing(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    submission.conflicts.create(
        user=ann, source="author", lifted_at=submission.submitted_at, lift_reason="no more"
    )

    assert names_closed(asked(cast)) == {}


def test_who_has_declined_it_is_not_asked_again(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    decline(make_assignment(submission, ann), reason="no time")

    told = asked(cast)

    assert names_closed(told) == {(submission.code, "Ann"): "declining"}
    assert not told["kept"]


def test_what_was_taken_back_may_be_asked_for_again(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    unassign(make_assignment(submission, ann), by=cast.chair)

    assert names_closed(asked(cast)) == {}


def test_what_stands_is_kept_and_what_is_begun_is_fixed(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    make_assignment(submissions[1], ann)
    make_review(submissions[0], ben)

    told = asked(cast)
    free = asked(cast, keep=False)

    assert (len(told["pins"]), len(told["kept"])) == (1, 1)
    assert (len(free["pins"]), len(free["kept"])) == (1, 0)


def test_the_review_of_who_has_left_counts_and_an_open_one_is_a_hole(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop, each=2)
    make_review(submissions[0], ann)
    make_assignment(submissions[0], ben)
    cast.workshop.memberships.filter(user__in=[ann, ben]).delete()

    told = asked(cast)

    assert told["demand"] == [1, 2, 2]
    assert told["pins"] == told["kept"] == []


def test_pins_and_what_is_ruled_out_are_told(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    Preference.objects.create(submission=submissions[0], reviewer=ben, kind="pin")
    Preference.objects.create(submission=submissions[0], reviewer=ann, kind="forbid")

    told = asked(cast)

    assert len(told["pins"]) == 1
    assert names_closed(told) == {(submissions[0].code, "Ann"): "being ruled out"}


def test_a_pin_opens_no_conflict(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    Preference.objects.create(submission=submission, reviewer=ann, kind="pin")
    submission.conflicts.create(user=ann, source="self")

    told = asked(cast)

    assert told["pins"] == []
    assert (submission.code, "Ann") in names_closed(told)


def test_who_says_how_much_is_asked_for_no_more(cast):
    make_stage(cast.workshop)
    make_reviewer(cast.workshop, "Dora", most=1)

    told = asked(cast, most=4)

    assert told["most"][told["names"]["reviewers"].index("Dora")] == 1
    assert told["most"][told["names"]["reviewers"].index("Ann")] == 4


def test_seniors_and_institutions_are_told_where_a_rule_asks_for_them(cast):
    make_stage(cast.workshop)
    make_reviewer(cast.workshop, "Dora", is_senior=True)

    told = asked(cast, senior="hard", institutions="soft")

    at = told["names"]["reviewers"].index("Dora")
    assert (told["senior"][at], told["institutions"][at]) == (True, "dora.example")
    assert list(told["soft"]) == ["institutions"]
    assert asked(cast)["senior"] is None


def queries_of(cast):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        asked(cast)
    return len(seen)


def test_it_asks_the_database_as_often_for_many_as_for_few(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    submissions[0].topics.add(make_topic(cast.workshop))
    make_assignment(submissions[1], ann)
    few = queries_of(cast)
    for number in range(5):
        make_submission(cast.workshop)
        make_assignment(submissions[2], make_reviewer(cast.workshop, f"More{number}", 1))

    assert queries_of(cast) == few
