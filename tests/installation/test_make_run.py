"""The two processes of `make run`, started as it starts them."""

import os
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.installation.house import BIN
from tests.installation.servers import wait_until


@pytest.fixture
def running(make_installation):
    """An installation with honcho running the Procfile; its process is `.honcho`."""
    house = make_installation()
    options = ["--no-prefix", "--port", str(house.port), "--procfile", "deploy/Procfile"]
    house.honcho = house.start("run", BIN / "honcho", "start", *options)
    wait_until(house.answers, otherwise=lambda: house.log("run"))
    return house


def processes_of(house):
    """The numbers of all living processes of that installation, by its folder in their settings."""
    mark = f"VAR_DIR={house.folder}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = mark in (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if ours and int(process.name) != os.getpid():
            found.add(int(process.name))
    return found


def test_it_says_where_it_is_and_where_to_sign_in(running):
    said = running.log("run")

    assert f"http://localhost:{running.port}/" in said
    assert f"http://localhost:{running.port}/accounts/login/code/" in said


def test_it_answers_with_the_demonstration(running):
    with urllib.request.urlopen(f"{running.url}/pedl/program/") as answer:
        assert "Sparse deep learning" in answer.read().decode()


def test_it_does_jobs_beside_the_pages(running):
    undone = """
        from submissions.models import Submission
        answer = Submission.objects.exclude(asked_at=None).count()
    """

    wait_until(lambda: not running.python(undone), seconds=60, otherwise=lambda: running.log("run"))

    sent_in = """
        from submissions.models import Submission
        answer = Submission.objects.filter(status="submitted").count()
    """
    assert running.python(sent_in) == 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_its_processes(running, number):
    assert len(processes_of(running)) >= 4  # honcho, the web server with its two workers, work

    running.honcho.send_signal(number)
    running.honcho.wait(20)

    wait_until(
        lambda: not processes_of(running),
        seconds=5,
        otherwise=lambda: f"still there: {processes_of(running)}\n{running.log('run')}",
    )


def test_nothing_is_left_in_the_folder_it_was_started_from_or_at_home(make_installation, tmp_path):
    house = make_installation(HOME=str(tmp_path))
    house.serve()

    assert list(tmp_path.iterdir()) == []
