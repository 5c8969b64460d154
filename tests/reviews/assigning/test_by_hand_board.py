"""Assigning by hand on one board: what it shows, what it does, and what it refuses."""

from html import unescape

import pytest
from django.urls import reverse

from reviews.models import Assignment, Preference
from reviews.services import decline
from submissions.conflicts import add_conflict
from submissions.models import Status, Submission
from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_decided,
    make_key_date,
    make_many_reviews,
    make_many_submissions,
    make_member,
    make_review,
    make_submission,
)
from tests.html import as_read
from tests.reviews.assigning.rows import make_reviewer, make_stage
from workshop.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def address(cast, query=""):
    return reverse("assign_by_hand", args=[cast.workshop.slug]) + query


def pair(submission, reviewer):
    return f"{submission.code} {reviewer.pk}"


def act(client, cast, query="", **pairs):
    sent = {name: pair(*both) for name, both in pairs.items()}
    return client.post(address(cast, query), sent, follow=True)


def text(response):
    return as_read(unescape(response.content.decode()))


def standing():
    rows = Assignment.objects.standing().select_related("submission", "reviewer")
    return sorted((one.submission.title, one.reviewer.name) for one in rows)


def test_one_is_assigned_and_told_by_one_mail(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)

    shown = text(act(client, cast, new=(heat, ann)))

    assert standing() == [(heat.title, "Ann")]
    assert f"Assigned {heat.code} to Ann." in shown
    assert Message.objects.get(purpose="assignment").recipient == ann.email


def test_one_is_taken_back(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)

    assert f"Taken back {heat.code} from Ann." in text(act(client, cast, gone=(heat, ann)))
    assert standing() == []


def test_one_is_moved_in_one_act(client, cast):
    [heat, milk, _snow], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)

    shown = text(act(client, cast, new=(milk, ann), gone=(heat, ann)))

    assert standing() == [(milk.title, "Ann")]
    assert f"Moved Ann from {heat.code} to {milk.code}." in shown


def test_nothing_is_moved_to_where_the_reviewer_is_already(client, cast):
    [heat, milk, _snow], [ann, *_others] = make_stage(cast.workshop)
    for one in (heat, milk):
        make_assignment(one, ann)

    assert "has it already" in text(act(client, cast, new=(milk, ann), gone=(heat, ann)))
    assert standing() == [(heat.title, "Ann"), (milk.title, "Ann")]


@pytest.mark.parametrize("kind", ["new", "gone"])
def test_what_was_done_last_is_undone(client, cast, kind):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    if kind == "gone":
        make_assignment(heat, ann)
    before = standing()
    made, ended = act(client, cast, **{kind: (heat, ann)}).context["last"]

    back = {name: both for name, both in (("new", ended), ("gone", made)) if both}
    act(client, cast, **back)

    assert standing() == before


def test_what_is_so_already_offers_nothing_to_undo(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)

    shown = act(client, cast, new=(heat, ann))

    assert "Nothing was done: it was so already." in text(shown)
    assert shown.context["last"] is None


def test_the_answer_leads_back_to_the_filter_and_the_submission(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)

    answer = client.post(address(cast, "?words=heat"), {"new": pair(heat, ann)})

    assert answer.url == address(cast, f"?words=heat#{heat.code}")


# --- guards ---


def test_a_conflict_is_not_got_round_by_sending_the_form(client, cast):
    [heat, milk, _snow], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(milk, ann)
    add_conflict(heat, ann, by=cast.chair, reason="a colleague")

    assert "there is a conflict" in text(act(client, cast, new=(heat, ann)))
    act(client, cast, new=(heat, ann), gone=(milk, ann))
    assert standing() == [(milk.title, "Ann")]


def test_who_has_declined_or_was_ruled_out_is_not_assigned(client, cast):
    [heat, *_rest], [ann, ben, _cleo] = make_stage(cast.workshop)
    decline(make_assignment(heat, ann), reason="no time")
    Preference.objects.create(submission=heat, reviewer=ben, kind="forbid")

    assert "Ann has declined it" in text(act(client, cast, new=(heat, ann)))
    assert "Ben was ruled out" in text(act(client, cast, new=(heat, ben)))
    assert standing() == []


def test_who_may_not_stands_in_the_list_with_the_reason(client, cast):
    [heat, *_rest], [ann, ben, cleo] = make_stage(cast.workshop)
    add_conflict(heat, ann, by=cast.chair, reason="a colleague")
    decline(make_assignment(heat, ben), reason="no time")

    entry = client.get(address(cast, f"?words={heat.code}")).context["page"].object_list[0]

    assert entry.why_not == {ann.pk: "is in conflict", ben.pk: "has declined it"}
    assert {one.reviewer for one in entry.offered} == {cleo, cast.reviewer}


