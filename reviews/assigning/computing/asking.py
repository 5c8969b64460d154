"""The parent's side: have it computed in a process of its own, which ends at the deadline."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from reviews.matching.running import ENVIRONMENT, ROOT, SECONDS, understood, wait_for


def compute(asked, seconds=SECONDS, cancelled=lambda: False):
    """The answer as a dictionary. Raises BadProblem, Infeasible, OutOfTime, BrokenDown."""
    with TemporaryDirectory(prefix="ossau-matching-") as folder:
        path, answer = Path(folder, "asked.json"), Path(folder, "answer.json")
        path.write_text(json.dumps(asked))
        with Path(folder, "errors").open("w+") as errors:
            wait_for(_start(path, answer, errors), seconds, cancelled, errors)
        return understood(answer)


def _command(path, answer):
    return [sys.executable, "-m", "reviews.assigning.computing.child", str(path), str(answer)]


def _start(path, answer, errors):
    return subprocess.Popen(
        _command(path, answer),
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
