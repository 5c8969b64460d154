"""No more than two files are looked through at a time, and nothing is lost by waiting."""

import os
import subprocess
import sys
import time

import pytest

from submissions.models import Manuscript
from submissions.pdf import measuring, turns
from submissions.pdf.turns import NoPlace, turn
from submissions.uploads import add_manuscript
from tests.factories import make_draft, make_job
from tests.submissions.forms import upload
from workshop.models import Job
from workshop.queue import work_once

HOLD = """
import time
from submissions.pdf.turns import turn
with turn():
    print(1, flush=True)
    time.sleep({})
"""


def holder(seconds):
    """A process that holds a place so long; it has it when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(seconds)], stdout=subprocess.PIPE, text=True
    )
    with process.stdout as said:
        assert said.readline() == "1\n"
    return process


@pytest.fixture
def all_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with turn(), turn():
        yield


@pytest.fixture(autouse=True)
def places_of_this_test(monkeypatch, tmp_path):
    """Others on this machine may be checking files, too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    yield
    monkeypatch.setattr("tempfile.tempdir", None)


def test_a_third_waits_until_a_place_is_free():
    others = [holder(2), holder(2)]
    began = time.monotonic()

    with turn():
        waited = time.monotonic() - began

    assert waited > 0.5
    assert [other.wait() for other in others] == [0, 0]


def test_who_is_killed_gives_the_place_back():
    for _time in range(3):
        other = holder(60)
        other.kill()
        other.wait()

    taken = [turns.wait_for_place(), turns.wait_for_place()]
    assert turns.locked(0) is None
    assert turns.locked(1) is None
    for place in taken:
        os.close(place)


def test_where_no_place_comes_free_that_is_said(all_taken):
    with pytest.raises(NoPlace):
        turns.wait_for_place()


@pytest.mark.django_db
def test_a_check_that_finds_no_place_waits_and_loses_no_try(all_taken, workshop, author):
    add_manuscript(make_draft(workshop, author), upload(), by=author)

    assert work_once("files")

    job = Job.objects.get(kind="check_pdf")
    assert (job.state, job.tries, job.error) == ("waiting", 0, "Other files are being checked.")
    assert Manuscript.objects.get().is_pending


@pytest.mark.django_db(transaction=True)
def test_a_file_that_the_machine_had_no_time_for_is_checked_later_without_losing_a_try(
    workshop, author, monkeypatch
):
    command = [sys.executable, "-c", "while True: 0"]
    monkeypatch.setattr(measuring, "command", lambda *_paths: command)
    monkeypatch.setattr(measuring, "SECONDS", 0.5)
    add_manuscript(make_draft(workshop, author), upload(), by=author)

    work_once("files")

    job = Job.objects.get(kind="check_pdf")
    assert (job.state, job.tries, job.error) == ("waiting", 0, "The machine has much else to do.")
    assert Manuscript.objects.get().is_pending


@pytest.mark.django_db
def test_a_check_waits_while_forms_wait_to_be_read(workshop, author):
    add_manuscript(make_draft(workshop, author), upload(), by=author)
    make_job("arrival", lane=Job.Lane.FORMS)

    assert work_once("files")

    job = Job.objects.get(kind="check_pdf")
    assert (job.state, job.tries, job.error) == ("waiting", 0, "Forms are being read first.")
