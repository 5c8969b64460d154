"""The child's side: `python -m reviews.assigning.computing.child ASKED ANSWER`, files of JSON.

It ends with the process that has started it. What cannot be is an answer too.
"""

import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

from reviews.matching.child import answered, end_with_parent
from reviews.matching.faults import UNBALANCED, BadProblem, Infeasible
from reviews.matching.handing import plain

FLOOR = 0.95  # of the best that the worst served can have
SMALL = 100  # submissions for which the price of balance is told unasked
NEAR = 1e-6  # of a sum of scores
NO_PRICE = 0.005  # of the total; further from the best it is no price to tell unasked


def main(path, answer):
    end_with_parent()
    asked, end = json.loads(Path(path).read_text()), Path(answer)
    write(end, answered(lambda: found(asked, lambda told: write(end, told))))


def write(path, told):
    """All of it or nothing, as the parent may look at any time."""
    half = path.with_suffix(".half")
    half.write_text(json.dumps(told, allow_nan=False, default=plain))
    half.replace(path)


def found(asked, so_far=lambda told: None):
    """`so_far` is given the answer without balance before any balance is looked for."""
    from .weighing import table_of

    begin, table = time.monotonic(), table_of(asked)
    problem = problem_of(asked, table)
    kept = list(map(tuple, asked["kept"]))
    best = best_of(problem, kept)
    if not asked["balanced"] and len(asked["texts"]) > SMALL:
        return told_of(asked, table, problem, best)
    told = told_of(asked, table, problem, unbalanced(best) if asked["balanced"] else best)
    so_far(told)
    fair = fairer(problem, kept, best, seconds_left(asked, begin))
    if fair and asked["balanced"]:
        told |= told_of(asked, table, problem, fair)
    is_told = fair and (asked["balanced"] or (fair.is_fairest and fair.gap <= NO_PRICE))
    return told | {"plain": figures_of(best), "fair": figures_of(fair) if is_told else None}


def unbalanced(best):
    return replace(best, is_best=False, notes=[*best.notes, UNBALANCED])


def seconds_left(asked, begin):
    """Two thirds of them, as what was begun in time goes on."""
    return (asked["seconds"] - (time.monotonic() - begin)) * 2 / 3


def told_of(asked, table, problem, chosen):
    from .reasons import lines_of

    return asdict(chosen) | {
        "gap": chosen.gap,
        "plain": figures_of(chosen),
        "fair": None,
        "lines": lines_of(asked, table, chosen.pairs),
        "problem_solved": problem,
    }


def fairer(problem, kept, best, seconds):
    """The Solution that serves the worst served better; None where none was found in time."""
    try:
        fair = best_of(problem | {"floor": FLOOR}, kept, seconds)
    except BadProblem:  # though `best` is an answer
        return None
    return fair if fair.is_fairest or fair.worst > best.worst + NEAR else None


def figures_of(solution):
    return {"total": solution.total, "worst": solution.worst}


def problem_of(asked, table):
    closed = {(submission, reviewer) for submission, reviewer, _why in asked["closed"]}
    pairs = [(*pair, round(score, 6)) for pair, score in sorted(table.items())]
    open_ones = [one for one in pairs if one[:2] not in closed]
    columns = list(map(list, zip(*open_ones, strict=True))) or [[], [], []]
    told = {name: asked[name] for name in ("pins", "soft", "names", "senior", "institutions")}
    conflicts = list(map(list, zip(*asked["closed"], strict=True))) or [[], [], []]
    return told | {
        "submissions": len(asked["texts"]),
        "reviewers": len(asked["papers"]),
        "edges": columns,
        "demand": asked["demand"],
        "min_load": 0,
        "max_load": asked["most"],
        "conflicts": conflicts,
    }


def best_of(problem, kept, seconds=None):
    """With all kept; where that cannot be, with as few of them moved as can be."""
    from reviews.matching.solver import refill, solution

    if not kept:
        return solution(problem, seconds)
    try:
        return solution(problem | {"pins": [*problem["pins"], *kept]}, seconds)
    except Infeasible:
        return refill(problem, kept, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
