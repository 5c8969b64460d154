"""The decision board: numbers, filters, choosing, a preview, and nothing overwritten."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from program.models import Slot
from reviews.deciding import decide
from reviews.decisions.figures import figures_of
from reviews.models import BoardVisit, Decision, Label
from submissions.conflicts import add_conflict
from submissions.lifecycle import Status
from submissions.models import Submission
from submissions.services import change_status
from tests.adminforms import queries_for
from tests.factories import (
    make_accepted_elsewhere,
    make_assignment,
    make_criterion,
    make_decided,
    make_manuscript,
    make_member,
    make_review,
    make_slot,
    make_submission,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def address(cast, name="decisions"):
    return reverse(name, args=[cast.workshop.slug])


def board(client, cast, **asked):
    return client.get(address(cast), asked)


def titles(client, cast, **asked):
    return [row.title for row in board(client, cast, **asked).context["page"]]


def text(answer):
    """Its words, as they are read."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def preview(client, cast, **chosen):
    return client.post(address(cast), chosen)


def confirm(client, cast, page):
    """Press the button of a preview."""
    html = page.content.decode()
    fields = {}
    for name, value in re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html):
        fields.setdefault(name, []).append(value)
    return client.post(address(cast, "decide_chosen"), fields, follow=True)


def outcomes():
    return dict(Decision.objects.values_list("submission__title", "outcome"))


def reviewed(cast, title, *marks, **fields):
    submission = make_submission(cast.workshop, title=title)
    for mark in marks:
        make_review(submission, mark=mark, **fields)
    return submission


@pytest.fixture
def three(cast):
    """Fine is better than Fair, and Poor has one review."""
    make_criterion(cast.workshop, marks="1\n2\n3\n4")
    return [reviewed(cast, "Fair", 2, 3), reviewed(cast, "Fine", 4, 4), reviewed(cast, "Poor", 1)]


def figures(cast, submission):
    rows = Submission.objects.filter(pk=submission.pk)
    return figures_of(rows, cast.workshop)[submission.pk]


def test_the_mean_is_of_marks_as_heavy_as_their_criteria(cast):
    heavy, light = make_criterion(cast.workshop), make_criterion(cast.workshop, name="Clarity")
    type(heavy).objects.filter(pk=heavy.pk).update(weight=3)
    review = make_review(make_submission(cast.workshop), mark=1)
    review.scores.filter(criterion=heavy).update(mark=3)

    assert figures(cast, review.assignment.submission).mean == (3 * 3 + 1) / 4
    type(light).objects.update(weight=0)
    assert figures(cast, review.assignment.submission).mean is None


def test_by_confidence_a_sure_reviewer_counts_more_and_a_silent_one_as_medium(cast):
    make_criterion(cast.workshop, marks="1\n2\n3\n4")
    submission = make_submission(cast.workshop)
    make_review(submission, mark=4, confidence=4)
    make_review(submission, mark=1)

    found = figures(cast, submission)

    assert (found.mean, found.sure_mean) == (2.5, (4 * 4 + 2 * 1) / 6)
    assert found.spread == 1.5


def test_what_nobody_recommends_has_no_column(client, cast, three):
    assert "Recommended" not in board(client, cast).content.decode()

    reviewed(cast, "Praised", 3, recommendation=2)

    answer = board(client, cast)
    assert "Recommended" in answer.content.decode()
    assert "1 × strong accept" in text(answer)


@pytest.mark.parametrize(
    ("marks", "advice", "is_disputed"),
    [
        ((2, 3), (None, None), False),
        ((1, 3), (None, None), True),
        ((2, 2), (1, -1), True),
        ((2, 2), (2, 0), False),
    ],
)
def test_reviewers_disagree_by_their_marks_or_by_what_they_recommend(
    cast, marks, advice, is_disputed
):
    make_criterion(cast.workshop, marks="1\n2\n3\n4")
    submission = make_submission(cast.workshop)
    for mark, said in zip(marks, advice, strict=True):
        make_review(submission, mark=mark, recommendation=said)

    assert figures(cast, submission).is_disputed == is_disputed


def test_drafts_and_reviews_by_people_in_conflict_count_for_nothing(cast):
    make_criterion(cast.workshop)
    submission = make_submission(cast.workshop)
    make_review(submission, mark=3)
    late = make_review(submission, mark=1)
    add_conflict(submission, late.assignment.reviewer, by=cast.chair, reason="friends")
    make_assignment(submission)

    found = figures(cast, submission)

    assert (found.asked, len(found.reports), found.mean) == (2, 1, 3)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Fine", "Fair", "Poor"]),
        ("mean", ["Poor", "Fair", "Fine"]),
        ("-spread", ["Fair", "Fine", "Poor"]),
        ("-title", ["Poor", "Fine", "Fair"]),
        ("nonsense", ["Fine", "Fair", "Poor"]),
    ],
)
def test_the_board_is_sorted_by_what_is_seen(client, cast, three, sort, order):
    assert titles(client, cast, sort=sort) == order


