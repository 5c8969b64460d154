"""`manage.py read_energy_log`: exit codes, and what it prints."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.competition.energylogs.logs import EXAMPLES

MANAGE = Path(__file__).parent.parent.parent.parent / "manage.py"
KEYS = ["file", "tool", "version", "run", "energy_j", "cpu_j", "gpu_j", "ram_j", "system_j"]
KEYS += ["duration_s", "samples", "segments", "pue", "reported_kwh", "reported_co2e_kg", "findings"]


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "good.csv").write_text(EXAMPLES["samples"])
    (tmp_path / "--json.csv").write_text(EXAMPLES["zeus"])
    (tmp_path / "bad.csv").write_text("")

    def ask(*arguments):
        command = [sys.executable, MANAGE, "read_energy_log", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return ask


def test_all_runs_of_all_files_are_one_list(asked):
    done = asked("good.csv", "--json.csv", "--json")

    runs = json.loads(done.stdout)
    assert [list(run) for run in runs] == [KEYS] * 3
    assert [run["file"] for run in runs] == ["good.csv", "./--json.csv", "./--json.csv"]
    assert (done.returncode, done.stderr) == (0, "")


def test_a_rejected_file_is_one_run_without_energy(asked):
    done = asked("good.csv", "bad.csv", "--json")

    _good, bad = json.loads(done.stdout)
    assert (done.returncode, bad["energy_j"]) == (1, None)
    assert list(bad["findings"][0]) == ["code", "level", "line", "message"]


@pytest.mark.parametrize(
    "arguments", [[], ["nowhere.csv"], ["."], ["good.csv", "nowhere.csv"], ["--x", "good.csv"]]
)
def test_wrong_usage_says_why_and_judges_nothing(asked, arguments):
    done = asked(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr


def test_a_file_that_is_not_there_is_named(asked):
    assert "“nowhere.csv”" in asked("good.csv", "nowhere.csv").stderr


def test_people_read_a_table_and_the_findings(asked):
    done = asked("good.csv", "bad.csv")

    assert "6000 J" in done.stdout
    assert "E not_recognised: This file is empty." in done.stdout


def test_help_is_no_fault(asked):
    assert asked("--help").returncode == 0
