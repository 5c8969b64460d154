"""The chair's page of the matching: propose, read why, apply."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import Assignment, MatchingRun, Preference
from reviews.services import decline
from submissions.conflicts import add_conflict
from tests.factories import (
    make_assignment,
    make_many_submissions,
    make_member,
    make_review,
    make_submission,
    make_topic,
)
from tests.html import as_read
from tests.reviews.assigning.rows import make_reviewer, make_stage
from workshop.leases import claim
from workshop.models import Job, Message
from workshop.progress import cancel_job
from workshop.queue import perform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def address(cast, name="matching"):
    return reverse(name, args=[cast.workshop.slug])


def settings(cast, **more):
    usual = {"each": cast.workshop.reviews_wanted, "most": 5, "senior": "no", "institutions": "no"}
    return usual | {"keep": "on"} | more


def propose(client, cast, **more):
    """The page that shows it."""
    return client.post(address(cast, "propose_matching"), settings(cast, **more), follow=True)


def apply(client, cast, shown, **more):
    run, draft = shown.context["run"], shown.context["draft"]
    sent = {"run": run.code, "seen": draft.seen} | more
    return client.post(address(cast, "apply_matching"), sent, follow=True)


def text(response):
    return as_read(unescape(response.content.decode()))


def standing():
    rows = Assignment.objects.standing().select_related("submission", "reviewer")
    return sorted((one.submission.title, one.reviewer.name) for one in rows)


NEAREST = [
    ("Heat of idle servers", "Ann"),
    ("Milk of mountain sheep", "Ben"),
    ("Snow on tin roofs", "Cleo"),
]


def test_before_a_draft_the_page_says_what_one_is_and_has_one_button(client, cast):
    make_stage(cast.workshop)

    shown = text(client.get(address(cast)))

    assert "Nobody is assigned or told until you apply it." in shown
    assert not MatchingRun.objects.exists()


def test_without_reviewers_it_leads_to_inviting_them(client, cast):
    make_submission(cast.workshop)
    cast.workshop.memberships.reviewers().delete()

    assert reverse("reviewers", args=[cast.workshop.slug]) in text(client.get(address(cast)))


def test_a_draft_assigns_nothing_and_tells_nobody(client, cast):
    make_stage(cast.workshop)

    shown = text(propose(client, cast))

    assert "3: 3 new, 0 stay" in shown
    assert "Apply: assign 3 and tell 3 reviewers" in shown
    assert standing() == []
    assert not Message.objects.filter(purpose="assignment").exists()


def test_applied_each_has_who_is_nearest_and_each_reviewer_a_mail(client, cast):
    make_stage(cast.workshop)

    done = text(apply(client, cast, propose(client, cast)))

    assert standing() == NEAREST
    assert "3 reviews are assigned." in done
    assert "This is applied." in done
    assert Message.objects.filter(purpose="assignment").count() == 3


def test_each_pair_has_its_reason(client, cast):
    submissions, [_ann, ben, _cleo] = make_stage(cast.workshop)
    topic = make_topic(cast.workshop, "Dairy")
    submissions[1].topics.add(topic)
    ben.reviewer_profiles.get().topics.add(topic)

    shown = text(propose(client, cast))

    assert "as in “Milk of mountain sheep, part 0”" in shown
    assert "1st of 4 eligible" in shown
    assert "Topics: Dairy" in shown


def test_who_was_better_is_named_with_what_kept_them(client, cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    add_conflict(submissions[0], ann, by=cast.chair, reason="a colleague")

    assert "Ann is in conflict" in text(propose(client, cast))


def test_the_mails_are_shown_before_they_are_sent(client, cast):
    make_stage(cast.workshop)

    shown = propose(client, cast)
    previews = {user.email: mail for user, mail in shown.context["mails"]}
    apply(client, cast, shown)

    for mail in Message.objects.filter(purpose="assignment"):
        assert previews[mail.recipient][0] == mail.subject
        assert previews[mail.recipient][1] == mail.body.strip()


def test_what_was_assigned_meanwhile_is_looked_at_again(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    shown = propose(client, cast)
    make_assignment(submission, ann)

    told = text(apply(client, cast, shown))

    assert "nothing was done. Look again." in told
    assert standing() == [NEAREST[0]]


def test_a_conflict_declared_after_the_draft_refuses_it_by_name(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    shown = propose(client, cast)
    add_conflict(submission, ann, by=cast.chair, reason="a colleague")

    told = text(apply(client, cast, shown))

    assert f"{submission.code}, Ann: there is a conflict." in told
    assert standing() == []


def test_of_two_chairs_who_apply_the_second_is_told_and_nothing_is_assigned_twice(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    theirs = Client()
    theirs.force_login(make_member(cast.workshop).user)
    first = propose(client, cast)
    wish(client, cast, "forbid", submission, ann)
    second = propose(theirs, cast)
    wish(client, cast, "none", submission, ann)
    apply(client, cast, first)
    stands = standing()

    told = apply(theirs, cast, second)

    assert "nothing was done" in text(told)
    assert standing() == stands
    assert "it cannot be applied" in text(theirs.get(address(cast)))


def test_who_has_declined_since_is_not_asked_again(client, cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    shown = propose(client, cast, each=1)
    [submission] = [one for one in submissions if one.title == "Heat of idle servers"]
    decline(make_assignment(submission, ann), reason="No time.")

    told = apply(client, cast, shown)

    assert "Somebody has declined meanwhile" in text(told)
    assert standing() == []


def test_what_cannot_be_names_nothing_to_a_chair_who_came_into_conflict(client, cast):
    submission = make_submission(cast.workshop, title="Heat of idle servers")
    make_reviewer(cast.workshop, "Ann")
    make_member(cast.workshop)
    assert submission.code in text(propose(client, cast, each=3))
    add_conflict(submission, cast.chair, by=cast.superuser, reason="kin")

    said = text(client.get(address(cast)))

    assert submission.code not in said
    assert "There is no such assignment" not in said


def test_pressed_twice_it_is_applied_once(client, cast):
    make_stage(cast.workshop)
    shown = propose(client, cast)
    apply(client, cast, shown)

    assert "Look again" in text(apply(client, cast, shown))
    assert len(standing()) == 3


def test_who_declines_leaves_a_hole_that_is_filled_with_one_move(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    apply(client, cast, propose(client, cast))
    decline(Assignment.objects.get(reviewer=ann), reason="no time")

    shown = propose(client, cast)

    assert "3: 1 new, 2 stay" in text(shown)
    apply(client, cast, shown)
    assert (submission.title, "Ann") not in standing()
    assert set(NEAREST[1:]) < set(standing())


def test_a_new_pair_comes_before_those_that_stay(client, cast):
    submissions, [_ann, ben, _cleo] = make_stage(cast.workshop)
    make_assignment(submissions[1], ben)

    rows = propose(client, cast).context["draft"].rows

    assert [row.is_new for row in rows] == [True, True, False]


def test_whose_mail_waits_is_counted_beside_those_who_get_one(client, cast):
    submissions, [ann, *_others] = make_stage(cast.workshop, each=2)
    make_assignment(submissions[1], ann)

    shown = text(propose(client, cast))

    assert "The mail of 1 reviewer still waits, and tells of the new ones too." in shown


def test_who_has_left_is_replaced_and_what_is_in_stays(client, cast):
    submissions, [ann, ben, _cleo] = make_stage(cast.workshop)
    make_review(submissions[0], ann)
    make_assignment(submissions[1], ben)
    cast.workshop.memberships.filter(user__in=[ann, ben]).delete()

    shown = propose(client, cast)

    new = {(row.submission, row.is_new) for row in shown.context["draft"].rows}
    assert new == {(submissions[1], True), (submissions[2], True)}


def test_without_keeping_a_better_one_takes_the_place_of_what_stands(client, cast):
    [submission, *_more], [_ann, ben, _cleo] = make_stage(cast.workshop)
    make_assignment(submission, ben)

    shown = propose(client, cast, keep="")

    assert f"Ben ({submission.code})" in text(shown)
    apply(client, cast, shown)
    assert standing() == NEAREST


def test_what_was_assigned_by_hand_after_the_draft_is_not_taken_back(client, cast):
    [submission, *_more], [_ann, ben, _cleo] = make_stage(cast.workshop)
    propose(client, cast, keep="")
    make_assignment(submission, ben)

    apply(client, cast, client.get(address(cast)))

    assert ("Heat of idle servers", "Ben") in standing()


def test_what_cannot_be_is_told_with_ways_out_and_where_to_mend_it(client, cast):
    make_stage(cast.workshop)

    shown = text(propose(client, cast, each="9"))

    assert "9 needed" in shown
    assert "The cheapest ways out:" in shown
    assert reverse("reviewers", args=[cast.workshop.slug]) in shown


def test_a_number_that_makes_no_sense_is_told_and_nothing_is_lost(client, cast):
    make_stage(cast.workshop)

    shown = propose(client, cast, each="many", most="7")

    assert shown.status_code == 422
    assert "Write a whole number from 1 to 9." in text(shown)
    assert shown.context["form"]["most"].value() == "7"


def wish(client, cast, kind, submission, reviewer):
    sent = {"wish": f"{kind} {submission.code} {reviewer.email}"}
    return client.post(address(cast, "wish_for_matching"), sent, follow=True)


def test_a_pin_counts_for_the_next_draft_and_is_taken_back(client, cast):
    [submission, *_more], [_ann, ben, _cleo] = make_stage(cast.workshop)
    wish(client, cast, "pin", submission, ben)

    assert ("Heat of idle servers", "Ben") in pairs_in(propose(client, cast))
    wish(client, cast, "none", submission, ben)
    assert pairs_in(propose(client, cast)) == NEAREST


def pairs_in(shown):
    rows = shown.context["draft"].rows
    return [(row.submission.title, row.reviewer.name) for row in rows]


def test_a_pair_that_is_ruled_out_is_proposed_no_more(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    wish(client, cast, "forbid", submission, ann)

    shown = propose(client, cast)

    assert ("Heat of idle servers", "Ann") not in pairs_in(shown)
    assert "Ann was ruled out by a chair" in text(shown)


def test_what_is_ruled_out_of_a_draft_is_left_off_when_it_is_applied(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    propose(client, cast)

    shown = wish(client, cast, "forbid", submission, ann)
    apply(client, cast, shown)

    assert "1 pair of it was ruled out since and is left off." in text(shown)
    assert ("Heat of idle servers", "Ann") not in standing()
    assert standing()


def test_nobody_is_pinned_against_a_conflict(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    add_conflict(submission, ann, by=cast.chair, reason="a colleague")

    told = text(wish(client, cast, "pin", submission, ann))

    assert "nothing was pinned" in told
    assert not Preference.objects.exists()


def test_what_is_ruled_out_stays_in_sight_and_can_be_allowed_again(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    wish(client, cast, "forbid", submission, ann)

    button = f'value="none {submission.code} {ann.email}"'
    assert button in propose(client, cast).content.decode()
    wish(client, cast, "none", submission, ann)
    assert pairs_in(propose(client, cast)) == NEAREST


def test_a_wish_about_who_reviews_no_more_is_taken_back(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    wish(client, cast, "forbid", submission, ann)
    cast.workshop.memberships.filter(user=ann).delete()

    assert wish(client, cast, "none", submission, ann).status_code == 200
    assert not Preference.objects.exists()


def note(client, cast, code, reviewer, kind):
    sent = {"code": code, "reviewer": reviewer.pk, "kind": kind}
    return client.post(address(cast, "wish_for_matching"), sent, follow=True)


def test_any_pair_is_pinned_or_ruled_out_before_there_is_a_draft(client, cast):
    [submission, other, _third], [ann, ben, _cleo] = make_stage(cast.workshop)
    note(client, cast, submission.code.lower(), ben, "pin")
    note(client, cast, other.code, ann, "forbid")

    kinds = dict(Preference.objects.values_list("submission", "kind"))
    assert kinds == {submission.pk: "pin", other.pk: "forbid"}
    assert ("Heat of idle servers", "Ben") in pairs_in(propose(client, cast))


def test_a_pin_against_a_conflict_is_refused_and_what_was_typed_stays(client, cast):
    [submission, *_more], [ann, *_others] = make_stage(cast.workshop)
    add_conflict(submission, ann, by=cast.chair, reason="a colleague")

    told = note(client, cast, submission.code, ann, "pin")

    assert told.status_code == 422
    assert "They cannot review it, so nothing was pinned." in text(told)
    assert f'value="{submission.code}"' in told.content.decode()


@pytest.mark.parametrize("kind", ["", "burn", "pin"])
def test_a_wish_of_nothing_known_is_not_there(client, cast, kind):
    make_stage(cast.workshop)

    sent = {"wish": f"{kind} 22222222 nobody@example.org"}
    assert client.post(address(cast, "wish_for_matching"), sent).status_code == 404


# --- a chair in conflict ---


def test_a_chair_in_conflict_reads_neither_row_nor_name_of_it(client, cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    make_assignment(submissions[0], ann)
    make_member(cast.workshop)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    shown = propose(client, cast)

    assert submissions[0].title not in text(shown)
    assert submissions[0].code not in text(shown)
    assert "Ann stays" not in text(shown)


def test_a_chair_in_conflict_neither_reads_nor_notes_a_wish_about_it(client, cast):
    submissions, [ann, *_others] = make_stage(cast.workshop)
    wish(client, cast, "forbid", submissions[0], ann)
    make_member(cast.workshop)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    shown = client.get(address(cast))
    refused = note(client, cast, submissions[0].code, ann, "pin")
    unknown = note(client, cast, "22222222", ann, "pin")

    assert not shown.context["wishes"]
    assert submissions[0].code not in text(shown)
    assert (refused.status_code, unknown.status_code) == (422, 422)
    [why], [the_same] = (one.context["wishing"].errors["code"] for one in (refused, unknown))
    assert why.replace(submissions[0].code, "22222222") == the_same
    assert Preference.objects.get().kind == "forbid"


def test_a_conflict_of_the_chair_that_comes_later_closes_its_rows_at_once(client, cast):
    submissions, _reviewers = make_stage(cast.workshop)
    make_member(cast.workshop)
    propose(client, cast)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    shown = client.get(address(cast))

    assert submissions[0].code not in text(shown)
    apply(client, cast, shown)
    assert standing() == NEAREST[1:]


def test_a_draft_is_read_by_who_has_asked_for_it_alone(client, cast):
    make_stage(cast.workshop)
    run = propose(client, cast).context["run"]
    client.force_login(make_member(cast.workshop).user)

    assert client.get(address(cast)).context["run"] is None
    sent = {"run": run.code, "seen": ""}
    assert client.post(address(cast, "apply_matching"), sent).status_code == 404


# --- large ones ---


def test_a_large_one_is_computed_by_a_worker(client, cast):
    make_many_submissions(cast.workshop, 101)
    for number in range(8):
        make_reviewer(cast.workshop, f"R{number}", number % 3)
    cast.workshop.reviews_wanted = 1
    cast.workshop.save()

    waiting = propose(client, cast, most="20")
    job = Job.objects.get(kind="matching")
    assert reverse("job", args=[job.code]) in text(waiting)
    perform(claim(Job.objects.filter(pk=job.pk)))

    job.refresh_from_db()
    assert (job.state, job.lane) == ("done", "long")
    assert len(client.get(address(cast)).context["draft"].rows) == 101


def test_a_large_one_is_cancelled(client, cast):
    make_many_submissions(cast.workshop, 101)
    propose(client, cast)
    job = Job.objects.get(kind="matching")
    cancel_job(job, by=cast.chair)

    assert "was not finished" in text(client.get(address(cast)))


def queries_of(client, cast):
    with CaptureQueriesContext(connection) as seen:
        client.get(address(cast))
    return len(seen)


def test_the_page_asks_as_often_for_many_pairs_as_for_few(client, cast):
    make_stage(cast.workshop)
    propose(client, cast)
    few = queries_of(client, cast)
    for number in range(4):
        make_submission(cast.workshop)
        make_reviewer(cast.workshop, f"R{number}", 1)
    propose(client, cast, each="2")

    assert queries_of(client, cast) == few


def test_old_drafts_go(client, cast):
    make_stage(cast.workshop)
    for _time in range(7):
        propose(client, cast, each="9")

    assert MatchingRun.objects.count() == 5
