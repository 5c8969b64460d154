"""From the queue to a submitted review."""

import pytest
from django.urls import reverse

from reviews.assigning.applying import assign
from reviews.forms import ReviewForm
from reviews.models import Assignment, Criterion, Review
from reviews.services import StaleReview, declined, save_review, unassign
from reviews.views import reviewer
from submissions.conflicts import add_conflict
from submissions.models import Status
from submissions.services import change_status
from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_criterion,
    make_decided,
    make_manuscript,
    make_review,
    make_submission,
)
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(client, cast):
    cast.criterion = make_criterion(cast.workshop)
    client.force_login(cast.reviewer)
    return make_assignment(make_submission(cast.workshop, title="Counting joules"), cast.reviewer)


def typed(cast, **more):
    return {
        f"mark-{cast.criterion.pk}": 3,
        "for_authors": "Well measured.",
        "for_chairs": "Short.",
        "seen": 1,
    } | more


def test_the_queue_lists_what_is_assigned_and_how_far_it_is(client, cast, assignment):
    queue = reverse("reviews", args=[cast.workshop.slug])
    assert "0 of 1 done" in client.get(queue).content.decode()

    client.post(assignment.get_absolute_url(), typed(cast, submit="1"))

    assert "1 of 1 done" in client.get(queue).content.decode()


def test_pages_stand_beside_the_form_without_the_authors(client, cast, assignment):
    page = client.get(assignment.get_absolute_url()).content.decode()

    assert f"{assignment.get_absolute_url()}pages/2/" in page
    assert "Warm pages" in page
    assert "Ana Moreau" not in page
    assert "Bidache" not in page
    assert "draft.pdf" not in page


def test_single_blind_shows_the_authors(client, cast, assignment):
    type(cast.workshop).objects.update(blind_mode="single")

    assert "Ana Moreau" in client.get(assignment.get_absolute_url()).content.decode()


def test_a_draft_is_saved_and_counts_for_nothing(client, cast, assignment):
    client.post(assignment.get_absolute_url(), typed(cast, save="1", for_authors=""))

    review = Review.objects.get()
    assert (review.submitted_at, review.for_chairs) == (None, "Short.")
    assert not Review.objects.submitted().exists()
    client.force_login(cast.chair)
    page = client.get(
        reverse("chair_submission", args=[cast.workshop.slug, assignment.submission.code])
    ).content.decode()
    assert "Short." not in page
    assert "Not in yet." in page


