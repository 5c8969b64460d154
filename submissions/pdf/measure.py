"""The parent's side: start the child, bound it, believe nothing it says without looking."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

VERSION = 1
WALL = 30  # seconds, a last resort: the child's CPU limit comes first
MOST_ANSWER = 1_000_000  # bytes
KINDS = {"pdf", "zip", "word", "html", "empty", "other"}
OUTCOMES = {"read", "broken", "resource"}
ROOT = Path(__file__).resolve().parents[2]
CHILD = [sys.executable, "-m", "submissions.pdf.child"]


def measure(path, folder):
    """The facts of the file at `path`; its pages are drawn into `folder` as page-1.webp, ….

    A JSON-able dictionary: version, kind, outcome, encrypted, pages, drawn ([[width, height] in
    pixels]) and texts, one for each drawn page. The child's death is the outcome "resource".
    """
    answer = run([*CHILD, str(Path(path).resolve()), str(Path(folder).resolve())])
    try:
        return checked(json.loads(answer))
    except (ValueError, TypeError, KeyError):
        return facts_of("pdf", "resource")


def facts_of(kind, outcome, **more):
    empty = {"encrypted": False, "pages": 0, "drawn": [], "texts": []}
    return {"version": VERSION, "kind": kind, "outcome": outcome} | empty | more


def run(command):
    """What the command prints, up to a limit; nothing if it dies or takes too long."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={},
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer, _nothing = process.communicate(timeout=WALL)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return b""
    return answer if process.returncode == 0 and len(answer) <= MOST_ANSWER else b""


def checked(facts):
    """The facts, if each is of its kind and size. Raises ValueError, TypeError or KeyError."""
    if facts["kind"] not in KINDS or facts["outcome"] not in OUTCOMES:
        raise ValueError
    drawn = [[pixels(side) for side in (width, height)] for width, height in facts["drawn"]]
    texts = [clean(text) for text in facts["texts"]]
    if len(drawn) != len(texts):
        raise ValueError
    return facts_of(
        facts["kind"],
        facts["outcome"],
        encrypted=facts["encrypted"] is True,
        pages=natural(facts["pages"]),
        drawn=drawn,
        texts=texts,
    )


def natural(number):
    if type(number) is not int or number < 0:
        raise ValueError
    return number


def pixels(side):
    if not 0 < natural(side) <= 10_000:
        raise ValueError
    return side


def clean(text):
    """Text that a database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
