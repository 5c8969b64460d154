"""The parent's side: have it computed in a process of its own, which ends at the deadline."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from reviews.matching.running import SECONDS, answer_of

CHILD = "reviews.assigning.computing.child"


def compute(asked, seconds=SECONDS, cancelled=lambda: False):
    """The answer as a dictionary. Raises BadProblem, Infeasible, OutOfTime, BrokenDown."""
    with TemporaryDirectory(prefix="ossau-matching-") as folder:
        path = Path(folder, "asked.json")
        path.write_text(json.dumps(asked))
        return answer_of(CHILD, path, folder, seconds, cancelled)
