"""deploy/Procfile, as honcho reads it."""

import subprocess
from pathlib import Path

from honcho.environ import expand_processes, parse_procfile

PROCFILE = Path(__file__).resolve().parents[1] / "deploy/Procfile"


def test_the_worker_knows_the_port_of_the_web_server():
    declared = parse_procfile(PROCFILE.read_text()).processes
    worker = next(one for one in expand_processes(declared, port=8300) if one.name == "work.1")
    asked = worker.cmd.replace("python manage.py work", "printenv PORT")

    told = subprocess.run(asked, shell=True, env=worker.env, capture_output=True, text=True)

    assert told.stdout.strip() == "8300", told.stderr
