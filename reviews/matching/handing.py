"""A problem between two processes: JSON, and its edges as plain numbers beside it.

Three million edges would fill the memory as JSON. Neither side needs numpy to write them.
"""

import json
from array import array
from contextlib import suppress
from pathlib import Path

from .faults import BadProblem

EDGES = {"submission": "q", "reviewer": "q", "score": "d"}  # how each is kept
AT = "problem.json"
MANY = 100_000


def write(problem, folder):
    """The path of the problem in the folder, its edges in files beside it."""
    path, rest = Path(folder, AT), problem
    if columns := numbers_of(problem):
        for name, column in columns.items():
            Path(folder, name).write_bytes(column)
        rest = {**problem, "edges": "beside"}
    with path.open("w") as file:
        json.dump(rest, file, default=plain)
    return path


def numbers_of(problem):
    """{name: the bytes of the column}; nothing where they are not plain, which is told later."""
    edges = problem.get("edges") if isinstance(problem, dict) else None
    if isinstance(edges, dict):
        edges = [edges[name] for name in EDGES] if set(edges) == set(EDGES) else None
    if not isinstance(edges, list | tuple) or len(edges) != len(EDGES):
        return {}
    try:
        columns = [bytes_of(one, kind) for one, kind in zip(edges, EDGES.values(), strict=True)]
    except (TypeError, ValueError, OverflowError):
        return {}
    return dict(zip(EDGES, columns, strict=True))


def bytes_of(column, kind):
    if not hasattr(column, "dtype"):
        return array(kind, column).tobytes()
    if kind == "q" and column.dtype.kind not in "iu":
        raise TypeError
    return column.astype(kind).tobytes()


def plain(value):
    """Arrays are written as lists."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise BadProblem(f"A problem holds numbers and texts, not {type(value).__name__}.")


def read(path):
    """The problem. Raises BadProblem."""
    try:
        problem = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise BadProblem(f"The file is not JSON: {wrong}.") from wrong
    is_split = isinstance(problem, dict) and problem.get("edges") == "beside"
    if is_split and all(Path(path).with_name(name).is_file() for name in EDGES):
        import numpy as np

        problem["edges"] = [
            np.fromfile(Path(path).with_name(name), kind) for name, kind in EDGES.items()
        ]
    elif isinstance(problem, dict):
        pack(problem.get("edges"))
    return problem


def pack(edges):
    """Long lists become arrays one by one, so that the memory of each is free for the next."""
    import numpy as np

    if not isinstance(edges, list | dict):
        return
    for at in range(len(edges)) if isinstance(edges, list) else edges:
        if isinstance(edges[at], list) and len(edges[at]) > MANY:
            with suppress(ValueError, OverflowError):  # which is told later
                edges[at] = np.array(edges[at])
