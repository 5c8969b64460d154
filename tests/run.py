"""Every test on SQLite; on PostgreSQL as well the code that asks a database, and the forms, once.

They run in parts, some beside each other. What a part says is shown from its beginning to its
end, and then the next one's; the last line tells of all. Any failure shows in the exit code.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.environment import OURS
from tests.installation.servers import postgresql_server

CODE = "not installation and not browser and not crawl and not fuzz and not corpus"
# The longest first, and none so long that the others are over when it is half way.
PARTS = [
    ("installations", "installation or browser", 1),
    ("fuzz", "fuzz", 1),
    ("crawl", "crawl and not installation and not browser", 2),
    ("code, PostgreSQL", f"database and {CODE}", 2),
    ("code, SQLite", CODE, 2),
    ("forms, PostgreSQL", "forms", 1),
    ("corpus", "corpus", 1),
]
# One more than there are processors: an installation often waits for something.
AT_ONCE = (os.cpu_count() or 1) + 1
# What the tests write need not be on a disk when the next one asks for it.
OFF = ["fsync", "synchronous_commit", "full_page_writes"]
FOR_NO_POWER_CUT = [f"ALTER SYSTEM SET {name} = off;" for name in OFF] + [
    "SELECT pg_reload_conf();"
]
# Where nothing that is compiled may be kept, every process of a test compiles all anew.
NOT_KEPT = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
NOTHING_CHOSEN = 5  # as pytest says it


def main(arguments):
    with postgresql() as address, tempfile.TemporaryDirectory() as folder:
        parts = list(parts_in(folder, address, migrated_file(folder)))
        run_all(parts, arguments)
    print("; ".join(f"{part.name}: {part.outcome}" for part in parts), flush=True)
    return exit_code([part.code for part in parts], arguments)


def parts_in(folder, address, migrated):
    """Each share of a part on a database of its own."""
    numbers = itertools.count(1)
    for name, marks, count in PARTS:
        for place in range(1, count + 1):
            share = "" if count == 1 else f"{place}/{count}"
            where = {"MIGRATED": migrated}
            if name.endswith("PostgreSQL"):
                where = {"DATABASE_URL": numbered(address, next(numbers))}
            yield Part(name, marks, share, folder, **where)


def numbered(address, number):
    """The address of another database of the same server."""
    whole = urlsplit(address)
    return whole._replace(path=f"{whole.path}_{number}").geturl()


def run_all(parts, arguments):
    """Start them in this order, and show them in it."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        running = {part: pool.submit(part.run, *arguments) for part in parts}
        for part in parts:
            print(f"\nTests: {part.name}\n", flush=True)
            part.show(until=running[part].done)
            running[part].result()
    finally:
        pool.shutdown(cancel_futures=True)


class Part:
    """A pytest of its own, which has a database and a folder of its own."""

    def __init__(self, name, marks, share, folder, **environment):
        self.name = f"{name} {share}".strip()
        self.options = ["-m", marks, *(["--share", share] if share else [])]
        self.environment = environment
        self.output = Path(folder) / self.name.replace("/", " of ")
        self.output.touch()
        self.code = None

    def run(self, *arguments):
        colour = ["--color=yes"] if sys.stdout.isatty() else []
        options = [*self.options, *colour, *arguments]
        with self.output.open("wb") as said:
            self.code = pytest(*options, output=said, **self.environment).wait()

    def show(self, *, until):
        """What it has said so far, and what it says until then."""
        with self.output.open("rb") as said:
            is_over = False
            while not is_over:
                is_over = until()
                sys.stdout.buffer.write(said.read())
                sys.stdout.flush()
                time.sleep(0 if is_over else 0.2)

    @property
    def outcome(self):
        words = {0: "passed", NOTHING_CHOSEN: "no tests"}
        return words.get(self.code, "FAILED")


def pytest(*arguments, output=None, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in NOT_KEPT}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.Popen(command, env=kept | environment, stdout=output, stderr=output)


def migrated_file(folder):
    """The address of an empty database for the parts to copy: to make one takes a while."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "workshop.settings"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, check=True)
    return f"{folder}/ossau.sqlite3"


def exit_code(codes, arguments):
    """The first that is not 0. A choice of tests may leave a part without any, but not all."""
    if arguments:
        codes = [code for code in codes if code != NOTHING_CHOSEN] or codes
    return next((code for code in codes if code), 0)


@contextmanager
def postgresql():
    """The address of a database server: DATABASE_URL, or one of our own until the end."""
    if address := os.environ.get("DATABASE_URL"):
        yield address
        return
    with postgresql_server() as server:
        for one in FOR_NO_POWER_CUT:
            server.psql(one)
        yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
