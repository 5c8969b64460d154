"""The progress board: what is missing, of what, by whom, but for what the viewer conflicts with."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.chair_page import steps_for
from reviews.models import Assignment, Review
from reviews.progress.asking import OF_REVIEWERS, OF_SUBMISSIONS
from reviews.services import decline, save_review
from submissions.models import Submission
from tests.factories import (
    make_assignment,
    make_criterion,
    make_decided,
    make_key_date,
    make_manuscript,
    make_many_reviews,
    make_many_submissions,
    make_member,
    make_review,
    make_submission,
    make_topic,
    make_user,
)
from tests.html import as_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
BOARDS = ["progress", "progress_of_reviewers"]


def reviewer_named(workshop, name):
    return make_member(workshop, "reviewer", make_user(name=name)).user


def begin(assignment):
    report = {"for_authors": "", "for_chairs": ""}
    return save_review(assignment, report=report, marks={}, seen=1, is_final=False)


def conflict(submission, user):
    submission.conflicts.create(user=user, source="chair", by=user)


def is_over(workshop):
    make_key_date(workshop, "reviews", timezone.now() - timedelta(days=1))


@pytest.fixture
def board(client, cast):
    """A function of what is asked: the page of the board."""

    def ask(name="progress", **asked):
        return client.get(reverse(name, args=[cast.workshop.slug]), asked)

    return ask


@pytest.fixture
def text(board):
    return lambda *name, **asked: as_read(board(*name, **asked).content.decode())


@pytest.fixture
def titles(board):
    def ask(**asked):
        return [entry.submission.title for entry in board(**asked).context["entries"]]

    return ask


@pytest.fixture
def names(board):
    def ask(**asked):
        page = board("progress_of_reviewers", **asked).context["page"]
        return [str(person.user) for person in page]

    return ask


@pytest.fixture
def three(cast):
    """One is done, of one a review is begun, one has nobody: {title: submission}"""
    done, begun, bare = (
        make_submission(cast.workshop, title=title) for title in ("Done", "Begun", "Bare")
    )
    ana, li = (reviewer_named(cast.workshop, name) for name in ("Ana", "Li"))
    make_review(done, ana)
    make_review(begun, ana)
    begin(make_assignment(begun, li))
    return {"done": done, "begun": begun, "bare": bare}


def test_a_row_says_who_was_asked_and_who_has_answered(three, board, text):
    [entry] = [one for one in board().context["entries"] if one.submission.title == "Begun"]

    counts = entry.progress
    assert (counts.asked, counts.done, counts.open, counts.begun) == (2, 1, 1, 1)
    assert [(str(person), word) for person, word, _class in entry.people] == [
        ("Ana", "done"),
        ("Li", "begun"),
    ]
    assert entry.lacks == 1
    assert "2 of 3 reviews in" in text()
    assert "1 missing" in text()


def test_a_reviewer_is_counted_over_all_that_they_were_asked(three, board):
    people = board("progress_of_reviewers").context["page"]

    counted = {
        str(one.user): (one.progress.asked, one.progress.done, one.progress.begun)
        for one in people
        if one.progress.asked
    }
    assert counted == {"Ana": (2, 2, 0), "Li": (1, 0, 1)}


def test_what_is_missing_is_late_once_it_was_due(cast, three, titles, names, text):
    assert titles(state="late") == names(state="late") == []
    is_over(cast.workshop)

    assert titles(state="late") == ["Begun"]
    assert names(state="late") == ["Li"]
    assert "late, begun" in text()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("missing", ["Begun"]),
        ("begun", ["Begun"]),
        ("done", ["Done"]),
        ("few", ["Done", "Begun", "Bare"]),
        ("stale", []),
        ("nonsense", ["Begun", "Done", "Bare"]),
    ],
)
def test_submissions_are_filtered_by_how_far_they_are(three, titles, state, expected):
    assert sorted(titles(state=state)) == sorted(expected)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("missing", ["Li"]), ("begun", ["Li"]), ("done", ["Ana"]), ("free", ["idle"])],
)
def test_reviewers_are_filtered_by_how_far_they_are(cast, three, names, state, expected):
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(name="idle")

    assert names(state=state) == expected


def test_submissions_are_filtered_by_topic(cast, three, titles):
    topic = make_topic(cast.workshop)
    three["done"].topics.add(topic)

    assert titles(topic=topic.pk) == ["Done"]


def test_words_are_looked_for_in_title_code_and_reviewers(three, titles, names):
    assert titles(words="bare") == titles(words=three["bare"].code.lower()) == ["Bare"]
    assert titles(words="Li") == ["Begun"]
    assert sorted(titles(words="Ana")) == ["Begun", "Done"]
    assert names(words="li") == ["Li"]


def test_too_much_to_look_for_finds_nothing_and_says_why(three, titles, text):
    assert titles(words="x" * 201) == []
    assert "Look for at most 200 characters" in text(words="x" * 201)
    assert "Look for at most 200 characters" in text("progress_of_reviewers", words="x" * 201)


def test_both_lists_are_sorted_by_what_they_show(cast, three, titles, names):
    cast.workshop.memberships.filter(user=cast.reviewer).delete()

    assert titles()[0] == "Begun"
    assert titles(sort="title") == ["Bare", "Begun", "Done"]
    assert titles(sort="done")[0] == "Bare"
    assert names() == ["Li", "Ana"]
    assert names(sort="name") == names(sort="-done") == ["Ana", "Li"]
    Review.objects.filter(submitted_at=None).update(saved_at=timezone.now() - timedelta(days=9))
    assert names(sort="active") == ["Li", "Ana"]


def test_a_review_of_an_older_pdf_is_marked(three, titles, text):
    make_manuscript(three["done"])

    assert titles(state="stale") == ["Done"]
    assert "1 of an older PDF" in text()


def test_of_what_is_announced_nothing_is_missing(three, titles, text):
    make_decided(three["begun"], release=True)

    assert titles(state="missing") == []
    assert "Begun" not in titles(state="few")
    assert "closed" in text()


@pytest.mark.parametrize("status", ["withdrawn", "desk"])
def test_what_is_out_of_the_running_is_not_on_the_board(three, titles, names, status):
    Submission.objects.filter(pk=three["begun"].pk).update(status=status)

    assert sorted(titles()) == ["Bare", "Done"]
    assert names(state="missing") == []


def test_what_was_declined_is_asked_of_nobody(three, titles):
    decline(Assignment.objects.get(reviewer__name="Li"), reason="no time")

    assert titles(state="missing") == []


def test_a_reviewer_in_conflict_counts_for_nothing(three, titles, names, text):
    li = Assignment.objects.get(reviewer__name="Li").reviewer
    conflict(three["begun"], li)

    assert titles(state="missing") == titles(words="Li") == []
    assert names(state="missing") == []
    assert "2 of 2 reviews in" in text()


def test_who_is_no_reviewer_any_more_stays_with_what_they_were_asked(cast, three, names, text):
    cast.workshop.memberships.filter(user__name="Li").delete()

    assert "Li" in names()
    assert "no reviewer any more" in text("progress_of_reviewers")


# --- a conflict beats every role ---


@pytest.fixture
def hidden(cast, three):
    """The chair turns out to be in conflict with what Li has begun; another chair handles it."""
    make_member(cast.workshop)
    conflict(three["begun"], cast.chair)
    return three["begun"]


def test_what_the_viewer_is_in_conflict_with_is_in_no_list_count_or_search(
    cast, hidden, titles, names, text
):
    is_over(cast.workshop)

    assert titles(sort="title") == ["Bare", "Done"]
    for asked in ({"words": "begun"}, {"words": hidden.code}, {"words": "Li"}, {"state": "late"}):
        assert titles(**asked) == []
    assert names(state="missing") == names(state="late") == names(state="begun") == []
    assert "1 of 1 reviews in" in text()
    assert "1 of 1 reviews in" in text("progress_of_reviewers")
    assert "You are in conflict with 1 submission" in text()


def test_a_reviewer_of_it_reads_as_if_nothing_were_assigned(hidden, names, board):
    assert "Li" in names(state="free")
    [li] = board("progress_of_reviewers", words="Li").context["page"]
    assert (li.progress.asked, li.progress.active) == (0, None)


def test_it_changes_no_order(cast, hidden, names):
    before = names(), names(sort="-done"), names(sort="active")
    Review.objects.filter(assignment__submission=hidden).update(submitted_at=None)

    assert (names(), names(sort="-done"), names(sort="active")) == before


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair", "publications"])
def test_the_board_is_not_there_for_others(cast, name, role):
    client = Client()
    client.force_login(getattr(cast, role))

    assert client.get(reverse(name, args=[cast.workshop.slug])).status_code == 404


# --- empty, and many ---


def test_an_empty_board_says_what_will_stand_on_it(cast, text):
    assert "Nothing has been sent in yet." in text()
    cast.workshop.memberships.reviewers().delete()
    assert "This workshop has no reviewers yet." in text("progress_of_reviewers")


@pytest.mark.parametrize("name", BOARDS)
def test_a_filter_that_finds_nothing_can_be_cleared(three, text, name):
    page = text(name, words="nowhere")

    assert "is like that." in page
    assert "Show all of them" in page


def queries_of(board):
    """{(board, order): how many questions it asks the database}"""
    found = {}
    orders = [("progress", OF_SUBMISSIONS), ("progress_of_reviewers", OF_REVIEWERS)]
    for name, order in [(name, order) for name, sorts in orders for order in sorts]:
        with CaptureQueriesContext(connection) as queries:
            assert board(name, sort=order).status_code == 200
        found[name, order] = len(queries)
    return found


def test_many_ask_no_more_queries_than_few(cast, board):
    make_criterion(cast.workshop)
    make_many_reviews(make_many_submissions(cast.workshop, 3))
    few = queries_of(board)
    cast.workshop.topics.all().delete()
    make_many_reviews(make_many_submissions(cast.workshop, 60), start=100)

    assert queries_of(board) == few
    assert max(few.values()) <= 30


def test_a_long_board_has_pages_that_do_not_overlap(cast, titles):
    make_many_submissions(cast.workshop, 101)

    found = [title for page in (1, 2, 3) for title in titles(page=page)]

    assert len(found) == len(set(found)) == 101


# --- the chair's page leads here, and this leads back ---


def test_steps_of_the_chairs_page_open_the_board_filtered(cast, three, client, text):
    def addresses():
        return [step.address for step in steps_for(cast.workshop, cast.chair)]

    board = reverse("progress", args=[cast.workshop.slug])
    assert {f"{board}?state=free", f"{board}?state=missing"} <= set(addresses())
    is_over(cast.workshop)
    assert f"{board}?state=late" in addresses()
    assert f'<a href="{reverse("chair", args=[cast.workshop.slug])}">' in text(state="late")


def test_what_nobody_is_assigned_to_is_found(three, titles):
    assert titles(state="free") == ["Bare"]


@pytest.mark.parametrize("name", ["decisions", *BOARDS, "statistics"])
def test_the_boards_of_reviewing_lead_to_each_other(cast, text, name):
    page = text(name)

    for other in ("chair", "decisions", *BOARDS, "statistics"):
        assert f'href="{reverse(other, args=[cast.workshop.slug])}"' in page
    assert page.count('aria-current="page"') >= 1
