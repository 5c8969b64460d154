"""Run the scenarios, all or those named, and write var/faults.md; exit code 1 where one is amiss.

Real PostgreSQL, Redis, mail server and processes, on this machine's loopback alone.
"""

import os
import platform
import shutil
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import scenarios
from tests.faults.site import ground

ON_SQLITE = {"work_killed", "clock_moved"}
NEEDS_FAKETIME = {"clock_moved", "clock_of_a_worker_wrong"}
REPORT = Path("var/faults.md")
HEAD = """\
# What was lost, or done twice

`make faults`, {when}, Python {python}, {machine}, {cores} cores. Pauses between tries are divided
by 60; leases (2 min), sweeps and probes (30 s) are as deployed. “Twice”: repeats under the same
Message-ID, of as many as deaths between the final dot and the stored answer allow.

| fault | mails | missing | twice | quiet after | a request held longer by | verdict |
| --- | --- | --- | --- | --- | --- | --- |
"""


def main(names):
    known = {
        name: one
        for name, one in vars(scenarios).items()
        if getattr(one, "__module__", "") == scenarios.__name__ and not name.startswith("_")
    }
    if unknown := set(names) - known.keys():
        sys.exit(f"No such fault: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    chosen = {name: known[name] for name in names or known}
    if not shutil.which("faketime") and NEEDS_FAKETIME & chosen.keys():
        sys.exit("Install Debian's `faketime`: two faults move the clock.")
    with ground() as prepared:
        rows = [tell(name, fault, prepared) for name, fault in chosen.items()]
    write_report(rows)
    return 0 if all(is_well for _line, is_well in rows) else 1


def tell(name, fault, prepared):
    """(the line of the report, whether all was as promised)"""
    began = time.monotonic()
    try:
        with prepared.site(on="sqlite" if name in ON_SQLITE else "postgresql") as site:
            outcome = fault(site)
            amiss = outcome.amiss
            if amiss:
                print(site.logs(), flush=True)
    except Exception:
        traceback.print_exc()
        return f"| {fault.__doc__} | | | | | | **broke off** |", False
    verdict = "as promised" if not amiss else f"**{'; '.join(amiss)}**"
    held = "" if outcome.held is None else f"{max(outcome.held, 0):.2f} s"
    repeats = f"{outcome.repeats} of {outcome.deaths}"
    cells = [fault.__doc__, outcome.mails, len(outcome.missing), repeats]
    line = " | ".join(map(str, [*cells, f"{outcome.quiet:.0f} s", held, verdict]))
    print(f"{name} ({time.monotonic() - began:.0f} s): | {line} |", flush=True)
    return f"| {line} |", not amiss


def write_report(rows):
    REPORT.parent.mkdir(exist_ok=True)
    head = HEAD.format(
        when=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        python=platform.python_version(),
        machine=platform.platform(),
        cores=os.cpu_count(),
    )
    REPORT.write_text(head + "\n".join(line for line, _is_well in rows) + "\n")
    print(f"\n{REPORT.read_text()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
