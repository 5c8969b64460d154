"""The parent's side: have it computed in a process of its own, which ends at the deadline."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from reviews.matching.running import ANSWER, SECONDS, OutOfTime, answer_of, understood

CHILD = "reviews.assigning.computing.child"


def compute(asked, seconds=SECONDS, cancelled=lambda: False):
    """The answer as a dictionary: where time runs out on balance, the one without it.

    Raises BadProblem, Infeasible, OutOfTime, BrokenDown.
    """
    with TemporaryDirectory(prefix="ossau-matching-") as folder:
        path = Path(folder, "asked.json")
        path.write_text(json.dumps(asked | {"seconds": seconds}))
        try:
            return answer_of(CHILD, path, folder, seconds, cancelled)
        except OutOfTime:
            if cancelled() or not Path(folder, ANSWER).exists():
                raise
            return understood(Path(folder, ANSWER))
