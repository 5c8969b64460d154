"""`manage.py read_energy_log`: what is read from logs, for people and scripts, without a database.

`manage.py` comes here without setting up Django, as for `check_pdf`.
"""

import argparse
import json
import traceback

from competition.energylogs import read
from submissions.endings import complain, printable, stoppable, told
from submissions.filenames import is_file, parsed, shown

READABLE, REJECTED, WRONG_USAGE = 0, 1, 2
HELP = (
    "Read energy logs as joules. Exits with 0 (all are readable), 1 (a run is rejected: its"
    " findings say why), 2 (wrong usage, or a file that is not there)."
)


def add_arguments(parser):
    parser.add_argument("files", metavar="FILE", nargs="+", help="a log, whatever its name")
    parser.add_argument("--json", action="store_true", help="a list of runs, for scripts")


def main(arguments):
    parser = argparse.ArgumentParser(prog="manage.py read_energy_log", description=HELP)
    add_arguments(parser)
    return run(parsed(parser, arguments))


def run(options):
    """Print the runs; the exit code. A fault of ours is no verdict on a file: it is told."""
    files = options["files"]
    for name in files:
        if not is_file(name):
            return refuse(f"there is no file {shown(name)}")
    try:
        with stoppable():
            runs = [(name, one) for name in files for one in read_named(name)]
    except Unreadable as wrong:
        return refuse(str(wrong))
    except Exception:
        traceback.print_exc()
        return refuse("the reader itself has broken down; no file was judged")
    if not told(as_json(runs) if options["json"] else as_text(runs)):
        return refuse("the answer could not be written")
    return REJECTED if any(one.is_rejected for _name, one in runs) else READABLE


class Unreadable(Exception):
    """A file cannot be opened or read."""


def read_named(name):
    try:
        return read(name)
    except OSError as error:
        raise Unreadable(f"{shown(name)} cannot be read: {error.strerror}") from error


def refuse(why):
    complain(f"manage.py read_energy_log: error: {why}")
    return WRONG_USAGE


def as_json(runs):
    return json.dumps([one.as_json(name) for name, one in runs], indent=2)


def as_text(runs):
    return printable("\n\n".join(about(name, one) for name, one in runs))


def about(name, one):
    """A run in some lines: what is known of it, then its findings."""
    tool = " ".join(filter(None, (one.tool or "not recognised", one.version)))
    run = f", run {shown(one.run)}" if one.run else ""
    lines = [f"{shown(name)}: {tool}{run}"]
    lines += [f"  {label:<10}{value:>15.6g} {unit}" for label, value, unit in rows_of(one)]
    for finding in one.findings:
        line = f", line {finding.line}" if finding.line else ""
        lines.append(f"  {finding.level} {finding.code}{line}: {finding.message}")
    return "\n".join(lines)


def rows_of(one):
    told = [
        ("energy", one.energy_j, "J"),
        ("CPU", one.cpu_j, "J"),
        ("GPU", one.gpu_j, "J"),
        ("memory", one.ram_j, "J"),
        ("system", one.system_j, "J"),
        ("duration", one.duration_s, "s"),
        ("mean power", one.mean_power_w, "W"),
        ("max power", one.max_power_w, "W"),
        ("samples", one.samples, ""),
        ("segments", one.segments, ""),
        ("PUE", one.pue, ""),
    ]
    return [row for row in told if row[1] is not None]
