"""`manage.py solve_assignment`: three exits and no other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reviews.matching.solver import solve
from tests.reviews.matching.problems import problem
from tests.reviews.matching.test_solver import larger

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def run(tmp_path):
    def ran(content, *arguments):
        file = tmp_path / "problem.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        return command(file, *arguments)

    return ran


def command(*arguments):
    whole = [sys.executable, ROOT / "manage.py", "solve_assignment", *arguments]
    return subprocess.run(whole, capture_output=True, text=True)


def test_an_answer_for_scripts(run):
    done = run(larger(), "--json")

    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr, answer["status"]) == (0, "", "solved")
    assert list(map(tuple, answer["pairs"])) == solve(larger())
    assert answer["is_best"]


def test_an_answer_for_people(run):
    done = run(problem(2, 2, {(0, 0): 1, (1, 0): 0.5, (1, 1): 0.25}))

    assert done.returncode == 0
    assert done.stdout == (
        "2 pairs, total 1.5: the greatest there can be\n"
        "submission 0: reviewers 0\nsubmission 1: reviewers 0\n"
    )


def test_what_cannot_be_met_is_told_and_exits_with_1(run):
    done = run(problem(1, 1, demand=[2]), "--json")

    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"]) == (1, "infeasible")
    assert answer["causes"][0]["words"] == "submission 0: 1 eligible reviewer, 2 needed"
    assert answer["ways_out"][0]["changes"] == {"0": 1}


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "[" * 100_000, '{"edges": "beside"}'])
def test_what_is_no_problem_is_told_and_exits_with_1(run, content):
    done = run(content)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("bad problem: ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["nowhere.json"], ["."], ["x", "--seconds", "0"], ["x", "--what"], ["a\0b"[:1]]],
)
def test_wrong_usage_exits_with_2(arguments):
    done = command(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr


def test_a_deadline_that_passes_exits_with_2(run, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    code = (
        "import sys; from reviews.matching import running; from reviews.solve_command import main;"
        "running.command = lambda *_: [sys.executable, '-c', 'while True: pass'];"
        "sys.exit(main(sys.argv[1:]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, __file__, "--seconds", "1"], capture_output=True, text=True
    )

    assert done.returncode == 2
    assert done.stderr.endswith("error: No assignment was found within 1 s.\n")


def test_the_help_says_what_a_problem_is():
    done = command("--help")

    assert done.returncode == 0
    assert "`max_load` for each reviewer" in done.stdout
    assert '"ways_out"' in done.stdout
