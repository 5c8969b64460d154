"""What a job says while it runs, how it is stopped, and who may ask."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_job, make_user
from workshop import jobs
from workshop.leases import LEASES, claim, hard_limit
from workshop.models import Job
from workshop.progress import cancel_job, report
from workshop.queue import work_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def handle(monkeypatch):
    """Let jobs of kind "try" do what this is called with."""
    return lambda function: monkeypatch.setitem(jobs.HANDLERS, "try", function)


def test_a_job_tells_how_far_it_is_and_ends_at_a_hundred(handle):
    told = []

    def count(job):
        report(job, 1, 3, "page 1 of 3")
        told.append(Job.objects.values_list("percent", "step").get(pk=job.pk))

    handle(count)
    job = make_job("try")

    work_once("files")

    job.refresh_from_db()
    assert told == [(33, "page 1 of 3")]
    assert (job.state, job.percent, job.step) == ("done", 100, "")


def test_a_job_that_broke_down_waits_and_does_nothing_now(handle):
    def break_down(job):
        report(job, 1, 3, "page 1 of 3")
        raise ValueError("the disk is full")

    handle(break_down)
    job = make_job("try")

    work_once("files")

    job.refresh_from_db()
    assert (job.state, job.step) == ("waiting", "")


def test_a_job_that_waits_is_cancelled_at_once_and_never_done(handle):
    handle(lambda job: pytest.fail("It was done."))
    job, by = make_job("try"), make_user(name="Ada")

    assert cancel_job(job, by=by)

    assert work_once("files") is False
    job.refresh_from_db()
    assert (job.state, job.error) == ("cancelled", "Cancelled by Ada.")


def test_a_job_that_runs_stops_at_its_next_report(handle):
    done = []

    def work(job):
        for part in range(1, 4):
            done.append(part)
            if part == 2:
                cancel_job(job, by=make_user())
            report(job, part, 3)

    handle(work)
    job = make_job("try")

    work_once("files")

    job.refresh_from_db()
    assert done == [1, 2]
    assert (job.state, job.error) == ("cancelled", "Cancelled while it ran.")


def test_a_job_that_is_over_cannot_be_cancelled(handle):
    handle(lambda job: 7)
    job = make_job("try")
    work_once("files")

    assert cancel_job(job, by=make_user()) is False

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", 7)


def test_a_job_cancelled_while_its_worker_died_is_not_tried_again():
    job = make_job()
    now = timezone.now()
    claim(Job.objects.all(), now=now)
    cancel_job(job, by=make_user())

    assert claim(Job.objects.all(), now=now + LEASES["files"] + timedelta(seconds=1)) is None

    job.refresh_from_db()
    assert job.state == "cancelled"


def test_a_worker_that_lost_its_job_stops_and_writes_nothing(handle):
    def lose(job):
        Job.objects.filter(pk=job.pk).update(lease="00000000-0000-0000-0000-000000000001")
        report(job, 1, 2)

    handle(lose)
    job = make_job("try")

    work_once("files")

    job.refresh_from_db()
    assert (job.state, job.percent) == ("running", 0)


def test_the_limit_ends_before_the_lease_and_is_lifted_after_the_job():
    row = make_job()

    with hard_limit(row):
        left = signal.alarm(1000)
        signal.alarm(left)
        assert 0 < left < LEASES["files"].total_seconds()

    assert signal.alarm(0) == 0
