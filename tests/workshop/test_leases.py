"""Leases, when clocks are wrong and when a database goes away for a moment."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from tests.factories import make_job, make_message
from workshop import leases
from workshop.leases import claim, finish
from workshop.mailserver import PROBED_EVERY, begin_outage, end_outage, may_try
from workshop.models import Job, Message

HOUR = timedelta(hours=1)


@contextmanager
def claimed_on_another_connection():
    """A worker that holds a row and lives until the end of the block."""
    holds, may_end = threading.Event(), threading.Event()

    def work():
        claim(Job.objects.all())
        holds.set()
        may_end.wait(20)
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    holds.wait(20)
    try:
        yield
    finally:
        may_end.set()
        worker.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="one machine, one clock")
def test_a_row_whose_worker_lives_is_not_claimed_though_the_clock_has_moved_past_its_lease():
    job = make_job()
    later = timezone.now() + HOUR

    with claimed_on_another_connection():
        assert claim(Job.objects.all(), now=later) is None

    assert claim(Job.objects.all(), now=later) == job


@pytest.mark.django_db
def test_what_was_due_when_it_was_made_is_due_though_the_clock_was_set_back():
    job, postponed = make_job(), make_job(due_at=timezone.now() + HOUR)
    before = timezone.now() - HOUR

    assert [claim(Job.objects.all(), now=before), claim(Job.objects.all(), now=before)] == [
        job,
        None,
    ]
    assert claim(Job.objects.filter(pk=postponed.pk), now=timezone.now() + 2 * HOUR) == postponed


@pytest.mark.django_db
def test_a_lease_from_before_the_clock_was_set_back_is_over():
    job = make_job()
    claim(Job.objects.all())

    assert claim(Job.objects.all(), now=timezone.now() - HOUR) == job


@pytest.mark.django_db
def test_an_outage_is_probed_though_the_clock_was_set_back():
    begin_outage("away")
    before = timezone.now() - HOUR

    assert may_try(before)
    assert not may_try(before + PROBED_EVERY / 2)
    assert may_try(before + PROBED_EVERY)


@pytest.mark.django_db
def test_the_mail_that_meets_an_outage_is_not_the_only_one_that_probes():
    messages = [make_message() for _number in range(4)]
    begin_outage("away")
    probes = set()
    for number in range(1, 61):
        now = timezone.now() + number * PROBED_EVERY
        row = claim(Message.objects.all(), now=now)
        finish(row, state="waiting", tries=0)
        probes.add(row)

    assert probes == set(messages)


@pytest.mark.django_db(transaction=True)
def test_what_came_of_a_row_is_written_when_the_database_is_back(monkeypatch):
    job, write, asked = make_job(), leases._write, []
    row = claim(Job.objects.all())

    def away_twice(*arguments):
        asked.append(arguments)
        if len(asked) < 3:
            raise OperationalError("the server closed the connection")
        return write(*arguments)

    monkeypatch.setattr(leases, "_write", away_twice)
    monkeypatch.setattr(leases, "PAUSE", 0)

    assert finish(row, state="done")

    job.refresh_from_db()
    assert (job.state, len(asked)) == ("done", 3)


@pytest.mark.django_db(transaction=True)
def test_what_came_of_a_row_is_written_though_its_connection_was_used_since_it_broke(monkeypatch):
    job = make_job()
    row = claim(Job.objects.all())
    monkeypatch.setattr(leases, "PAUSE", 0)
    connection.connection.close()  # as the server does it, behind Django's back
    end_outage()

    assert finish(row, state="done")

    job.refresh_from_db()
    assert job.state == "done"
