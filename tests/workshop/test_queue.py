from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from tests.factories import make_job, make_message
from workshop import jobs
from workshop.leases import LEASES, claim, finish
from workshop.models import Job, Message
from workshop.queue import enqueue, perform, work_once
from workshop.retries import Refused, is_last, pause_after

A_MOMENT = timedelta(seconds=20)


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
def test_a_job_that_breaks_is_tried_thrice_with_pauses_then_parked_with_its_reason(handler):
    called = handler(fail)
    job = make_job("try")
    for minutes in (1, 5):
        assert [work_once("files"), work_once("files")] == [True, False]
        job.refresh_from_db()
        assert (job.state, job.error) == ("waiting", "ValueError: the disk is full")
        assert timedelta(0) < timezone.now() + timedelta(minutes=minutes) - job.due_at < A_MOMENT
        Job.objects.update(due_at=timezone.now())

    assert [work_once("files"), work_once("files")] == [True, False]

    job.refresh_from_db()
    assert (job.state, job.tries, job.error) == ("failed", 3, "ValueError: the disk is full")
    assert len(called) == 3


@pytest.mark.django_db
def test_a_job_that_answers_no_is_not_tried_again(handler):
    def refuse(job):
        raise Refused("This file is no PDF.")

    called = handler(refuse)
    job = make_job("try")

    assert [work_once("files"), work_once("files")] == [True, False]

    job.refresh_from_db()
    assert (job.state, job.error, len(called)) == ("failed", "This file is no PDF.", 1)


@pytest.mark.django_db
def test_a_job_whose_worker_dies_each_time_is_parked_after_three_and_the_next_one_done():
    doomed, now = make_job(), timezone.now()
    for _death in range(3):
        assert claim(Job.objects.all(), now=now).pk == doomed.pk
        now += LEASES["files"] + timedelta(seconds=1)
    other = make_job(due_at=now)

    assert claim(Job.objects.all(), now=now).pk == other.pk

    doomed.refresh_from_db()
    assert (doomed.state, doomed.error) == ("failed", "Its worker died each time it was tried.")


def test_mail_is_tried_for_72_hours_and_jobs_thrice():
    mail = [pause_after("mail", tries) for tries in range(1, 77) if not is_last("mail", tries)]

    assert [pause.seconds // 60 for pause in mail[:8]] == [1, 2, 5, 10, 30, 60, 60, 60]
    assert timedelta(hours=71) < sum(mail, timedelta(0)) <= timedelta(hours=72)
    assert is_last("mail", 77)
    assert [is_last("files", tries) for tries in (1, 2, 3)] == [False, False, True]


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
    enqueue("tidy", key="tidy:today")
    made = Job.objects.get()
    enqueue("tidy", key="tidy:today", lane=Job.Lane.LONG)

    assert Job.objects.values().get() == Job.objects.filter(code=made.code).values().get()
    assert Job.objects.get().lane == Job.Lane.FILES


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
def test_a_message_whose_purpose_breaks_waits_and_forgets_its_secret_when_given_up():
    message = make_message(purpose="no-such", secret="ABCD", body="[[secret]]")

    perform(claim(Message.objects.all()))

    message.refresh_from_db()
    assert (message.state, message.secret) == ("waiting", "ABCD")
    assert message.error
    Message.objects.update(tries=76, due_at=timezone.now())
    perform(claim(Message.objects.all()))
    message.refresh_from_db()
    assert (message.state, message.secret) == ("failed", "")


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
