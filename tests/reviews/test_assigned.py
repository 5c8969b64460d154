"""All PDFs that a reviewer has been assigned, in one file."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from submissions.conflicts import add_conflict
from tests.factories import make_assignment, make_submission
from tests.submissions.forms import check
from workshop.models import Job, Workshop
from workshop.queue import work_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def packed(client, cast):
    """The job of two assigned PDFs, done; a third one is of somebody else."""
    Workshop.objects.update(blind_mode="single")
    for title in ("One", "Two"):
        make_assignment(make_submission(cast.workshop, title=title), cast.reviewer)
    make_submission(cast.workshop, title="Three")
    check()
    client.force_login(cast.reviewer)
    address = reverse("archive_of_reviewer", args=[cast.workshop.slug])
    for _press in range(2):
        client.post(address, {"key": "one-form"})
    while work_once("long"):
        pass
    return Job.objects.get(kind="assigned")


def file_of(job):
    return reverse("job_file", args=[job.code])


def test_it_holds_what_is_assigned_alone(client, cast, packed):
    with ZipFile(BytesIO(b"".join(client.get(file_of(packed))))) as archive:
        names = archive.namelist()

    codes = {one.submission.code for one in cast.reviewer.assignments.all()}
    assert sorted(names) == sorted(f"{code}.pdf" for code in codes)


def test_after_a_conflict_it_is_closed(client, cast, packed):
    one = cast.reviewer.assignments.first().submission
    add_conflict(one, cast.reviewer, by=cast.chair, reason="same group")

    assert client.get(file_of(packed)).status_code == 404


def test_nobody_else_fetches_it(client, cast, packed):
    client.force_login(cast.chair)

    assert client.get(file_of(packed)).status_code == 404
