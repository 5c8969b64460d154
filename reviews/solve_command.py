"""`manage.py solve_assignment`: the matching for scripts, from a file, without a database.

`manage.py` comes here without setting up Django, as for `check_pdf`.
"""

import argparse
import json
import os
import traceback
from dataclasses import asdict
from pathlib import Path

from reviews.matching import ABOUT_PROBLEMS
from submissions.endings import complain, stoppable, told
from submissions.filenames import parsed

SOLVED, NO_ANSWER, NOT_DONE = 0, 1, 2
MOST_SECONDS = 86_400
HELP = (
    "Assign reviewers to submissions, of numbers alone. Exits with 0 (solved), 1 (no assignment"
    " meets the problem, or it is not understood: why, in words), 2 (wrong usage, out of time, or"
    " broken down)."
)
ANSWER = """
With --json one object is printed. Solved: "status" ("solved"), "pairs" ([[submission, reviewer],
…]), "total", "bound" (none is above), "gap", "is_best", "worst", "floor", "is_fairest", "notes",
and what it took, "seconds" (of the processor) and "megabytes". Else: "status" ("infeasible" or "bad
problem"), "words", and where it is infeasible "causes" and "ways_out".
"""


def add_arguments(parser):
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"The file holds a problem as one JSON object.\n\n{ABOUT_PROBLEMS}{ANSWER}"
    parser.add_argument("file", metavar="FILE", help="the problem, JSON")
    parser.add_argument("--json", action="store_true", help="one object for scripts")
    parser.add_argument(
        "--seconds", type=seconds, default=300, metavar="N", help="the deadline; 300 if not given"
    )


def seconds(text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 0 < number <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to {MOST_SECONDS}")
    return number


def main(arguments):
    parser = argparse.ArgumentParser(prog="manage.py solve_assignment", description=HELP)
    add_arguments(parser)
    return run(parsed(parser, arguments))


def run(options):
    """Print the answer; the exit code."""
    try:
        with stoppable():
            code, answer = answered(Path(options["file"]), options["seconds"])
    except (Refused, OSError, ValueError) as wrong:
        return refuse(wrong)
    except Exception:
        traceback.print_exc()
        return refuse("the matching itself has broken down")
    if not told(json.dumps(answer) if options["json"] else as_text(answer)):
        return refuse("the answer could not be written")
    return code


class Refused(Exception):
    """It could not be tried."""


def answered(path, deadline):
    from reviews.matching.faults import BadProblem, Infeasible
    from reviews.matching.running import BrokenDown, OutOfTime
    from reviews.matching.running import run as solve

    if not path.is_file():
        raise Refused(f"there is no file {os.fspath(path)!a}")
    with path.open("rb"):
        pass  # it may be read
    try:
        return SOLVED, {"status": "solved"} | solve(path, deadline)
    except Infeasible as fault:
        return NO_ANSWER, {"status": "infeasible", "words": str(fault)} | reasons(fault)
    except BadProblem as fault:
        return NO_ANSWER, {"status": "bad problem", "words": str(fault)}
    except (BrokenDown, OutOfTime) as wrong:
        raise Refused(str(wrong)) from wrong


def reasons(fault):
    return {
        "causes": list(map(asdict, fault.causes)),
        "ways_out": list(map(asdict, fault.ways_out)),
    }


def refuse(why):
    complain(f"manage.py solve_assignment: error: {why}")
    return NOT_DONE


def as_text(answer):
    if answer["status"] != "solved":
        return f"{answer['status']}: {answer['words']}"
    groups = {}
    for submission, reviewer in answer["pairs"]:
        groups.setdefault(submission, []).append(str(reviewer))
    best = "the greatest there can be" if answer["is_best"] else f"at most {answer['bound']:.6g}"
    return "\n".join([
        f"{len(answer['pairs'])} pairs, total {answer['total']:.6g}: {best}",
        *answer["notes"],
        *(f"submission {one}: reviewers {', '.join(who)}" for one, who in groups.items()),
    ])  # fmt: skip