def test_submitting_asks_for_what_is_missing_and_keeps_what_was_typed(client, cast, assignment):
    answer = client.post(
        assignment.get_absolute_url(),
        {"for_authors": "", "for_chairs": "Kept.", "seen": 1, "submit": "1"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Needed before the review can be submitted.") == 2 + 2
    assert "Kept." in page
    assert not Review.objects.exists()


def test_submitted_twice_is_one_review(client, cast, assignment):
    for _press in range(2):
        client.post(assignment.get_absolute_url(), typed(cast, submit="1"))

    review = Review.objects.get()
    assert review.submitted_at
    assert [score.mark for score in review.scores.all()] == [3]


def test_a_stale_save_is_refused_with_both_texts(client, cast, assignment):
    address = assignment.get_absolute_url()
    client.post(address, typed(cast, save="1", for_authors="First window"))

    answer = client.post(address, typed(cast, save="1", for_authors="Second window"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "First window" in page
    assert "Second window" in page
    assert Review.objects.get().for_authors == "First window"
    client.post(address, typed(cast, save="1", for_authors="Second window", seen=2))
    assert Review.objects.get().for_authors == "Second window"


def test_the_first_save_from_two_tabs_at_once_shows_both_texts(cast, assignment):
    """The second one's row was read before the first had stored a review."""
    second_tab = Assignment.objects.for_list().get(pk=assignment.pk)
    assert not hasattr(second_tab, "review")
    save_review(
        assignment,
        report={"for_authors": "First tab", "for_chairs": ""},
        marks={},
        seen=1,
        is_final=False,
    )
    asked = {"criteria": [cast.criterion], "review": None, "is_final": False}
    form = ReviewForm(typed(cast, for_authors="Second tab"), **asked)

    assert form.is_valid()
    assert not reviewer._saved(second_tab, form)
    assert "First tab" in str(form.non_field_errors())


def test_what_left_the_page_before_submit_does_not_take_the_place_of_it(cast, assignment):
    """The page's own save of a moment before is done after it."""
    same = {"marks": {}, "seen": 1, "tab": "the same page"}
    report = {"for_authors": "Whole.", "for_chairs": ""}
    save_review(assignment, report=report, is_final=True, **same)

    with pytest.raises(StaleReview):
        save_review(assignment, report=report | {"for_authors": "Wh"}, is_final=False, **same)

    assert Review.objects.get().for_authors == "Whole."


def test_a_criterion_added_later_is_missing_in_reviews_until_they_are_edited(client, cast):
    make_criterion(cast.workshop)
    review = make_review(make_submission(cast.workshop), cast.reviewer, mark=3)
    later = make_criterion(cast.workshop, name="Courage")
    page = review.assignment.get_absolute_url()
    changed = {"for_authors": "Well measured.", "seen": review.version}
    changed |= {f"mark-{score.criterion_id}": score.mark for score in review.scores.all()}
    client.force_login(cast.reviewer)

    unmarked = client.post(page, changed)
    before = board_and_submission(client, cast, review)
    client.force_login(cast.reviewer)
    client.post(page, changed | {f"mark-{later.pk}": 1})
    after = board_and_submission(client, cast, review)

    assert "Needed before the review can be submitted." in unmarked.content.decode()
    assert ("3.0" in before, "Courage" in before) == (True, False)
    assert ("2.0" in after, "Courage 1" in after) == (True, True)


def board_and_submission(client, cast, review):
    client.force_login(cast.chair)
    slug, code = cast.workshop.slug, review.assignment.submission.code
    pages = [reverse("decisions", args=[slug]), reverse("chair_submission", args=[slug, code])]
    return " ".join(client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("act", ["delete", "shorten"])
def test_a_form_that_changes_in_that_very_moment_takes_nothing_and_keeps_the_text(
    client, cast, assignment, monkeypatch, act
):
    def saved_a_moment_later(*args, **kwargs):
        rows = Criterion.objects.filter(pk=cast.criterion.pk)
        rows.delete() if act == "delete" else rows.update(anchors="low\nhigh")
        return save_review(*args, **kwargs)

    monkeypatch.setattr(reviewer, "save_review", saved_a_moment_later)
    answer = client.post(assignment.get_absolute_url(), typed(cast, submit="1"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The chairs have changed the review form meanwhile" in page
    assert "Well measured." in page
    assert not Review.objects.exists()


def test_a_mark_off_the_scale_is_refused(client, cast, assignment):
    field = {f"mark-{cast.criterion.pk}": 4}

    answer = client.post(assignment.get_absolute_url(), typed(cast, submit="1", **field))

    assert answer.status_code == 422
    assert not Review.objects.exists()


def test_what_was_begun_is_there_again_when_the_assignment_is_made_again(client, cast, assignment):
    client.post(assignment.get_absolute_url(), typed(cast, save="1"))
    unassign(assignment, by=cast.chair)

    again = assign(assignment.submission, cast.reviewer, by=cast.superuser)

    assert (again.pk, again.by, again.ended_at) == (assignment.pk, cast.superuser, None)
    assert "Well measured." in client.get(assignment.get_absolute_url()).content.decode()
    trail = [(change.by, change.stands) for change in assignment.changes.all()]
    assert trail == [(cast.chair, True), (cast.chair, False), (cast.superuser, True)]


def declare_a_conflict(assignment, cast):
    add_conflict(assignment.submission, cast.reviewer, by=cast.chair, reason="colleagues")


def take_it_back(assignment, cast):
    unassign(assignment, by=cast.chair)


def withdraw_it(assignment, cast):
    change_status(assignment.submission, Status.WITHDRAWN, by=cast.stranger)


@pytest.mark.parametrize("meanwhile", [declare_a_conflict, take_it_back, withdraw_it])
def test_what_was_typed_is_given_back_when_the_door_has_closed(client, cast, assignment, meanwhile):
    meanwhile(assignment, cast)

    sent = typed(cast, for_authors="Well measured, and told with care.", submit="1")
    address = assignment.get_absolute_url()
    answer = client.post(address, sent, headers={"origin": "http://testserver"})

    assert answer.status_code == 404
    assert "Well measured, and told with care." in answer.content.decode()
    assert assignment.submission.title not in answer.content.decode()
    assert not Review.objects.exists()


def test_after_the_release_a_review_is_read_but_not_changed(client, cast):
    submission = make_submission(cast.workshop)
    review = make_review(submission, cast.reviewer, for_authors="As it was.")
    make_decided(submission, release=True)
    client.force_login(cast.reviewer)
    address = review.assignment.get_absolute_url()

    page = client.get(address).content.decode()
    assert "As it was." in page
    assert "can no longer be changed" in page
    assert "accept" not in page
    answer = client.post(address, {"for_authors": "Too late.", "seen": 2, "save": "1"})

    assert answer.status_code == 422
    assert "Too late." in answer.content.decode()
    review.refresh_from_db()
    assert review.for_authors == "As it was."


def test_the_queue_takes_the_same_queries_for_one_and_for_four(
    client, cast, assignment, django_assert_num_queries
):
    """To do and done."""
    queue = reverse("reviews", args=[cast.workshop.slug])
    make_review(make_submission(cast.workshop), cast.reviewer)
    few = queries_for(client, queue)
    for _count in range(3):
        make_assignment(make_submission(cast.workshop), cast.reviewer)
        make_review(make_submission(cast.workshop), cast.reviewer)

    with django_assert_num_queries(few):
        client.get(queue)


def test_a_review_saves_itself_while_it_is_typed_and_is_never_stale_to_its_own_page(
    client, cast, assignment
):
    address, page = assignment.get_absolute_url(), {"tab": "a" * 32}
    saved = client.post(address, typed(cast, auto="1", for_authors="Well", **page))
    answer = client.post(address, typed(cast, save="1", for_authors="Well measured", **page))

    assert "Saved as a draft at" in saved.content.decode()
    assert answer.status_code == 302
    assert Review.objects.get().for_authors == "Well measured"


def test_another_page_is_told_that_it_is_stale_when_it_saves_itself(client, cast, assignment):
    address = assignment.get_absolute_url()
    client.post(address, typed(cast, auto="1", tab="a" * 32))

    answer = client.post(address, typed(cast, auto="1", tab="b" * 32, for_authors="Other words"))

    assert "Well measured." in answer.content.decode()
    assert Review.objects.get().for_authors == "Well measured."


def test_a_recommendation_and_how_sure_she_is_are_shown_to_the_chair(client, cast, assignment):
    client.post(
        assignment.get_absolute_url(), typed(cast, submit="1", recommendation=-1, confidence=4)
    )

    client.force_login(cast.chair)
    code = assignment.submission.code
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    assert ">reject</span>" in page.content.decode()
    assert "confidence expert" in page.content.decode()


def test_a_criterion_that_is_not_required_may_be_left_out(client, cast, assignment):
    Criterion.objects.update(is_required=False)

    client.post(assignment.get_absolute_url(), {"for_authors": "Good.", "seen": 1, "submit": "1"})

    assert Review.objects.submitted().count() == 1


def test_after_a_review_the_next_one_is_open(client, cast, assignment):
    following = make_assignment(make_submission(cast.workshop, title="Watts"), cast.reviewer)
    page = client.get(assignment.get_absolute_url()).content.decode()

    answer = client.post(assignment.get_absolute_url(), typed(cast, submit="next"))

    assert "Submit, and the next one" in page
    assert answer.url == following.get_absolute_url()


def test_the_guidelines_are_one_click_away(client, cast, assignment):
    Workshop.objects.update(guidelines="Be **kind**.")
    page = client.get(assignment.get_absolute_url()).content.decode()
    guidelines = reverse("guidelines", args=[cast.workshop.slug])

    assert guidelines in page
    assert "<strong>kind</strong>" in client.get(guidelines).content.decode()


def test_a_reviewer_declines_with_a_reason_that_the_chair_reads(client, cast, assignment):
    asked = client.get(f"{assignment.get_absolute_url()}decline/").content.decode()
    client.post(f"{assignment.get_absolute_url()}decline/", {"reason": "I am away in June."})

    assert "Decline this review?" in asked
    assert client.get(assignment.get_absolute_url()).status_code == 404
    client.force_login(cast.chair)
    code = assignment.submission.code
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    assert "does not review it: I am away in June." in page.content.decode()
    again = assign(assignment.submission, cast.reviewer, by=cast.chair)
    assert again.pk == assignment.pk
    assert not declined(assignment.submission).exists()


def test_a_review_that_is_in_is_not_declined(client, cast, assignment):
    client.post(assignment.get_absolute_url(), typed(cast, submit="1"))

    client.post(f"{assignment.get_absolute_url()}decline/", {"reason": "Too late."})

    assert Assignment.objects.standing().contains(assignment)


def test_a_conflict_found_late_closes_the_door_at_once(client, cast, assignment):
    client.post(assignment.get_absolute_url(), typed(cast, submit="1"))
    client.post(f"{assignment.get_absolute_url()}conflict/", {"reason": "My sister wrote it."})

    assert client.get(assignment.get_absolute_url()).status_code == 404
    [conflict] = assignment.submission.conflicts.all()
    assert (conflict.source, conflict.user) == ("self", cast.reviewer)
    assert not Review.objects.counted().exists()


def test_a_conflict_needs_its_reason(client, cast, assignment):
    answer = client.post(f"{assignment.get_absolute_url()}conflict/", {"reason": ""})

    assert answer.status_code == 422
    assert not assignment.submission.conflicts.exists()


def test_a_review_of_a_pdf_that_was_replaced_is_marked(client, cast, assignment):
    client.post(assignment.get_absolute_url(), typed(cast, submit="1"))
    make_manuscript(assignment.submission)

    own = client.get(assignment.get_absolute_url()).content.decode()
    client.force_login(cast.chair)
    code = assignment.submission.code
    chair = client.get(reverse("chair_submission", args=[cast.workshop.slug, code]))
    assert "The PDF was replaced after you saved your review" in own
    assert "the PDF was replaced after it" in chair.content.decode()


@pytest.fixture
def three(cast, assignment):
    """Three criteria of three marks each."""
    make_criterion(cast.workshop, name="Evidence")
    make_criterion(cast.workshop, name="Courage")
    return assignment


def test_all_marks_are_given_in_one_line(client, three):
    sent = {"line": "3, 1 2", "for_authors": "Good.", "seen": 1, "submit": "1"}
    client.post(three.get_absolute_url(), sent)

    assert [score.mark for score in Review.objects.get().scores.all()] == [3, 1, 2]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("3 1 2 2", "There are 3 marks to give; these are 4."),
        ("3 9 2", "“9” is no mark of “Evidence”."),
        ("1 1 1", "“Relevance” has another mark below than in this line."),
        ("three", "“three” is no mark of “Relevance”."),
    ],
)
def test_a_line_of_marks_that_makes_no_sense_says_why(client, cast, three, line, told):
    answer = client.post(three.get_absolute_url(), typed(cast, line=line, submit="1"))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Review.objects.exists()
