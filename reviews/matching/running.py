"""The parent's side: solve in a process of its own, which ends at the deadline whatever it does.

The child loads numpy, OR-tools and, for a floor or mixed rules, scipy; this side loads nothing of
these. The problem goes by a file, and the answer comes back by one.
"""

import contextlib
import json
import os
import signal
import subprocess  # nosec B404 # a child that can be ended in time
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .faults import BadProblem, Cause, Infeasible, WayOut
from .handing import write

ROOT = Path(__file__).parent.parent.parent
CHILD = "reviews.matching.child"
ANSWER = "answer.json"
SECONDS = 300
# More threads bring little here, and each takes memory for itself.
ENVIRONMENT = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class OutOfTime(Exception):
    """The deadline has come first."""


class BrokenDown(Exception):
    """The child has ended without an answer: out of memory, killed, or a fault of ours."""


def run(problem, seconds=SECONDS, cancelled=lambda: False):
    """The answer as a dictionary: pairs, total, bound, is_best, gap, worst, floor, is_fairest,
    notes; what it took, seconds of the processor and megabytes.

    `problem` is the dictionary, or the path of a JSON file with it. Raises BadProblem, Infeasible,
    OutOfTime, BrokenDown. `cancelled` is asked twice a second; where it says so OutOfTime is
    raised.
    """
    with TemporaryDirectory(prefix="ossau-matching-") as folder:
        is_path = isinstance(problem, str | Path)
        path = Path(problem).resolve(strict=True) if is_path else write(problem, folder)
        return answer_of(CHILD, path, folder, seconds, cancelled)


def answer_of(module, path, folder, seconds, cancelled):
    """What the child writes that this module is, given the file. Raises as `run` does."""
    answer = Path(folder, ANSWER)
    with Path(folder, "errors").open("w+") as errors:
        wait_for(start(command(path, answer, module), errors), seconds, cancelled, errors)
    return understood(answer)


def command(path, answer, module=CHILD):
    return [sys.executable, "-m", module, str(path), str(answer)]


def start(line, errors):
    """In a session of its own, so that all it may start can be ended with it."""
    return subprocess.Popen(  # nosec B603 # our own module, by this Python, without a shell
        line,
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )


def wait_for(process, seconds, cancelled, errors):
    try:
        if not ended(process, seconds, cancelled):
            raise OutOfTime(f"No assignment was found within {seconds:g} s.")
        if process.returncode:
            errors.seek(0)
            last = (errors.read().strip().splitlines() or ["nothing was said"])[-1]
            raise BrokenDown(f"The matching has broken down ({process.returncode}): {last}")
    finally:
        end(process)


def ended(process, seconds, cancelled, step=0.5):
    """Whether it ended by itself, before the deadline and before anybody cancelled it."""
    while seconds > 0 and not cancelled():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=min(step, seconds))
            return True
        seconds -= step
    return False


def end(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def understood(answer):
    found = json.loads(answer.read_text())
    if "pairs" in found:
        return found | {"pairs": list(map(tuple, found["pairs"]))}
    if "causes" not in found:
        raise BadProblem(found["problem"])
    causes = [Cause(**cause) for cause in found["causes"]]
    ways = [WayOut(**way | {"changes": changes_of(way)}) for way in found["ways_out"]]
    raise Infeasible(causes, ways)


def changes_of(way):
    """JSON knows no numbers as keys, and no tuples."""
    changes = way["changes"]
    if isinstance(changes, list):
        return list(map(tuple, changes))
    return changes if way["key"] == "soft" else {int(key): to for key, to in changes.items()}
