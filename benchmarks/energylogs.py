"""What it takes to read the largest log there may be: the command, in a child of its own.

Its memory is told beside that of a child that sets up Django and no more.
"""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from competition.energylogs.series import MOST_SAMPLES

ROOT = Path(__file__).parent.parent
TIMES = 5
MOST_SECONDS, MOST_MEMORY = 3, 60  # MB above Django's start
BEGIN = datetime(2021, 11, 17, 10, tzinfo=UTC)
STAMPS = {
    "seconds": lambda at: f"{1637143200 + at / 10:.3f}",
    "dates": lambda at: (BEGIN + timedelta(seconds=at / 10)).isoformat(),
}
DJANGO = ["-c", "import django; django.setup()"]


def energy_logs():
    """The aims, each as it is found: the quickest of some, and the most memory of any."""
    _seconds, start = taken_by(DJANGO)
    aims = []
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        path = Path(folder, "log.csv")
        for name, stamp in STAMPS.items():
            write(path, stamp)
            arguments = ["manage.py", "read_energy_log", str(path), "--json"]
            taken = [taken_by(arguments) for _time in range(TIMES)]
            aims += aims_of(name, min(taken)[0], max(one[1] for one in taken) - start)
    print(*aims, sep="\n", flush=True)
    return aims


def aims_of(name, seconds, memory):
    about = f"energy log of {MOST_SAMPLES} samples, {name}"
    yield Aim(f"{about} ≤ {MOST_SECONDS} s", f"{seconds:.2f} s", seconds <= MOST_SECONDS)
    yield Aim(
        f"{about} ≤ {MOST_MEMORY} MB over Django's start",
        f"{memory:.0f} MB",
        memory <= MOST_MEMORY,
    )


def write(path, stamp):
    with path.open("w") as file:
        file.write("timestamp,power_w\n")
        file.writelines(
            f"{stamp(at)},{50 + at * 7919 % 20011 / 100}\n" for at in range(MOST_SAMPLES)
        )


def taken_by(arguments):
    """(seconds waited, MB resident at most) of a child, asked of the kernel."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "workshop.settings"},
        stdout=subprocess.DEVNULL,
    )
    _pid, status, usage = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"the child has ended with {status}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


if __name__ == "__main__":
    energy_logs()
