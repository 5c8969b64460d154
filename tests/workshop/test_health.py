"""/healthz: "ok" for everyone, the reasons for the operator alone."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from tests.factories import make_job, make_message
from tests.installation.servers import free_port

pytestmark = pytest.mark.django_db


def ask(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.content.decode().splitlines()


def test_it_says_ok_and_no_more_to_everyone(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("role", ["chair", "reviewer", "stranger"])
def test_only_the_operator_reads_line_by_line(client, cast, role):
    client.force_login(getattr(cast, role))
    assert ask(client) == (200, ["ok"])

    client.force_login(cast.superuser)

    status, lines = ask(client)
    names = [line.split(":")[0] for line in lines]
    assert (status, names) == (200, ["ok", "database", "disk", "jobs", "mail"])


def a_job_that_waits(settings, monkeypatch):
    make_job(due_at=timezone.now() - timedelta(minutes=6))


def a_mail_that_waits(settings, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"
    make_message(due_at=timezone.now() - timedelta(minutes=6))


def a_full_disk(settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=10 * 2**20))


def a_broker_that_is_down(settings, monkeypatch):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"


def a_broker_of_no_port(settings, monkeypatch):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:many/0"


CAUSES = {
    "broker: failing, ValueError": a_broker_of_no_port,
    "jobs: failing": a_job_that_waits,
    "mail: failing": a_mail_that_waits,
    "disk: failing, 10 MB free": a_full_disk,
    "broker: failing, ConnectionRefusedError": a_broker_that_is_down,
}


@pytest.mark.parametrize("line", CAUSES)
def test_what_fails_is_named_to_the_operator(client, cast, settings, monkeypatch, line):
    CAUSES[line](settings, monkeypatch)
    assert ask(client) == (503, ["failing"])

    client.force_login(cast.superuser)

    status, lines = ask(client)
    assert status == 503
    assert [one for one in lines if one.startswith(line)]


def test_a_broker_that_listens_on_no_port_of_ours_is_left_out(client, settings):
    settings.CELERY_BROKER_URL = "sentinel://127.0.0.1:1;sentinel://127.0.0.1:2"

    assert ask(client) == (200, ["ok"])


def test_mail_that_nobody_could_send_is_no_fault(client):
    make_message(due_at=timezone.now() - timedelta(days=2))

    assert ask(client) == (200, ["ok"])


def test_a_database_that_is_away_is_an_answer_and_no_crash(client, monkeypatch):
    def away():
        raise OperationalError("could not connect")

    monkeypatch.setattr(connection, "cursor", away)

    assert ask(client) == (503, ["failing"])
