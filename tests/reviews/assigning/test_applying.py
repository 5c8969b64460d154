"""Many assignments at once: all or none, each guarded, each reviewer told once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.assigning.applying import Refused, assign, assign_all
from reviews.models import Assignment
from reviews.services import decline
from tests.factories import (
    make_assignment,
    make_key_date,
    make_many_submissions,
    make_review,
    make_submission,
)
from tests.reviews.assigning.rows import make_reviewer, make_stage
from workshop.management.commands.check_invariants import broken_invariants
from workshop.models import Message

pytestmark = pytest.mark.django_db


def pairs_of(*pairs):
    return {(submission.pk, reviewer.pk) for submission, reviewer in pairs}


def standing():
    rows = Assignment.objects.standing()
    return set(rows.values_list("submission", "reviewer"))


def refused(cast, pairs, **more):
    with pytest.raises(Refused) as told:
        assign_all(cast.workshop, pairs, by=cast.chair, **more)
    return str(told.value), list(map(str, told.value.refusals))


def test_all_of_them_stand_each_with_its_line_in_the_trail(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    pairs = pairs_of((submissions[0], ann), (submissions[0], ben), (submissions[1], ann))

    assert assign_all(cast.workshop, pairs, by=cast.chair) == 3

    assert standing() == pairs
    assert sorted(submissions[0].assignments.values_list("number", flat=True)) == [1, 2]
    assert all(one.changes.get().by == cast.chair for one in Assignment.objects.all())
    assert not any(broken_invariants().values())


def test_each_reviewer_gets_the_one_mail_that_a_single_assignment_sends(cast):
    submissions, [_ann, ben, _cleo] = make_stage(cast.workshop)
    assign(submissions[2], ben, by=cast.chair)
    alone = Message.objects.get(purpose="assignment")
    Message.objects.filter(pk=alone.pk).update(state="cancelled", finished_at=alone.due_at)

    assign_all(cast.workshop, pairs_of(*((one, ben) for one in submissions[:2])), by=cast.chair)

    mail = Message.objects.get(purpose="assignment", state="waiting")
    for name in ("recipient", "subject", "body", "object_id", "by_id", "workshop_id"):
        assert getattr(mail, name) == getattr(alone, name)
    assert mail.due_at > mail.created_at


def test_whose_mail_still_waits_is_not_mailed_again(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    assign(submissions[2], ann, by=cast.chair)

    assign_all(cast.workshop, pairs_of((submissions[0], ann)), by=cast.chair)

    assert Message.objects.filter(purpose="assignment").count() == 1


def test_one_pair_in_conflict_refuses_all_and_is_named(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    submissions[1].conflicts.create(user=ben, source="author")

    words, pairs = refused(cast, pairs_of((submissions[0], ann), (submissions[1], ben)))

    assert "nobody was assigned" in words
    assert pairs == [f"{submissions[1].code}, Ben: there is a conflict"]
    assert not standing()


def test_a_conflict_that_is_found_only_now_refuses_it_and_stays(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    submission.authors.update(mail="boss@ann.example")

    _words, pairs = refused(cast, pairs_of((submission, ann)))

    assert pairs == [f"{submission.code}, Ann: there is a conflict"]
    assert submission.conflicts.standing().filter(user=ann, source="found").exists()


def test_who_has_left_and_what_is_withdrawn_are_named(cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    cast.workshop.memberships.filter(user=ann).delete()
    type(submissions[1]).objects.filter(pk=submissions[1].pk).update(status="withdrawn")

    _words, pairs = refused(cast, pairs_of((submissions[0], ann), (submissions[1], ben)))

    assert [one.partition(": ")[2] for one in pairs] == [
        "is no reviewer any more",
        "it is withdrawn or announced",
    ]


def test_a_chair_in_conflict_assigns_nothing_of_it_and_reads_no_name(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    words, pairs = refused(cast, pairs_of((submissions[0], ann)))

    assert "not yours" in words
    assert pairs == []


def test_nothing_of_another_workshop_is_assigned(cast):
    make_stage(cast.workshop)
    foreign = make_submission()
    reviewer = make_reviewer(cast.workshop, "Dora")

    words, _pairs = refused(cast, pairs_of((foreign, reviewer)))

    assert "not yours" in words


def test_once_reviews_have_closed_nobody_is_assigned(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    make_key_date(cast.workshop, "reviews_close", submissions[0].submitted_at.replace(year=2020))

    words, _pairs = refused(cast, pairs_of((submissions[0], ann)))

    assert "closed" in words


def test_what_goes_is_taken_back_with_it(cast):
    [submission, *_more], [ann, ben, _cleo] = make_stage(cast.workshop)
    make_assignment(submission, ann)

    assign_all(
        cast.workshop,
        pairs_of((submission, ben)),
        gone=pairs_of((submission, ann)),
        by=cast.chair,
    )

    assert standing() == pairs_of((submission, ben))
    assert not any(broken_invariants().values())


def test_a_review_that_was_begun_meanwhile_is_not_taken_back(cast):
    [submission, *_more], [ann, ben, _cleo] = make_stage(cast.workshop)
    make_review(submission, ann)

    _words, pairs = refused(cast, pairs_of((submission, ben)), gone=pairs_of((submission, ann)))

    assert "so it stays" in pairs[0]
    assert standing() == pairs_of((submission, ann))


def test_what_had_ended_stands_again_under_its_number(cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    decline(make_assignment(submission, ann), reason="no time")

    assert assign_all(cast.workshop, pairs_of((submission, ann)), by=cast.chair) == 1

    assert Assignment.objects.get().number == 1
    assert not any(broken_invariants().values())


def test_pressed_twice_it_is_done_once(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    pairs = pairs_of((submissions[0], ann))
    assign_all(cast.workshop, pairs, by=cast.chair)

    assert assign_all(cast.workshop, pairs, by=cast.chair) == 0


def queries_of(cast, pairs):
    with CaptureQueriesContext(connection) as seen:
        assign_all(cast.workshop, pairs, by=cast.chair)
    return len(seen)


def test_many_take_as_many_queries_as_few(cast):
    reviewers = [make_reviewer(cast.workshop, f"R{number}") for number in range(12)]
    rows = make_many_submissions(cast.workshop, 13)
    few = queries_of(cast, pairs_of(*((rows[0], one) for one in reviewers[:2])))

    many = queries_of(cast, pairs_of(*((row, one) for row in rows[1:] for one in reviewers[:3])))

    assert many <= few + 2


def test_what_stands_already_stays_one_by_one_and_among_many(cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    standing_one = make_assignment(submissions[0], ann)
    cast.workshop.memberships.filter(user=ann).delete()

    assert assign(submissions[0], ann, by=cast.chair) == standing_one
    assert assign_all(cast.workshop, pairs_of((submissions[0], ann)), by=cast.chair) == 0
