"""What the check of a PDF takes: of an ordinary paper, and of the worst files of the corpus."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from submissions.pdf.measuring import ROOT, command
from tests.submissions.corpus import GROUPS

ORDINARY = ROOT / "submissions/demo_files/four-bits.pdf"
TIMES = 21
MEDIAN, P95, RESIDENT = 1.0, 2.0, 100  # seconds, seconds, MB
WORST_CPU, WORST_RESIDENT = 10, 600  # seconds, MB


def papers():
    """The aims, each as it is found."""
    aims = []
    for name, found, unit, aim in (*ordinary(), *hostile()):
        aims.append(Aim(f"{name} ≤ {aim} {unit}", f"{found:.2f} {unit}", found <= aim))
        print(aims[-1], flush=True)
    return aims


def ordinary():
    """Of the whole command, as a person waits for it; and of the child alone."""
    seconds = sorted(waited_for() for _ in range(TIMES))
    yield "ordinary paper, median of the command", statistics.median(seconds), "s", MEDIAN
    yield "ordinary paper, 95 % of the command", seconds[round(0.95 * TIMES) - 1], "s", P95
    _cpu, resident = taken_by(ORDINARY)
    yield "ordinary paper, memory of the child", resident, "MB", RESIDENT


def waited_for():
    begin = time.perf_counter()
    arguments = [sys.executable, "manage.py", "check_pdf", str(ORDINARY), "--json"]
    subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def hostile():
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        path = Path(folder, "hostile.pdf")
        taken = []
        for case in GROUPS["bombs"]:
            path.write_bytes(case.make())
            taken.append(taken_by(path))
    yield (
        f"worst of {len(taken)} hostile files, processor",
        max(cpu for cpu, _ in taken),
        "s",
        WORST_CPU,
    )
    yield "worst hostile file, memory", max(resident for _, resident in taken), "MB", WORST_RESIDENT


def taken_by(path):
    """(seconds of processor, MB resident at most) of the child, asked of the kernel."""
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        child = subprocess.Popen(
            command(path, folder),
            cwd=ROOT,
            env={},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _pid, _status, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
