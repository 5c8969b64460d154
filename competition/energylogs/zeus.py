"""Zeus's CSV: each window is a run, in seconds and joules. Windows may overlap or nest.

The GPUs alone are in it. 0.0 J means shorter than the period of the counter: unknown, not free.
"""

import re

from competition.energylogs.figures import Moments
from competition.energylogs.findings import Findings
from competition.energylogs.generic import amount
from competition.energylogs.measurement import Run
from competition.energylogs.series import judge_duration, short
from competition.energylogs.table import Table

TOOL = "Zeus"
GPU = re.compile(r"gpu\d+_energy", re.ASCII)


def recognises(names):
    return {"window_name", "elapsed_time"} <= names and any(map(GPU.fullmatch, names))


def read(source):
    table = Table(source)
    gpus = [place for place, name in enumerate(table.names) if GPU.fullmatch(name)]
    general, runs = Findings(), []
    for line, cells in table:
        if table.at_cut_end and len(cells) < len(table.names):
            general.add("truncated", "W", line)
            continue
        runs.append(_window(table, cells, line, gpus))
    if not runs:
        short(general, "There is no window.", "E")
        runs = [Run(tool=TOOL)]
    for run in runs:
        run.findings = [*general, *run.findings]
    return runs


def _window(table, cells, line, gpus):
    found, wanted = Findings(), len(table.names)
    joules = [None]
    seconds = None
    if len(cells) == wanted:
        seconds = amount(cells[table.place("elapsed_time")], line, found, "The time", table.comma)
        joules = [amount(cells[gpu], line, found, "The energy", table.comma) for gpu in gpus]
        _judge(found, seconds, joules, line)
    else:
        why = ", so its numbers may be others"
        found.add("field_count", "E", line, found=len(cells), wanted=wanted, why=why)
    total = None if None in joules else sum(joules)
    return Run(
        tool=TOOL,
        run=cells[table.place("window_name")][:200] or None if len(cells) == wanted else None,
        energy_j=total,
        gpu_j=total,
        duration_s=seconds,
        pue=1.0,
        findings=list(found),
        scope=frozenset({"gpu"}),
        method="sensor",
        started_at=_start(table, cells),
    )


def _judge(found, seconds, joules, line):
    if 0 in joules:
        why = "A GPU with 0 J: the window is shorter than the period of its counter."
        short(found, why, "E", line)
    elif seconds is not None:
        judge_duration(found, seconds, line)


def _start(table, cells):
    place = table.place("start_time")
    if place is None or place >= len(cells):
        return None
    moments = Moments(comma=table.comma)
    try:
        return moments.date(moments(cells[place]))
    except ValueError:
        return None
