"""`make bench`: what the public pages carry, beside the least that Django can do; what the
check of a PDF takes, what everybody's sending in at once, the matching, the energy logs,
the ranking and the leaderboard.

Real processes on this machine's loopback alone; some ten minutes. Writes var/bench.md. The exit
code is 0 where each aim holds or could not be measured here, which is said; 1 where one is missed;
2 where this could not run to its end, so that nothing is known.
"""

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.aims import LEAST, Row, aims_of, table_row
from benchmarks.boards import boards
from benchmarks.chairlist import chair_list
from benchmarks.energylogs import energy_logs
from benchmarks.leaderboard import leaderboard
from benchmarks.lighthouse import lighthouse
from benchmarks.load import CONNECTIONS, load, need_wrk
from benchmarks.matching import matching
from benchmarks.papers import papers
from benchmarks.ranking import ranking
from benchmarks.servers import DEPLOYED, PROCESSES, SERVERS, THREADS, Served
from benchmarks.site import Site
from benchmarks.submitting import submitting

REPORT = Path("var/bench.md")
COLUMNS = ["slots", "page", "server", "requests/s", "p99, ms", "of the bare view", "bytes"]
COLUMNS += ["queries"]
ABOUT = """\
# What the public pages carry

`make bench`, {when}, Python {python}, {cores} cores, load {load} before; each server with
{processes} processes of {threads} threads, {connections} connections by wrk on the same machine.
Bytes are compressed / whole. A page that is not stored is a search: its rows are in memory since
the last edit, its slots drawn; what those take is told below. Queries: with nothing in memory.
"""
EDITS = (
    "{} slots: the first program after an edit takes {:.1f} ms of CPU, with nothing drawn {:.1f}."
)


def main():
    need_wrk()
    about = about_machine()
    print("This takes some ten minutes; leave the machine alone.\n", flush=True)
    print(head_of(COLUMNS), flush=True)
    rows, aims, edits = [], [], []
    for count in LEAST:
        with TemporaryDirectory(prefix="ossau-bench-") as folder:
            site = Site(folder)
            try:
                site.fill(count)
                rows += measure(site, count)
                edits.append(EDITS.format(count, *site.after_edits()))
                aims += lighthouse(site) if count == min(LEAST) else []
            finally:
                site.stop()
    aims = aims_of(rows) + aims + papers() + chair_list() + boards() + submitting()
    aims += matching() + energy_logs() + ranking() + leaderboard()
    report(about, rows, edits, aims)
    return 1 if any(aim.holds is False for aim in aims) else 0


def measure(site, count):
    rows, queries = [], site.queries()
    for server in SERVERS:
        with Served(site, server) as served:
            for name, path in site.paths.items():
                found, bare = load(served.of_page(name)), load(served.of_bare(name))
                sizes = map(len, served.pages[name])
                rows.append(Row(count, server, name, found, bare, *sizes, queries[path]))
                print(rows[-1], flush=True)
    return rows


def about_machine():
    return ABOUT.format(
        when=f"{datetime.now(UTC):%d %B %Y}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        load=f"{os.getloadavg()[0]:.1f}",
        processes=PROCESSES,
        threads=THREADS,
        connections=CONNECTIONS,
    )


def head_of(columns):
    return f"{table_row(*columns)}\n{table_row(*['---'] * len(columns))}"


def verdict_of(aims):
    """In one line, without a word more than was measured."""
    missed = sum(aim.holds is False for aim in aims)
    unknown = sum(aim.holds is None for aim in aims)
    left = f" {unknown} could not be measured here." if unknown else ""
    if missed:
        return f"{missed} of {len(aims)} aims missed.{left}"
    return f"All aims that were measured are met.{left}" if unknown else "All aims are met."


def compared(rows):
    """The servers by their rates, each page weighing the same."""
    rates = {name: [row.found.rate for row in rows if row.server == name] for name in SERVERS}
    means = {name: prod(found) ** (1 / len(found)) for name, found in rates.items()}
    best = max(means, key=means.get)
    told = ", ".join(f"{name} {mean / means[DEPLOYED]:.2f}" for name, mean in means.items())
    return f"Requests/s over all pages (geometric mean, {DEPLOYED} = 1): {told}. Better: {best}."


def report(about, rows, edits, aims):
    judged = "\n".join([head_of(["aim", "measured", "holds"]), *map(str, aims)])
    ending = "\n\n".join([compared(rows), *edits, judged, verdict_of(aims)])
    REPORT.parent.mkdir(exist_ok=True)
    table = "\n".join([head_of(COLUMNS), *map(str, rows)])
    REPORT.write_text("\n".join([about, table, "", ending, ""]))
    print(f"\n{ending}\nReport: {REPORT}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:
        traceback.print_exc()
        sys.exit(2)