def test_a_review_that_is_in_stays(client, cast):
    review = make_review(make_submission(cast.workshop), cast.reviewer).assignment

    shown = text(act(client, cast, gone=(review.submission, cast.reviewer)))

    assert "this review is begun or in, so it stays" in shown
    assert Assignment.objects.standing().count() == 1


def test_nobody_is_assigned_once_reviews_have_closed(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    make_key_date(cast.workshop, "reviews_close", heat.submitted_at.replace(year=2020))

    assert "Reviews have closed" in text(act(client, cast, new=(heat, ann)))
    assert standing() == []


def test_a_stranger_is_not_assigned_and_not_named(client, cast):
    heat = make_submission(cast.workshop)

    shown = text(act(client, cast, new=(heat, cast.stranger)))

    assert "no reviewer of this workshop any more" in shown
    assert cast.stranger.email not in shown
    assert standing() == []


@pytest.mark.parametrize(
    "sent", ["{code} x", "{code}", "NOWHERE1 1", "{code} 99999999999999999999"]
)
def test_a_pair_that_makes_no_sense_is_not_found(client, cast, sent):
    code = make_submission(cast.workshop).code

    assert client.post(address(cast), {"new": sent.format(code=code)}).status_code == 404


def test_a_choice_that_was_not_made_is_told(client, cast):
    make_stage(cast.workshop)

    assert "Choose a reviewer from the list." in text(client.post(address(cast), follow=True))


def test_of_a_submission_in_conflict_the_chair_sees_and_moves_nothing(client, cast):
    [heat, milk, _snow], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)
    add_conflict(heat, cast.chair, by=cast.superuser, reason="a colleague")

    shown = client.get(address(cast))

    assert heat.title not in text(shown)
    assert shown.context["board"].loads[ann.pk].count == 0
    assert act(client, cast, gone=(heat, ann)).status_code == 404
    assert act(client, cast, new=(milk, ann), gone=(heat, ann)).status_code == 404
    assert standing() == [(heat.title, "Ann")]


def test_what_was_done_is_not_told_once_its_chair_is_in_conflict(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    make_member(cast.workshop)  # who handles it then
    act(client, cast, new=(heat, ann))
    add_conflict(heat, cast.chair, by=cast.superuser, reason="a colleague")

    assert heat.code not in text(client.get(address(cast)))


# --- what it shows ---


def test_those_short_of_reviewers_come_first_and_can_be_shown_alone(client, cast):
    [heat, milk, snow], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)

    def shown(query=""):
        page = client.get(address(cast, query)).context["page"]
        return [entry.submission for entry in page]

    assert shown() == [milk, snow, heat]
    assert shown("?show=few") == [milk, snow]
    assert shown("?words=ann") == [heat]
    assert shown("?words=nowhere") == []


def test_what_is_decided_is_left_out_but_counts_for_its_reviewer(client, cast):
    [heat, *_rest], [ann, *_others] = make_stage(cast.workshop)
    make_assignment(heat, ann)
    make_decided(heat)

    board = client.get(address(cast)).context["board"]

    assert heat not in [entry.submission for entry in board.entries]
    assert board.loads[ann.pk].count == 1


def test_reviewers_who_are_full_or_over_are_marked(client, cast):
    [heat, milk, _snow], _reviewers = make_stage(cast.workshop)
    full, over = (make_reviewer(cast.workshop, name, most=1) for name in ("Full", "Over"))
    for one, reviewer in ((heat, full), (heat, over), (milk, over)):
        make_assignment(one, reviewer)

    loads = client.get(address(cast)).context["board"].loads

    assert (loads[full.pk].state, loads[over.pk].state) == ("full", "over")


def test_the_nearest_by_the_newest_proposal_comes_first(client, cast):
    _submissions, [ann, ben, cleo] = make_stage(cast.workshop)
    proposal = {"each": 1, "most": 5, "senior": "no", "institutions": "no"}
    client.post(reverse("propose_matching", args=[cast.workshop.slug]), proposal)

    page = client.get(address(cast)).context["page"]

    assert [entry.offered[0].reviewer for entry in page] == [ann, ben, cleo]


def test_the_board_takes_as_many_queries_for_four_as_for_one(client, cast):
    rows = make_many_submissions(cast.workshop, 4)
    make_many_reviews(rows, each=2)
    four = queries_for(client, address(cast))
    Submission.objects.exclude(pk=rows[0].pk).update(status=Status.WITHDRAWN)

    assert queries_for(client, address(cast)) == four


def test_without_submissions_or_reviewers_it_says_what_to_do(client, cast):
    assert "Nothing is under review" in text(client.get(address(cast)))
    make_member(cast.workshop)
    make_submission(cast.workshop)
    cast.workshop.memberships.reviewers().delete()
    assert reverse("reviewers", args=[cast.workshop.slug]) in text(client.get(address(cast)))
