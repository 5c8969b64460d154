"""`check_pdf` and `blind_copy` end by 0, 1 or 2, whoever listens, and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pdfs import paper
from tests.submissions.corpus import NAMED

ROOT = Path(__file__).parent.parent.parent
WHO = ("--authors", "Ana Moreau <ana@pau.example.org>")
COMMANDS = {"check_pdf": ("warm.pdf", *WHO), "blind_copy": ("warm.pdf", "out.pdf", *WHO)}
SLOW = "bombs: a million states saved"


@pytest.fixture
def begin(tmp_path):
    """Start a command beside the file "warm.pdf", with a folder of its own for what is passing."""
    (tmp_path / "passing").mkdir()
    (tmp_path / "warm.pdf").write_bytes(paper())

    def begun(name, *arguments, **streams):
        here = {"TMPDIR": str(tmp_path / "passing"), "PYTHONUNBUFFERED": ""}
        return subprocess.Popen(
            [sys.executable, ROOT / "manage.py", name, *arguments],
            cwd=tmp_path,
            env=os.environ | here,
            **streams,
        )

    return begun


@pytest.mark.parametrize("arguments", ["whole", "--help"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_exit_code_does_not_hang_on_who_listens(begin, name, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    given = COMMANDS[name] if arguments == "whole" else ["--help"]

    process = begin(name, *given, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)

    assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_an_answer_that_cannot_be_written_was_not_given(begin, name):
    with open("/dev/full", "w") as full:
        process = begin(name, *COMMANDS[name], stdout=full, stderr=subprocess.PIPE)
        said = process.communicate()[1]

    assert process.returncode == 2
    assert b"could not be" in said
    assert b"Traceback" not in said


def test_an_error_that_cannot_be_written_is_an_error(begin):
    with open("/dev/full", "w") as full:
        assert begin("check_pdf", "nowhere.pdf", stderr=full).wait() == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_stopped_takes_its_child_along(begin, tmp_path, name, number):
    (tmp_path / "warm.pdf").write_bytes(NAMED[SLOW].make())
    process = begin(name, *COMMANDS[name], stderr=subprocess.PIPE)
    child = child_of(process)

    process.send_signal(number)
    said = process.communicate()[1]

    if number != signal.SIGKILL:  # of which nobody hears
        assert (process.returncode, said) == (2, f"Stopped by {number.name}.\n".encode())
        left = [one.name for one in (tmp_path / "passing").iterdir() if one.suffix != ".lock"]
        assert left == []
    until = time.monotonic() + 2
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_running(child)


def child_of(process):
    """Once it runs what it was started for, within the limits that it has set itself."""
    while process.poll() is None:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            if "submissions.pdf" in Path(f"/proc/{child}/cmdline").read_text():
                time.sleep(0.2)
                return child
        time.sleep(0.01)
    raise AssertionError(process.communicate())


def is_running(child):
    try:
        return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
