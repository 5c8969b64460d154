"""A whole installation: a folder of its own, and the processes that an operator would start."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from tests.environment import OURS
from tests.installation.servers import end, free_port, start, wait_until

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
LANES = "mail,forms,files,long"


def environment(**ours):
    """This process's environment with none of Ossau's settings but the ones given."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    path = f"{BIN}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"PATH": path, "DJANGO_SETTINGS_MODULE": "workshop.settings"} | ours


class Installation:
    def __init__(self, folder, **settings):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment(VAR_DIR=str(folder), PORT=str(self.port), **settings)
        self.processes = []

    # --- commands that end ---

    def run(self, *command, check=True):
        """A command in it; its outcome, with `stdout`, `stderr` and `returncode`."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0 or not check, f"{command}:\n{done.stdout}{done.stderr}"
        return done

    def manage(self, *arguments, check=True):
        return self.run(sys.executable, "manage.py", *arguments, check=check)

    def python(self, code):
        """Run `code` with Django set up; what it leaves in `answer`, by way of JSON."""
        before = "import django, json\ndjango.setup()\n"
        after = "\nprint(json.dumps(answer, default=str))"
        done = self.run(sys.executable, "-c", before + dedent(code) + after)
        return json.loads(done.stdout.splitlines()[-1])

    def holds_all_invariants(self):
        """Of what tests leave in it: asked once they have done all they do."""
        self.manage("check_invariants")

    def prepare_without_data(self):
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")

    # --- processes that go on ---

    def start(self, name, *command):
        process = start(command, log=self.log_of(name), env=self.environment, cwd=ROOT)
        self.processes.append(process)
        return process

    def serve(self):
        """The web server, as deployed; it answers when this returns."""
        process = self.start(
            "web", BIN / "gunicorn", "-c", "deploy/gunicorn.conf.py", "workshop.wsgi"
        )
        wait_until(self.answers, otherwise=lambda: f"No answer:\n{self.log('web')}")
        return process

    def work(self):
        return self.start("work", sys.executable, "manage.py", "work")

    def celery(self):
        """A real worker on all lanes; it takes tasks when this returns."""
        lanes = ["-Q", LANES, "--concurrency", "2", "--loglevel", "INFO"]
        process = self.start("celery", BIN / "celery", "-A", "workshop", "worker", *lanes)
        wait_until(self.celery_is_ready, otherwise=lambda: f"Not ready:\n{self.log('celery')}")
        return process

    def celery_is_ready(self):
        return "ready." in self.log("celery")

    def answers(self):
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/", timeout=5) as response:
            return response.status == 200
        return False

    def log_of(self, name):
        return self.folder / f"{name}.log"

    def log(self, name):
        return self.log_of(name).read_text()

    def stop(self):
        for process in reversed(self.processes):
            end(process)


@contextmanager
def installation_from(prepared, **settings):
    """A copy of a prepared folder as an installation; all it started ends with it."""
    with TemporaryDirectory(prefix="ossau-installation-") as folder:
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        house = Installation(folder, **settings)
        try:
            yield house
        finally:
            house.stop()


@contextmanager
def demonstration(prepared, phase):
    """The demonstration in that phase, served."""
    with installation_from(prepared) as house:
        house.manage("demo", "--phase", phase)
        house.serve()
        yield house
        house.holds_all_invariants()
