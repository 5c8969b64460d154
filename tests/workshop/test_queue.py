from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from tests.factories import make_job, make_message
from workshop import jobs
from workshop.models import Job, Message
from workshop.queue import LEASES, claim, enqueue, finish, perform, work_once


@pytest.fixture
def handler(monkeypatch):
    """Register a handler for jobs of kind "try" and return what it was called with."""
    called = []

    def register(function=lambda job: {"seen": job.arguments}):
        monkeypatch.setitem(jobs.HANDLERS, "try", lambda job: called.append(job) or function(job))
        return called

    return register


def fail(job):
    raise ValueError("the disk is full")


@pytest.mark.django_db
def test_a_due_job_is_done_once_and_its_result_kept(handler):
    called = handler()
    job = make_job("try", arguments={"pk": 7})

    assert [work_once("files"), work_once("files")] == [True, False]

    job.refresh_from_db()
    assert len(called) == 1
    assert (job.state, job.tries, job.result) == ("done", 1, {"seen": {"pk": 7}})
    assert job.finished_at


@pytest.mark.django_db
def test_a_job_that_breaks_is_failed_with_its_reason_and_not_repeated(handler):
    handler(fail)
    job = make_job("try")

    assert [work_once("files"), work_once("files")] == [True, False]

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "ValueError: the disk is full")


@pytest.mark.django_db
def test_a_job_that_no_app_knows_fails_by_name():
    job = make_job("unheard-of")

    work_once("files")

    job.refresh_from_db()
    assert "unheard-of" in job.error


@pytest.mark.django_db
def test_each_lane_does_its_own(handler):
    handler()
    make_job("try", lane=Job.Lane.LONG)

    assert work_once("files") is False
    assert work_once("long") is True


@pytest.mark.django_db
def test_what_is_not_yet_due_waits(handler):
    handler()
    make_job("try", due_at=timezone.now() + timedelta(minutes=5))

    assert work_once("files") is False


@pytest.mark.django_db
def test_a_key_makes_one_job_however_often_it_is_asked_for():
    assert enqueue("tidy", key="tidy:today") == enqueue("tidy", key="tidy:today")
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_leased_row_is_not_claimed_again_until_its_worker_is_given_up():
    make_job()
    now = timezone.now()

    first = claim(Job.objects.all(), now=now)
    meanwhile = claim(Job.objects.all(), now=now + timedelta(seconds=1))
    after = claim(Job.objects.all(), now=now + LEASES["files"] + timedelta(seconds=1))

    assert meanwhile is None
    assert after.pk == first.pk
    assert after.tries == 2
    assert after.lease != first.lease


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_cannot_write_the_outcome():
    job = make_job()
    now = timezone.now()
    slow = claim(Job.objects.all(), now=now)
    quick = claim(Job.objects.all(), now=now + LEASES["files"] + timedelta(seconds=1))

    assert finish(quick, state="done", result="quick") is True
    assert finish(slow, state="failed", error="slow") is False

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", "quick")


def claim_on_a_connection_of_its_own(_number):
    try:
        return claim(Job.objects.all())
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_take_different_rows():
    jobs = [make_job() for _number in range(12)]

    with ThreadPoolExecutor(4) as workers:
        taken = list(workers.map(claim_on_a_connection_of_its_own, jobs))

    assert sorted(row.pk for row in taken) == [job.pk for job in jobs]
    assert {row.tries for row in taken} == {1}


@pytest.mark.django_db
def test_a_message_whose_purpose_breaks_fails_and_forgets_its_secret():
    message = make_message(purpose="no-such", secret="ABCD", body="[[secret]]")

    perform(claim(Message.objects.all()))

    message.refresh_from_db()
    assert (message.state, message.secret) == ("failed", "")
    assert message.error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "running"},
        {"state": "done"},
        {"state": "waiting", "finished_at": timezone.now()},
    ],
)
def test_a_row_cannot_contradict_itself(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_job(**fields)


@pytest.mark.django_db
def test_a_message_that_is_over_cannot_keep_a_secret():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_message(state="done", finished_at=timezone.now(), secret="ABCD")
