"""What chairs take out of reviewing: every column, and nothing of what they conflict with."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from reviews.exports import REVIEWS
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
NAMES = ["reviews", "decisions", "assignments", "progress", "progress_of_reviewers"]


def named(workshop, name):
    return make_member(workshop, "reviewer", make_user(f"{name}@example.org", name=name)).user


@pytest.fixture
def full(cast):
    """A submission with a review by Ana, one begun by nobody yet, and a quiet decision."""
    make_criterion(cast.workshop)
    submission = make_submission(cast.workshop, title="=1+1")
    submission.topics.add(make_topic(cast.workshop))
    texts = {"for_authors": "=2+2", "for_chairs": "Weak."}
    make_review(submission, named(cast.workshop, "Ana"), recommendation=1, confidence=3, **texts)
    make_assignment(submission, named(cast.workshop, "Li"))
    make_decided(submission)
    return submission


@pytest.fixture
def fetched(client, cast):
    def fetch(name, kind="json", **asked):
        address = reverse(f"export_{name}", args=[cast.workshop.slug, kind])
        answer = client.get(address, asked)
        assert answer.status_code == 200
        return answer.getvalue()

    return fetch


@pytest.fixture
def records(fetched):
    return lambda name, **asked: json.loads(fetched(name, **asked))


def test_a_review_has_all_that_its_reviewer_gave(records, full):
    [record] = records("reviews")

    told = {name: record[name] for name in record if name not in {"submitted", "changed"}}
    assert told == {
        "code": full.code,
        "title": "=1+1",
        "number": 1,
        "reviewer": "Ana",
        "mail": "ana@example.org",
        "recommendation": "accept",
        "confidence": 3,
        "for_authors": "=2+2",
        "for_chairs": "Weak.",
        "older_pdf": False,
        "marks": {"Relevance": 2},
    }
    assert record["submitted"].endswith("Z")


def test_a_table_has_a_column_for_each_criterion_and_runs_nothing(fetched, full):
    [line] = csv.DictReader(io.StringIO(fetched("reviews", "csv").decode("utf-8-sig")))
    sheet = load_workbook(io.BytesIO(fetched("reviews", "xlsx"))).active
    heading, cells = sheet.iter_rows()

    assert list(line) == [cell.value for cell in heading] == [*REVIEWS, "Relevance"]
    assert (line["title"], line["for_authors"], line["Relevance"]) == ("'=1+1", "'=2+2", "2")
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_reviews_are_numbered_as_their_authors_read_them(cast, records):
    submission = make_submission(cast.workshop)
    people = [named(cast.workshop, name) for name in ("Ana", "Li", "Jo")]
    for person in people:
        make_assignment(submission, person)
    for person in people[1:]:
        make_review(submission, person)

    assert [(one["number"], one["reviewer"]) for one in records("reviews")] == [
        (1, "Li"),
        (2, "Jo"),
    ]


def test_a_decision_says_whether_it_was_told(cast, records, full):
    [quiet] = records("decisions")
    make_decided(full, "reject", release=True)
    [told] = records("decisions")

    assert (quiet["decision"], quiet["released"], quiet["told"]) == ("accept", None, None)
    assert (told["decision"], told["told"], told["state"]) == ("reject", "reject", "rejected")
    assert (told["reviews"], told["mean"], told["topics"]) == (1, 2.0, ["Heat"])
    assert told["by"] == str(cast.chair)


def test_assignments_say_how_far_their_reviews_are(cast, records, full):
    before = records("assignments")
    reviewer = full.assignments.get(number=2).reviewer
    full.conflicts.create(user=reviewer, source="chair", by=cast.chair)

    states = [(one["reviewer"], one["review"], one["in_conflict"]) for one in before]
    assert states == [("Ana", "done", False), ("Li", "not begun", False)]
    assert records("assignments")[1]["in_conflict"] is True


def test_progress_is_what_its_board_shows_with_its_choices(cast, records, full):
    make_submission(cast.workshop, title="Bare")
    make_manuscript(full)
    make_key_date(cast.workshop, "reviews", timezone.now() - timedelta(days=1))

    [record] = records("progress", state="missing")
    counted = ("wanted", "asked", "done", "begun", "missing", "late", "older_pdf")
    assert [record[name] for name in counted] == [3, 2, 1, 0, 1, 1, 1]
    assert [one["title"] for one in records("progress", sort="title")] == ["=1+1", "Bare"]
    [li] = records("progress_of_reviewers", state="late")
    assert (li["reviewer"], li["missing"], li["active"]) == ("Li", 1, None)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_taken_out_of_what_the_viewer_is_in_conflict_with(cast, fetched, full, name):
    full.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    content = fetched(name, "csv").decode()

    assert full.code not in content
    assert "=2+2" not in content
    assert len(content.splitlines()) == 1 or name == "progress_of_reviewers"


def test_of_reviewers_nothing_is_counted_that_the_viewer_may_not_know(cast, records, full):
    full.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    people = records("progress_of_reviewers")

    assert {(one["asked"], one["done"], one["active"]) for one in people} == {(0, 0, None)}


@pytest.mark.parametrize("name", NAMES)
def test_another_kind_of_file_is_not_there(client, cast, name):
    address = reverse(f"export_{name}", args=[cast.workshop.slug, "exe"])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_what_it_is_and_asks_by_the_batch(client, cast, fetched, name):
    make_many_reviews(make_many_submissions(cast.workshop, 60))

    with CaptureQueriesContext(connection) as queries:
        lines = json.loads(fetched(name))

    assert len(lines) == {"progress_of_reviewers": 13}.get(name, len(lines)) >= 13
    assert len(queries) <= 30
    answer = client.get(reverse(f"export_{name}", args=[cast.workshop.slug, "csv"]))
    answer.getvalue()
    saved = f'{cast.workshop.slug}-{name.replace("_", "-")}.csv"'
    assert saved in answer["Content-Disposition"]