def test_the_board_is_filtered_by_what_is_seen(client, cast, three):
    fair, fine, _poor = three
    fine.topics.add(topic := make_topic(cast.workshop))
    best = Label.objects.create(workshop=cast.workshop, name="best paper")
    make_decided(fair, "waitlist", release=True).decision.labels.add(best)
    make_manuscript(fine)

    asked = [
        {"words": "fai"},
        {"topic": topic.pk},
        {"decision": "undecided"},
        {"decision": "waitlist"},
        {"decision": "quiet"},
        {"label": best.pk},
        {"only": "stale"},
        {"words": "nowhere"},
    ]

    assert [titles(client, cast, **one) for one in asked] == [
        ["Fair"],
        ["Fine"],
        ["Fine", "Poor"],
        ["Fair"],
        [],
        ["Fair"],
        ["Fine"],
        [],
    ]


def test_the_distribution_of_marks_is_a_picture_with_words(client, cast, three):
    page = board(client, cast).content.decode()

    assert 'aria-label="1 × mark 2, 1 × mark 3"' in page
    assert 'aria-label="2 × mark 4"' in page
    assert "style=" not in page


def test_the_first_in_this_order_are_accepted_and_the_others_rejected(client, cast, three):
    page = preview(client, cast, first="2", outcome="oral", others="reject")
    assert "2 × accept as a talk, 1 × reject" in text(page)
    assert outcomes() == {}

    said = text(confirm(client, cast, page))

    assert "Decided: 2 × accept as a talk, 1 × reject." in said
    assert outcomes() == {"Fine": "oral", "Fair": "oral", "Poor": "reject"}
    assert {one.status for one in Submission.objects.all()} == {Status.SUBMITTED}


def test_the_ticked_rows_get_an_outcome_a_note_and_a_label(client, cast, three):
    best = Label.objects.create(workshop=cast.workshop, name="best paper")
    more = {"note": "Well done.\r\nShorten it.", "label": best.pk}

    page = preview(client, cast, pick=[three[1].code], outcome="oral", **more)
    confirm(client, cast, page)

    decision = Decision.objects.get()
    assert (decision.submission.title, decision.outcome) == ("Fine", "oral")
    assert decision.note.split() == "Well done. Shorten it.".split()
    assert list(decision.labels.all()) == [best]


def test_one_row_is_decided_in_the_row_itself(client, cast, three):
    seen = {f"seen-{one.code}": "" for one in three}
    page = preview(client, cast, **seen, **{f"outcome-{three[0].code}": "poster"})

    confirm(client, cast, page)

    assert outcomes() == {"Fair": "poster"}


def test_a_preview_names_ids_titles_old_and_new(client, cast, three):
    make_decided(three[0], "reject")
    seen = {f"seen-{three[0].code}": "reject"}

    said = text(preview(client, cast, pick=[three[0].code], outcome="conditional", **seen))

    assert f"Fair {three[0].code} reject → accept conditionally" in said


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({}, "Nothing was chosen"),
        ({"outcome": "accept"}, "Tick the rows this is about, or say how many come first."),
        ({"first": "2"}, "Choose how the first of them are decided."),
        ({"others": "reject"}, "Say how many come before the others."),
        ({"first": "0", "outcome": "accept"}, "greater than or equal to 1"),
        ({"first": "1", "outcome": "nonsense"}, "nonsense is not one of the available choices"),
    ],
)
def test_a_choice_that_says_too_little_is_refused_in_words(client, cast, three, chosen, told):
    answer = preview(client, cast, **chosen)

    assert told in text(answer)
    assert outcomes() == {}


def test_what_another_chair_has_decided_meanwhile_is_left_and_both_are_told(client, cast, three):
    seen = {f"seen-{one.code}": "" for one in three}
    codes = [one.code for one in three]
    other = make_member(cast.workshop).user
    first = preview(client, cast, pick=codes, outcome="accept", **seen)
    decide(three[0], "reject", by=other)

    again = preview(client, cast, pick=codes, outcome="accept", **seen)
    assert "Another chair has decided these since your page was opened" in text(again)
    said = text(confirm(client, cast, first))

    assert "so these stay as they are: “Fair” (reject)." in said
    assert outcomes() == {"Fair": "reject", "Fine": "accept", "Poor": "accept"}


