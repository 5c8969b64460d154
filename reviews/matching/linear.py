"""A problem as rows and columns, for HiGHS: what a flow cannot say, and bounds.

A column is an edge; after them come the breaches that soft rules let pass, and the score of the
worst submission. A few edges are enough where the rows' prices show that no other would help.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csc_array, csr_array, hstack, vstack

from .ruled import rows_of_rules

MOST_ROUNDS = 12  # then with all
BEST_OF_EACH = 10
MANY = 10_000  # columns
TINY = 1e-7


@dataclass
class Found:
    """The goal that was reached, its bound, the share of each edge; `prices` of the rows.

    `is_proven`: nothing is better; False where time ran out before that was known.
    """

    goal: float
    bound: float
    shares: np.ndarray
    prices: np.ndarray | None = None
    is_proven: bool = True


class Linear:
    """Maximise the gains, or (`fair`) the least sum of a submission, at `floor` for each."""

    def __init__(self, problem, gains, floor=None, fair=False):
        self.problem, self.size = problem, len(problem.score)
        blocks = [*rows_of_loads(problem)]
        rules = [*rows_of_rules(problem)]
        blocks += [(matrix, least, most) for matrix, least, most, _price in rules]
        if floor is not None or fair:
            blocks.append(rows_of_floor(problem, floor or 0.0))
        self.matrix = csc_array(vstack([block[0] for block in blocks]))
        self.least, self.most = (np.concatenate([block[at] for block in blocks]) for at in (1, 2))
        self.gains = np.zeros(self.size) if fair else gains
        self.extra, self.prices = self._extra(rules, fair)

    def _extra(self, rules, fair):
        """Columns beside the edges: (matrix, gains)."""
        row, prices, columns = self.problem.submissions + self.problem.reviewers, [], []
        for _matrix, least, _most, price in rules:
            rows = row + np.arange(len(least))
            row += len(least)
            if price is not None:
                columns += [(one, -1.0) for one in rows.tolist()]
                prices += [0.0 if fair else -price] * len(rows)
        number = np.arange(len(columns))
        rows, values = np.array(columns).reshape(-1, 2).T
        if fair:  # the least sum itself, which each sum is above
            floors = np.flatnonzero(self.problem.demand > 0)
            rows = np.concatenate([rows, row + np.arange(len(floors))])
            values = np.concatenate([values, np.full(len(floors), -1.0)])
            number = np.concatenate([number, np.full(len(floors), len(columns))])
            prices = [*prices, 1.0]
        shape = self.matrix.shape[0], len(prices)
        return csc_array((values, (rows.astype(int), number)), shape=shape), np.array(prices)

    def whole(self, columns, seconds, gap=1e-6):
        """The best found in whole numbers in so many seconds, with the edges `columns` alone.

        None where there is none, or none was found.
        """
        matrix, gains, low, high = self._restricted(columns)
        found = milp(
            -gains,
            constraints=LinearConstraint(matrix, self.least, self.most),
            bounds=Bounds(low, high),
            integrality=np.arange(len(gains)) < len(columns),
            options={"time_limit": seconds, "mip_rel_gap": gap},
        )
        if found.x is None:
            return None
        shares = np.zeros(self.size)
        shares[columns] = found.x[: len(columns)]
        is_proven = found.status == 0
        return Found(-found.fun, -found.mip_dual_bound, np.rint(shares), None, is_proven)

    def relaxed(self, columns):
        """The best in any numbers, over all edges: begun with some, grown by those that help.

        (Found, the edges it needed); None where there is none at all.
        """
        for _ in range(MOST_ROUNDS):
            found = self._relaxed(columns)
            if found is None:
                return None if len(columns) == self.size else self.relaxed(np.arange(self.size))
            helping = self._helping(found.prices, columns)
            if not len(helping):
                break
            columns = np.union1d(columns, helping)
        return found, columns

    def left(self, prices):
        """What each edge would still gain at these prices."""
        return self.gains + self.matrix.T @ prices

    def _helping(self, prices, columns):
        left = self.left(prices)
        left[columns] = 0
        helping = np.flatnonzero(left > TINY)
        most = max(len(columns) // 2, 1000)
        return helping[np.argsort(-left[helping], kind="stable")[:most]]

    def _restricted(self, columns):
        matrix = csr_array(hstack([self.matrix[:, columns], self.extra]))
        pinned = np.isin(columns, self.problem.pinned)
        low = np.concatenate([pinned, np.where(self.prices > 0, -np.inf, 0)]).astype(float)
        high = np.concatenate([np.ones(len(columns)), np.full(len(self.prices), np.inf)])
        return matrix, np.concatenate([self.gains[columns], self.prices]), low, high

    def _kinds(self):
        """Rows that are met exactly, that have a most, that have a least."""
        same = self.least == self.most
        return same, ~same & np.isfinite(self.most), ~same & np.isfinite(self.least)

    def _relaxed(self, columns):
        """By interior points where there is much, which takes a third of the time."""
        methods = ["highs-ipm", "highs-ds"] if len(columns) > MANY else ["highs-ds"]
        for method in methods:
            found = self._relaxed_by(method, columns)
            if found.status == 2:
                return None
            if not found.status:
                return self._priced(found, columns)
        raise RuntimeError(f"The bound could not be computed: {found.message}")

    def _relaxed_by(self, method, columns):
        matrix, gains, low, high = self._restricted(columns)
        same, above, below = self._kinds()
        return linprog(
            -gains,
            A_ub=vstack([matrix[above], -matrix[below]]),
            b_ub=np.concatenate([self.most[above], -self.least[below]]),
            A_eq=matrix[same],
            b_eq=self.most[same],
            bounds=np.stack([low, high], axis=1),
            method=method,
        )

    def _priced(self, found, columns):
        same, above, below = self._kinds()
        prices = np.zeros(len(self.least))
        prices[same] = found.eqlin.marginals
        prices[above] = found.ineqlin.marginals[: above.sum()]
        prices[below] -= found.ineqlin.marginals[above.sum() :]
        shares = np.zeros(self.size)
        shares[columns] = found.x[: len(columns)]
        return Found(-found.fun, -found.fun, shares, prices)


def rows_of_loads(problem):
    edges = np.arange(len(problem.score))
    yield rows(problem.submission, edges, problem.submissions), problem.demand, problem.demand
    yield rows(problem.reviewer, edges, problem.reviewers), problem.min_load, problem.max_load


def rows_of_floor(problem, floor):
    asking = np.flatnonzero(problem.demand > 0)
    number = np.full(problem.submissions, -1)
    number[asking] = np.arange(len(asking))
    edges = np.flatnonzero(number[problem.submission] >= 0)
    matrix = coo_array(
        (problem.score[edges], (number[problem.submission[edges]], edges)),
        shape=(len(asking), len(problem.score)),
    )
    return matrix, np.full(len(asking), floor), np.full(len(asking), np.inf)


def rows(numbers, edges, size):
    return coo_array((np.ones(len(numbers)), (numbers, edges)), shape=(size, len(edges)))


def likely(problem, edges, most=BEST_OF_EACH):
    """Some edges to begin with, the best of each submission and reviewer beside the given."""
    best = [ranks(one, problem.score) < most for one in (problem.submission, problem.reviewer)]
    chosen = best[0] | best[1]
    chosen[edges] = True
    chosen[problem.pinned] = True
    return np.flatnonzero(chosen)


def ranks(groups, values):
    """The place of each value within its group, from the greatest, 0."""
    order = np.lexsort((-values, groups))
    first = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(first, append=len(order))
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order)) - np.repeat(first, sizes)
    return places
