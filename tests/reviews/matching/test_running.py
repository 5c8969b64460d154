import json
import subprocess
import sys
import time

import pytest

from reviews.matching import handing, running
from reviews.matching.faults import BadProblem, Infeasible
from reviews.matching.running import BrokenDown, OutOfTime, run
from reviews.matching.solver import refill, solve
from tests.reviews.matching.problems import problem, without
from tests.reviews.matching.test_solver import larger


def test_a_process_of_its_own_gives_the_same_answer():
    found = run(larger())

    assert found["pairs"] == solve(larger())
    assert found["is_best"]
    assert set(found) == {
        *("pairs", "total", "bound", "is_best", "gap", "worst", "floor", "notes", "is_fairest"),
        *("seconds", "megabytes"),
    }


def test_a_floor_and_rules_are_met_there_as_well():
    rules = {"floor": 0.9, "senior": [one % 2 == 0 for one in range(20)]}

    found = run(larger() | rules)

    assert found["worst"] >= found["floor"] - 1e-6
    assert found["pairs"] == solve(larger() | rules)


def test_a_file_is_a_problem_too(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(larger()))

    assert run(path)["pairs"] == solve(larger())


def test_long_lists_of_a_file_are_packed_and_read_as_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(handing, "MANY", 10)
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(larger()))

    assert solve(handing.read(path)) == solve(larger())


def test_holes_are_filled_there_as_well():
    kept = solve(larger())[:-5]

    assert run(larger() | {"refill": kept})["pairs"] == refill(larger(), kept).pairs


def test_why_there_is_no_answer_comes_back_whole():
    given = problem(2, 3, without(2, 3, (1, 0), (1, 1)), demand=[2, 2])
    with pytest.raises(Infeasible) as here:
        solve(given)

    with pytest.raises(Infeasible) as there:
        run(given)

    assert str(there.value) == str(here.value)
    assert there.value.causes == here.value.causes
    assert there.value.ways_out == here.value.ways_out


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "A problem is a dictionary"),
        (larger() | {"edges": [[0.5], [0], [1]]}, "“edges: submission” is not an array of whole"),
        (larger() | {"edges": [[0], ["x"], [1]]}, "“edges: reviewer” is not an array of whole"),
        (larger() | {"edges": [[0], [0]]}, "“edges” are 3 arrays of the same length"),
        (larger() | {"names": {1, 2}}, "A problem holds numbers and texts, not set"),
    ],
)
def test_a_bad_problem_is_told_in_words(given, why):
    with pytest.raises(BadProblem, match=why):
        run(given)


def test_the_deadline_ends_it(monkeypatch):
    monkeypatch.setattr(running, "command", lambda *_: [sys.executable, "-c", "while True: pass"])
    begin = time.monotonic()

    with pytest.raises(OutOfTime, match=r"within 0\.3 s"):
        run(larger(), seconds=0.3)
    with pytest.raises(OutOfTime):
        run(larger(), cancelled=lambda: True)

    assert time.monotonic() - begin < 5


def test_what_breaks_it_down_is_told(monkeypatch):
    code = "import sys; sys.exit('no memory')"
    monkeypatch.setattr(running, "command", lambda *_: [sys.executable, "-c", code])

    with pytest.raises(BrokenDown, match=r"\(1\): no memory"):
        run(larger())


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("running", ["numpy", "scipy", "ortools"]),
        ("solver", ["scipy", "pandas"]),
        ("affinity", ["ortools", "pandas"]),
    ],
)
def test_only_what_is_needed_is_loaded(module, heavy):
    code = f"import sys, reviews.matching.{module}; print([n for n in {heavy} if n in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout == "[]\n", done.stderr
