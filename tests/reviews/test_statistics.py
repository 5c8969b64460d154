"""Statistics: of what the viewer may decide alone, each drawing with its words and its table."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import Assignment, Review
from reviews.progress.drawing import bar_of
from reviews.statistics.charts import columns_of, steps_of
from reviews.statistics.numbers import Spread, in_time
from submissions.models import Status, Submission
from submissions.services import change_status
from tests.factories import (
    MORNING,
    make_assignment,
    make_criterion,
    make_decided,
    make_key_date,
    make_many_reviews,
    make_many_submissions,
    make_member,
    make_review,
    make_submission,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def page(client, cast):
    return lambda: client.get(reverse("statistics", args=[cast.workshop.slug]))


@pytest.fixture
def text(page):
    return lambda: " ".join(page().content.decode().split())


def sent_on(day, submission):
    at = datetime(2030, 5, day, 23, 30, tzinfo=UTC)
    Submission.objects.filter(pk=submission.pk).update(submitted_at=at)
    return submission


def test_submissions_are_counted_by_the_day_in_the_workshops_zone(cast, page, text):
    type(cast.workshop).objects.filter(pk=cast.workshop.pk).update(zone="Europe/Paris")
    make_key_date(cast.workshop, "submission", datetime(2030, 5, 12, 12, tzinfo=UTC))
    for day in (1, 1, 3):
        sent_on(day, make_submission(cast.workshop))

    days = page().context["days"]

    assert days.rows == [(date(2030, 5, 2), 2, 2), (date(2030, 5, 4), 1, 3)]
    assert (days.first, days.last) == (date(2030, 5, 2), date(2030, 5, 12))
    assert "3 submissions were sent in. The dashed line is the deadline, 12 May 2030." in text()
    assert "Submissions by day as a table" in text()


def test_a_submission_counts_for_each_of_its_topics(cast, page):
    heat, cold = make_topic(cast.workshop), make_topic(cast.workshop, "Cold")
    make_submission(cast.workshop).topics.set([heat, cold])
    make_submission(cast.workshop).topics.add(cold)
    make_submission(cast.workshop)

    counted = [(one.name, one.sent) for one, _bar in page().context["topics"]]

    assert counted == [("Cold", 2), ("Heat", 1), ("without a topic", 1)]


def test_only_released_decisions_are_of_the_rate(cast, page, text):
    heat = make_topic(cast.workshop)
    for outcome in ("accept", "reject", "reject"):
        submission = make_submission(cast.workshop)
        submission.topics.add(heat)
        make_decided(submission, outcome, release=True)
    make_decided(make_submission(cast.workshop), "accept")

    rates = [
        (one.name, one.accepted, one.told, one.rate) for one, _bar in page().context["accepted"]
    ]

    assert rates == [("All", 1, 3, 33), ("Heat", 1, 3, 33)]
    assert "Of 3 whose authors know the decision, 1 are accepted: 33&nbsp;%." in text()


def test_what_its_authors_declined_was_accepted_all_the_same(cast, page):
    declined = make_decided(make_submission(cast.workshop), release=True)
    change_status(declined, Status.WITHDRAWN, by=cast.stranger)
    change_status(make_submission(cast.workshop), Status.WITHDRAWN, by=cast.stranger)
    make_decided(make_submission(cast.workshop), "reject", release=True)

    [(everything, _bar)] = page().context["accepted"]

    assert (everything.accepted, everything.told) == (1, 2)


def test_quiet_decisions_tell_no_rate(cast, text):
    make_decided(make_submission(cast.workshop))

    assert "No decision is released yet." in text()


def test_the_load_is_of_every_reviewer_with_or_without_work(cast, page):
    ana = make_member(cast.workshop, "reviewer").user
    for _number in range(2):
        make_assignment(make_submission(cast.workshop), ana)

    spread = page().context["load"]["spread"]

    assert (spread.columns, spread.middle) == ([(0, 0, 1), (1, 1, 0), (2, 2, 1)], 1)


def test_days_to_a_review_are_told_by_quartiles(cast, page, text):
    submission = make_submission(cast.workshop)
    for days in (1, 2, 3, 4, 10):
        review = make_review(submission)
        Assignment.objects.filter(pk=review.assignment_id).update(at=MORNING)
        Review.objects.filter(pk=review.pk).update(submitted_at=MORNING + timedelta(days=days))
    make_assignment(submission)

    spread = page().context["turnaround"]["spread"]

    assert spread.quartiles == (2, 3, 4)
    assert "half within 3 days, three quarters within 4 days" in text()
    assert sum(number for _from, _to, number in spread.columns) == 5


def test_the_deadline_is_on_the_day_that_every_other_page_tells(cast, page, text):
    due = datetime(2030, 5, 13, 11, 59, tzinfo=UTC)  # the end of the 12th anywhere on Earth
    make_key_date(cast.workshop, "submission", due, shown_in="aoe")
    at = due - timedelta(minutes=1)
    Submission.objects.filter(pk=make_submission(cast.workshop).pk).update(submitted_at=at)

    assert page().context["days"].rows == [(date(2030, 5, 12), 1, 1)]
    assert "The dashed line is the deadline, 12 May 2030." in text()


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "an hour"), (0.04, "an hour"), (0.2, "5 hours"), (1, "1 day"), (2.5, "2.5 days")],
)
def test_what_took_less_than_a_day_is_told_in_hours(days, told):
    assert in_time(days) == told


def test_a_single_column_does_not_fill_its_frame():
    spread = Spread([0.1, 0.2])

    assert (spread.drawn, spread.last) == ([2, 0, 0, 0, 0, 0], 5)
    assert spread.columns == [(0, 0, 2)]


def test_long_spreads_have_few_columns_that_hold_all():
    spread = Spread(list(range(100)))

    assert len(spread.columns) == 20
    assert {number for _from, _to, number in spread.columns} == {5}
    assert spread.place_of(50) == 0.5


def test_drawings_stay_within_their_frame():
    assert 'class="done" width="25"' in bar_of(1, 4)
    assert 'y="2" width="296" height="158"' in columns_of([1, 2])
    assert 'd="M300 160V0H600"' in steps_of([(0.5, 1)])


# --- a conflict beats every role ---


def test_what_the_viewer_is_in_conflict_with_changes_no_number(cast, page, text):
    shown = sent_on(1, make_submission(cast.workshop))
    make_review(shown)
    before = text()
    hidden = sent_on(3, make_submission(cast.workshop, title="Hidden"))
    hidden.topics.add(make_topic(cast.workshop))
    make_review(hidden, shown.assignments.get().reviewer)
    make_decided(hidden, release=True)
    make_member(cast.workshop)
    hidden.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    told = "You are in conflict with 1 submission; another chair handles it."
    assert without(text(), f'<p class="soft">{told}</p>') == without(before)


def without(text, told=""):
    return " ".join(text.replace(told, "").split())


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair", "publications"])
def test_statistics_are_not_there_for_others(client, cast, role):
    client.force_login(getattr(cast, role))

    assert client.get(reverse("statistics", args=[cast.workshop.slug])).status_code == 404


def test_without_a_submission_it_says_what_will_stand_there(text):
    assert "Nothing has been sent in yet." in text()


def test_a_reviewer_in_conflict_counts_for_nothing(cast, page):
    submission, reviewer = make_submission(cast.workshop), make_user()
    make_review(submission, make_member(cast.workshop, "reviewer", reviewer).user)
    submission.conflicts.create(user=reviewer, source="chair", by=cast.chair)

    assert page().context["turnaround"] is None


def test_many_ask_no_more_queries_than_few(cast, page):
    make_criterion(cast.workshop)
    counts = []
    for number in (3, 60):
        cast.workshop.topics.all().delete()
        make_many_reviews(make_many_submissions(cast.workshop, number), start=number)
        with CaptureQueriesContext(connection) as queries:
            assert page().status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
