"""The child's side: `python -m reviews.assigning.computing.child ASKED ANSWER`, files of JSON.

It ends with the process that has started it. What cannot be is an answer too.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from reviews.matching.child import answered, end_with_parent
from reviews.matching.faults import Infeasible
from reviews.matching.handing import plain

FLOOR = 0.95  # of the best that the worst served can have
SMALL = 100  # submissions for which the price of balance is told unasked


def main(path, answer):
    end_with_parent()
    asked = json.loads(Path(path).read_text())
    told = answered(lambda: found(asked))
    Path(answer).write_text(json.dumps(told, allow_nan=False, default=plain))


def found(asked):
    from .reasons import lines_of
    from .weighing import table_of

    table = table_of(asked)
    problem = problem_of(asked, table)
    kept = list(map(tuple, asked["kept"]))
    best = best_of(problem, kept)
    is_cheap = len(asked["texts"]) <= SMALL
    fair = best_of(problem | {"floor": FLOOR}, kept) if asked["balanced"] or is_cheap else None
    chosen = fair if asked["balanced"] else best
    return asdict(chosen) | {
        "gap": chosen.gap,
        "plain": figures_of(best),
        "fair": figures_of(fair) if fair else None,
        "lines": lines_of(asked, table, chosen.pairs),
        "problem_solved": problem,
    }


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


def best_of(problem, kept):
    """With all kept; where that cannot be, with as few of them moved as can be."""
    from reviews.matching.solver import refill, solution

    if not kept:
        return solution(problem)
    try:
        return solution(problem | {"pins": [*problem["pins"], *kept]})
    except Infeasible:
        return refill(problem, kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
