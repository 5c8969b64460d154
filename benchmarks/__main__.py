"""`make bench`: what the public pages carry, beside the least that Django can do.

Real processes on this machine's loopback alone. Writes var/bench.md; exit code 1 where an aim is
missed. Aims: design, section 8, and the issue of the public pages.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lighthouse import lighthouse
from benchmarks.load import CONNECTIONS, fetched, load, need_wrk
from benchmarks.site import Site
from tests.installation.house import BIN
from tests.installation.servers import free_port, wait_until

REPORT = Path("var/bench.md")
SHARE_OF_BARE = 0.7
LEAST = {12: 250, 300: 25}  # requests a second of a program that is not stored
HEAD = """\
# What the public pages carry

`make bench`, {when}, Python {python}, {cores} cores; gunicorn with two processes, {connections}
connections by wrk on the same machine. Bytes are compressed / whole.

| slots | page | requests/s | p99, ms | of the bare view | bytes | queries |
| --- | --- | --- | --- | --- | --- | --- |
"""


def main():
    need_wrk()
    rows, missed = [], []
    for count in LEAST:
        with TemporaryDirectory(prefix="ossau-bench-") as folder:
            site = Site(folder)
            try:
                site.fill(count)
                site.serve()
                measure(site, count, rows, missed)
                missed += lighthouse(site) if count == min(LEAST) else []
            finally:
                site.stop()
    write_report(rows, missed)
    return 1 if missed else 0


def measure(site, count, rows, missed):
    queries = site.queries()
    for name, path in site.paths.items():
        zipped, text = fetched(site.url + path)
        found, bare = load(site.url + path), load(serve_bare(site, zipped))
        share = found.rate / bare.rate
        cells = [count, name, f"{found.rate:.0f}", f"{found.p99:.1f}", f"{share:.2f}"]
        cells += [f"{len(zipped)} / {len(text)}", queries[path]]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
        print(rows[-1], flush=True)
        is_stored = name != "program, not stored"
        if found.failed or (share < SHARE_OF_BARE if is_stored else found.rate < LEAST[count]):
            missed.append(
                f"{count} slots, {name}: {found.rate:.0f}/s, {share:.2f} of the bare view"
            )


def serve_bare(site, body):
    """The same bytes from a bare view, by the same server; its address."""
    port = free_port()
    path = site.folder / f"bare-{port}"
    path.write_bytes(body)
    site.environment["BARE_BODY"] = str(path)
    options = ["-b", f"127.0.0.1:{port}", "-w", "2", "-k", "gthread", "--threads", "8"]
    quiet = ["--log-level", "warning", "--no-control-socket"]
    site.start(f"bare-{port}", BIN / "gunicorn", *options, *quiet, "benchmarks.bare")
    url = f"http://127.0.0.1:{port}/"
    wait_until(lambda: answers(url), otherwise=lambda: site.log(f"bare-{port}"))
    return url


def answers(url):
    try:
        return fetched(url)[0]
    except OSError:
        return None


def write_report(rows, missed):
    about = {
        "when": f"{datetime.now(UTC):%d %B %Y}",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "connections": CONNECTIONS,
    }
    lines = [f"- missed: {one}" for one in missed] or ["All aims are met."]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(HEAD.format(**about) + "\n".join([*rows, "", *lines, ""]))
    print("\n".join(lines), f"\nReport: {REPORT}")


if __name__ == "__main__":
    sys.exit(main())
