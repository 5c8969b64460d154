"""What it takes to match reviewers: the child that solves, alone, and how near to the best.

The problems are made up with fixed seeds: submissions and reviewers have a few of many topics, so
that some submissions are wanted by few.
"""

import json
import os
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.aims import Aim, table_row
from reviews.matching.handing import write
from reviews.matching.running import ENVIRONMENT, ROOT, command

NEEDED = 3  # reviews of each submission
NEAREST = 1e-6  # a total so near to its bound, as a share, is the best
# (submissions, reviewers, best edges of each submission or None for all): (seconds, MB)
TOTALS = {
    (30, 15, None): (0.2, 150),
    (300, 100, None): (0.3, 150),
    (3000, 1000, 50): (2, 500),
    (3000, 1000, None): (2, 500),
    (13000, 10000, 50): (5, 500),
}
# {(the same, floor): (worst as a share of the bound, total as a share of the greatest, seconds)}
FLOORS = {
    (30, 15, None, 0.95): (0.95, 0.995, 1),
    (300, 100, None, 0.95): (0.95, 0.997, 3),
    (3000, 1000, 50, 0.8): (0.80, 0.97, 120),
}
COLUMNS = ["problem", "edges", "total / bound", "worst", "processor, s", "whole child, s"]
COLUMNS += ["waited, s", "MB"]


def matching():
    """The aims, each as it is found."""
    print(f"{table_row(*COLUMNS)}\n{table_row(*['---'] * len(COLUMNS))}", flush=True)
    found = {}
    aims = [aim for case in TOTALS for aim in _aims_of_total(case, found)]
    aims += [aim for case in FLOORS for aim in _aims_of_floor(case, found)]
    print(*aims, sep="\n", flush=True)
    return aims


def _aims_of_total(case, found):
    seconds, most = TOTALS[case]
    answer = found[case] = solved(case, problem(*case))
    best = answer["is_best"] and answer["gap"] <= NEAREST
    yield Aim(f"{name_of(case)}: the greatest total, proven", f"gap {answer['gap']:.1e}", best)
    yield Aim(
        f"{name_of(case)} ≤ {seconds} s", f"{answer['solving']:.2f} s", answer["solving"] <= seconds
    )
    yield Aim(
        f"{name_of(case)} ≤ {most} MB", f"{answer['resident']:.0f} MB", answer["resident"] <= most
    )


def _aims_of_floor(case, found):
    *case, floor = case
    case = tuple(case)
    worst, total, seconds = FLOORS[*case, floor]
    answer = solved(case, problem(*case) | {"floor": floor}, f", floor {floor}")
    share = answer["worst"] / (answer["floor"] / floor)
    name = f"{name_of(case)}, floor {floor}"
    yield Aim(f"{name}: worst ≥ {worst} of its bound", f"{share:.3f}", share >= worst - NEAREST)
    share = answer["total"] / found[case]["total"]
    yield Aim(f"{name}: total ≥ {total} of the greatest", f"{share:.4f}", share >= total)
    yield Aim(f"{name} ≤ {seconds} s", f"{answer['solving']:.1f} s", answer["solving"] <= seconds)


def name_of(case):
    submissions, reviewers, best = case
    return f"{submissions} × {reviewers}{f', best {best}' if best else ''}"


def problem(submissions, reviewers, best, seed=9):
    """Scores from 0 to 1, some conflicts, loads with a tenth to spare."""
    import numpy as np

    rng = np.random.default_rng(seed)
    columns = [
        edges_of(rng, one, topics, best)
        for topics in [topics_of(rng, reviewers, 0.15)]
        for one in enumerate(topics_of(rng, submissions, 0.08))
    ]
    each = submissions * NEEDED / reviewers
    return {
        "submissions": submissions,
        "reviewers": reviewers,
        "edges": list(map(np.concatenate, zip(*columns, strict=True))),
        "demand": [NEEDED] * submissions,
        "min_load": [max(int(each) - 2, 0)] * reviewers,
        "max_load": [int(each * 1.1) + 1] * reviewers,
    }


def topics_of(rng, people, evenness, topics=25):
    import numpy as np

    shares = rng.dirichlet(np.full(topics, evenness), people)
    return shares / np.linalg.norm(shares, axis=1)[:, None]


def edges_of(rng, numbered, reviewers, best):
    import numpy as np

    number, topics = numbered
    scores = (reviewers @ topics) * rng.uniform(0.6, 1, len(reviewers))
    open_to = np.flatnonzero(rng.random(len(reviewers)) > 0.02)
    if best:
        open_to = open_to[np.argsort(-scores[open_to], kind="stable")[:best]]
    return np.full(len(open_to), number), open_to, scores[open_to]


def solved(case, given, more=""):
    """The answer, with `solving`, the processor without start and files, and `resident`."""
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        path, file = write(given, folder), Path(folder, "answer.json")
        begin = time.perf_counter()
        child = subprocess.Popen(command(path, file), cwd=ROOT, env=ENVIRONMENT)
        _pid, status, usage = os.wait4(child.pid, 0)
        waited = time.perf_counter() - begin
        if status:
            raise RuntimeError(f"the child has ended with {status}")
        answer = json.loads(file.read_text())
    answer |= {"resident": answer["megabytes"], "solving": answer["seconds"]}
    print(row_of(case, given, more, answer, usage.ru_utime + usage.ru_stime, waited), flush=True)
    return answer


def row_of(case, given, more, answer, whole, waited):
    return table_row(
        f"{name_of(case)}{more}",
        len(given["edges"][0]),
        f"{answer['total'] / answer['bound']:.7f}",
        f"{answer['worst']:.3f}",
        f"{answer['solving']:.2f}",
        f"{whole:.2f}",
        f"{waited:.2f}",
        f"{answer['resident']:.0f}",
    )


if __name__ == "__main__":
    matching()
