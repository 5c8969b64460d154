"""A problem as it is given, a dictionary, and as it is computed with: checked, sorted arrays.

What it may have is told in the package itself.
"""

from dataclasses import dataclass, field

import numpy as np

NEEDED = "submissions", "reviewers", "edges", "demand", "min_load", "max_load"
RULES = "senior", "institutions", "mutual"
OPTIONAL = (
    *("pins", "floor", "senior", "institutions", "authors", "soft"),
    *("keep", "keep_bonus", "names", "conflicts"),
)
COLUMNS = "submission", "reviewer", "score"
MOST = 1_000_000  # submissions, reviewers, and what one number may ask for
LARGEST = 1e100  # score


@dataclass
class Problem:
    """Edges are sorted by submission, then reviewer; `pinned` and `kept` are edges by number."""

    submissions: int
    reviewers: int
    submission: np.ndarray
    reviewer: np.ndarray
    score: np.ndarray
    demand: np.ndarray
    min_load: np.ndarray
    max_load: np.ndarray
    pinned: np.ndarray
    kept: np.ndarray
    floor: float = 0.0
    keep_bonus: float = 1.0
    senior: np.ndarray | None = None
    institutions: np.ndarray | None = None
    mutual: np.ndarray | None = None  # two columns of edges that exclude each other
    soft: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)
    conflicts: tuple = ((), (), ())

    def edge_numbers(self, submission, reviewer):
        """The numbers of the edges of some pairs, -1 where there is none."""
        keys = self.submission.astype(np.int64) * self.reviewers + self.reviewer
        wanted = np.asarray(submission, np.int64) * self.reviewers + np.asarray(reviewer, np.int64)
        at = np.searchsorted(keys, wanted)
        found = np.full(len(wanted), -1)
        inside = np.flatnonzero(at < len(keys))
        inside = inside[keys[at[inside]] == wanted[inside]]
        found[inside] = at[inside]
        return found

    def pairs(self, edges):
        """Some edges as pairs (submission, reviewer), in order."""
        edges = np.sort(edges)
        return list(
            zip(self.submission[edges].tolist(), self.reviewer[edges].tolist(), strict=True)
        )

    @property
    def spread(self):
        """The widest difference of two scores, 1 where there is none."""
        return float(np.ptp(self.score)) if len(self.score) and np.ptp(self.score) else 1.0
