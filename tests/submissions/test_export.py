"""The chair's list as a file."""

import csv
import io
import json
import tracemalloc

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from submissions.chairlist.export import records_of
from submissions.models import Manuscript, Submission
from tests.factories import (
    FACTS,
    MORNING,
    make_draft,
    make_manuscript,
    make_many_submissions,
    make_submission,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def fetched(client, cast):
    def fetch(kind, **asked):
        address = reverse("export_submissions", args=[cast.workshop.slug, kind])
        return client.get(address, asked).getvalue()

    return fetch


def lines_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def full(cast):
    """A submission that has all there is."""
    row = make_submission(
        cast.workshop, title='=1+1, "joules"', notes="-2 weeks", institutions="Pau"
    )
    row.topics.add(make_topic(cast.workshop, "Heat"))
    row.authors.update(orcid="0000-0002-1825-0097", is_presenter=True)
    row.authors.create(position=2, name="Li Wei", mail="li@example.org")
    question = cast.workshop.questions.create(text="Student paper?", kind="tick")
    row.answers.create(question=question, text="yes")
    row.attestations.create(kind="parallel", by=row.submitter)
    make_manuscript(row, facts=FACTS | {"encrypted": True})
    Submission.objects.filter(pk=row.pk).update(submitted_at=MORNING)
    return row


def test_a_line_of_csv_has_all_that_chairs_know(fetched, full):
    [line] = lines_of(fetched("csv"))

    ana = f"Ana Moreau <{full.submitter.email}> (Bidache) 0000-0002-1825-0097"
    assert line == {
        "code": full.code,
        "title": '\'=1+1, "joules"',
        "state": "submitted",
        "arrived": "2030-06-05T09:00:00Z",
        "abstract": "We count them.",
        "authors": f"{ana}; Li Wei <li@example.org>",
        "presenter": "Ana Moreau",
        "topics": "Heat",
        "versions": "2",
        "verdict": "reject",
        "findings": "encrypted",
        "sha256": full.newest.sha256,
        "institutions": "Pau",
        "notes": "'-2 weeks",
        "attestations": "parallel",
        "Student paper?": "yes",
    }


def test_a_sheet_holds_the_same_as_text_that_nothing_runs(fetched, full):
    sheet = load_workbook(io.BytesIO(fetched("xlsx"))).active

    heading, cells = sheet.iter_rows()
    [line] = lines_of(fetched("csv"))
    assert [cell.value for cell in heading] == list(line)
    assert [(cell.value or "").lstrip("'") for cell in cells] == [
        text.lstrip("'") for text in line.values()
    ]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


@pytest.mark.parametrize(
    ("kind", "is_called"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
    ],
)
def test_each_file_says_what_it_is(client, cast, kind, is_called):
    client.force_login(cast.chair)

    answer = client.get(reverse("export_submissions", args=[cast.workshop.slug, kind]))

    answer.getvalue()  # which closes what it is read from
    assert answer["Content-Type"] == is_called
    assert f'-submissions.{kind}"' in answer["Content-Disposition"]


def test_characters_that_a_sheet_cannot_hold_are_left_out(cast, fetched):
    make_submission(cast.workshop, title="Cold\x0b starts")

    sheet = load_workbook(io.BytesIO(fetched("xlsx"))).active

    assert sheet["B2"].value == "Cold starts"


def test_json_has_people_topics_and_answers_apart(fetched, full):
    [record] = json.loads(fetched("json"))

    assert record["title"] == '=1+1, "joules"'
    assert record["authors"][1] == {
        "name": "Li Wei",
        "mail": "li@example.org",
        "affiliation": "",
        "orcid": "",
    }
    assert (record["topics"], record["answers"]) == (["Heat"], {"Student paper?": "yes"})


@pytest.mark.parametrize(("kind", "empty"), [("json", b"[]\n"), ("csv", None), ("xlsx", None)])
def test_an_empty_list_is_an_empty_file(fetched, kind, empty):
    content = fetched(kind)

    assert content == empty if empty else content


def test_the_choices_of_the_list_hold_for_the_file(cast, fetched):
    for title in ("Warm rooms", "Cold rooms", "Cold starts"):
        make_submission(cast.workshop, title=title)

    lines = lines_of(fetched("csv", words="cold", sort="-title"))

    assert [line["title"] for line in lines] == ["Cold starts", "Cold rooms"]


def test_what_merely_arrived_and_what_the_viewer_is_in_conflict_with_is_not_in_it(cast, fetched):
    Submission.objects.filter(pk=make_draft(cast.workshop).pk).update(asked_at=MORNING)
    hidden = make_submission(cast.workshop)
    hidden.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    assert json.loads(fetched("json")) == []


def test_another_kind_of_file_is_not_there(client, cast):
    address = reverse("export_submissions", args=[cast.workshop.slug, "exe"])

    assert client.get(address).status_code == 404


def test_a_long_list_is_never_in_memory_as_a_whole(cast):
    make_many_submissions(cast.workshop, 800)
    long = FACTS | {"encrypted": True, "links": ["https://example.org/" + "x" * 20_000]}
    Manuscript.objects.update(facts=long, codes=["encrypted"])
    keys = list(Submission.objects.values_list("pk", flat=True))

    assert most_in(records_of(cast.workshop, keys)) < 20 * 2**20  # the facts alone are 30


def most_in(records):
    """Bytes that are in use at once."""
    tracemalloc.start()
    try:
        assert sum(1 for _record in records)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
