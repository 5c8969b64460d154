"""The parent's side: start the child, end it in time, believe nothing it says unseen."""

import os
import signal
import subprocess  # nosec B404 # a child that can be ended in time
import sys
from pathlib import Path
from tempfile import TemporaryFile

from .facts import facts_of, understood

ROOT = Path(__file__).parent.parent.parent
SECONDS = 30  # a last resort beside the child's own limits: a crowd rejects no honest file
LONGEST_ANSWER = 4_000_000  # bytes
LARGEST_IMAGE = 5_000_000  # bytes


def measure(path, folder):
    """Take the facts of the file at `path`; draw its first pages into `folder`.

    The folder exists and is private to this call; page 1 is `page-1.webp` there, and
    `small-1.webp`. Only images that `drawings` names are meant: a child that was stopped may
    leave others. Whatever the file does to the child is a fact about the file ("resource"); only a
    fault of ours raises, such as a file that is not there, or Interrupted.
    """
    path, folder = Path(path).resolve(strict=True), Path(folder).resolve(strict=True)
    facts = understood(answer(command(path, folder), folder))
    if facts and all(is_image(folder / name) for name in drawings(facts)):
        return facts
    return facts_of("other", "resource")  # what it would have been, nobody can say


def drawings(facts):
    """The names of the images that the child has made."""
    pages = range(1, len(facts["sheets"]) + 1)
    return [f"{kind}-{number}.webp" for kind in ("page", "small") for number in pages]


def command(path, folder):
    return [sys.executable, "-m", "submissions.pdf.child", path, folder]


def answer(arguments, folder):
    """What the child wrote before it ended well, the empty bytes if it did not.

    It writes into a file, because a pipe would have to be read while it runs, to any length, and
    for as long as some grandchild holds it open.
    """
    with TemporaryFile(dir=folder) as output:
        if ended_well(start(arguments, output)) and output.seek(0, os.SEEK_END) < LONGEST_ANSWER:
            output.seek(0)
            return output.read()
    return b""


def start(arguments, output):
    """In a session of its own, so that all it may start can be ended with it."""
    return subprocess.Popen(  # nosec B603 # our own module, by this Python, without a shell
        arguments,
        cwd=ROOT,
        env={},
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
    )


class Interrupted(Exception):
    """Somebody else has killed the child: that says nothing about the file."""


class Starved(Interrupted):
    """It was given no processor in time."""


def ended_well(process):
    try:
        code = process.wait(timeout=SECONDS)
        if code in {-signal.SIGKILL, -signal.SIGTERM}:
            raise Interrupted(f"the check was ended by signal {-code}")
        return code == 0
    except subprocess.TimeoutExpired:
        if is_starved(process):
            raise Starved("the machine was too busy for it") from None
        return False
    finally:
        end(process)


def is_starved(process):
    """Whether it could go on and may not. What it uses of the processor has a limit of its own."""
    try:
        stat = Path(f"/proc/{process.pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == "R"


def end(process):
    """Leave nothing running, also when the worker itself is being stopped."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_image(path):
    """Whether it is a WebP file of ours to serve, not a link to somewhere else."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_IMAGE:
        return False
    with path.open("rb") as file:
        head = file.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WEBP"
