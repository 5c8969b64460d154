"""Every test on SQLite; those of the code alone on PostgreSQL as well, at the same time.

SQLite's run is shown as it goes, PostgreSQL's as a whole after it; the last line tells of both.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from tempfile import TemporaryFile

from tests.installation.servers import postgresql_server

ON_BOTH = "not installation and not browser and not crawl"


def main(arguments):
    with postgresql() as address, TemporaryFile() as said:
        beside = pytest("-m", ON_BOTH, *arguments, output=said, DATABASE_URL=address)
        print("Tests on SQLite; those on PostgreSQL run beside them.\n", flush=True)
        sqlite = pytest(*arguments).wait()
        postgres = beside.wait()
        print("\nTests on PostgreSQL\n", flush=True)
        show(said)
    print(f"SQLite: {outcome(sqlite)}; PostgreSQL: {outcome(postgres)}", flush=True)
    return sqlite or postgres


def pytest(*arguments, output=None, **environment):
    kept = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.Popen(command, env=kept | environment, stdout=output, stderr=output)


def show(output):
    output.seek(0)
    shutil.copyfileobj(output, sys.stdout.buffer)
    sys.stdout.flush()


def outcome(code):
    return "FAILED" if code else "passed"


@contextmanager
def postgresql():
    """The address of a database server: DATABASE_URL, or one of our own until the end."""
    if address := os.environ.get("DATABASE_URL"):
        yield address
        return
    with postgresql_server() as server:
        yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