def test_pressed_twice_it_is_decided_once(client, cast, three):
    page = preview(client, cast, first="1", outcome="accept")
    confirm(client, cast, page)

    said = text(confirm(client, cast, page))

    assert "Nothing was decided." in said
    assert "Another chair" not in said
    assert Decision.objects.get().changes.count() == 1


def test_what_is_withdrawn_meanwhile_is_left(client, cast, three):
    page = preview(client, cast, first="1", outcome="accept")
    change_status(three[1], Status.WITHDRAWN, by=three[1].submitter)

    said = text(confirm(client, cast, page))

    assert "so they were not decided: “Fine”." in said
    assert outcomes() == {}


def test_a_label_for_what_is_undecided_is_refused(client, cast, three):
    best = Label.objects.create(workshop=cast.workshop, name="best paper")

    said = text(preview(client, cast, pick=[three[0].code], label=best.pk))

    assert "These are undecided, and a label or a note goes with a decision:" in said


def test_a_chair_in_conflict_sees_neither_row_nor_its_effect(client, cast, three):
    make_slot(cast.workshop, kind="contributions", title="")
    before = text(board(client, cast))
    hidden = reviewed(cast, "Secret", 4, 1)
    add_conflict(hidden, cast.chair, by=cast.chair, reason="friends")
    decide(hidden, "accept", by=make_member(cast.workshop).user)
    aside = "You are in conflict with 1 submission; another chair handles it. "

    assert text(board(client, cast)).replace(aside, "") == before
    preview(client, cast, pick=[hidden.code], outcome="reject")
    client.post(address(cast, "decide_chosen"), {"change": f"{hidden.code}:reject"})
    assert outcomes() == {"Secret": "accept"}
    assert titles(client, cast, words="Secret") == []


def test_what_is_new_since_all_was_seen_is_marked(client, cast, three):
    assert "news since" not in text(board(client, cast))
    until = board(client, cast).context["until"].isoformat()
    client.post(address(cast, "board_seen"), {"until": until})
    make_review(three[2], mark=1)
    decide(three[0], "accept", by=make_member(cast.workshop).user)
    decide(three[1], "accept", by=cast.chair)

    assert sorted(titles(client, cast, only="news")) == ["Fair", "Poor"]
    said = text(board(client, cast))
    assert "2 submissions have news since you last saw them all." in said
    assert ("new review" in said, "decided by another chair" in said) == (True, True)


MOMENTS = ["", "yesterday", "2026-13-45T00:00:00", "2026-01-01T00:00:00"]
BEYOND = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9998-12-31T23:59:59Z"]


@pytest.mark.parametrize("until", MOMENTS + BEYOND)
def test_a_moment_that_is_none_is_not_noted(client, cast, until):
    client.post(address(cast, "board_seen"), {"until": until})

    assert not BoardVisit.objects.exists()


def test_places_left_are_counted_against_the_slots_for_contributions(client, cast, three):
    make_slot(cast.workshop, kind="contributions", title="")
    make_slot(cast.workshop, kind="posters", title="")
    make_accepted_elsewhere(cast.workshop, minutes=20)
    make_decided(three[0], "oral")
    make_decided(three[1], "poster")
    talks, posters = board(client, cast).context["places"]

    assert (talks.taken, posters.taken, posters.all) == (1, 1, None)
    assert talks.left == talks.all - 1


def test_the_preview_says_where_more_are_accepted_than_have_a_place(client, cast, three):
    slot = make_slot(cast.workshop, kind="contributions", title="")
    Slot.objects.filter(pk=slot.pk).update(ends_at=slot.starts_at + timedelta(minutes=30))
    crowded = "3 would be accepted for 2 places"

    assert crowded in text(preview(client, cast, first=3, outcome="oral"))
    assert "would be accepted for" not in text(preview(client, cast, first=2, outcome="oral"))


def test_the_preview_says_where_fewer_are_undecided_than_were_to_be_decided(client, cast, three):
    told = "Only 3 submissions of these are undecided."

    assert told in text(preview(client, cast, first=99, outcome="reject"))
    assert "Only" not in text(preview(client, cast, first=3, outcome="reject"))


def test_the_board_takes_the_same_queries_for_one_and_for_eight(
    client, cast, django_assert_num_queries
):
    make_criterion(cast.workshop)
    best = Label.objects.create(workshop=cast.workshop, name="best paper")
    make_decided(reviewed(cast, "One", 1, 2)).decision.labels.add(best)
    few = queries_for(client, address(cast))
    for number in range(7):
        make_decided(reviewed(cast, f"More {number}", 1, 2, 3)).decision.labels.add(best)

    assert few <= 30
    with django_assert_num_queries(few):
        client.get(address(cast))
