"""Several opinions of a pair made one score: texts, imported scores, topics and bids.

What stands on a scale of its own is first brought to z-scores, over the pairs that have one. The
weights are bounded, so that no bid and no topic outweighs what the texts say.
"""

from math import fsum, isfinite, sqrt

WEIGHTS = {"text": 1.0, "imported": 1.0, "topics": 0.5, "bids": 0.0}
MOST_WEIGHT = {"text": 2.0, "imported": 2.0, "topics": 1.0, "bids": 1.0}
FARTHEST = 3.0  # deviations from the mean that count at most
BIDS = -1, 1  # from "not willing" to "eager"; 0 says nothing


def blend(weights=None, **opinions):
    """{pair: score from 0 to 1}, of tables {pair: value} by the names in WEIGHTS.

    A pair that a table leaves out is judged by the others. Topics are the share of a submission's
    topics that the reviewer has named, bids lie between -1 and 1: both are taken as they are.
    """
    weights = checked({**WEIGHTS, **(weights or {})}, opinions)
    tables = [
        (weights[name], standard(name, opinions[name]))
        for name in WEIGHTS
        if weights[name] and opinions.get(name)
    ]
    pairs = dict.fromkeys(pair for _weight, table in tables for pair in table)
    return as_shares({pair: weighted_mean(tables, pair) for pair in pairs})


def checked(weights, opinions):
    for name in (*weights, *opinions):
        if name not in WEIGHTS:
            raise ValueError(f"There is no weight “{name}”: there are {', '.join(WEIGHTS)}.")
    for name, weight in weights.items():
        if not 0 <= weight <= MOST_WEIGHT[name]:
            raise ValueError(
                f"The weight of {name} is between 0 and {MOST_WEIGHT[name]:g}, not {weight}."
            )
    return weights


def standard(name, table):
    for pair, value in table.items():
        if not isfinite(value):
            raise ValueError(f"The score of {pair} in {name} is {value}: give a number.")
    if name == "bids":
        return {pair: min(max(value, BIDS[0]), BIDS[1]) for pair, value in table.items()}
    if name == "topics":
        return {pair: 2 * min(max(value, 0), 1) - 1 for pair, value in table.items()}
    return z_scores(table)


def z_scores(table):
    """How many deviations each value is from the mean; all 0 where they are equal."""
    mean = fsum(table.values()) / len(table)
    deviation = sqrt(fsum((value - mean) ** 2 for value in table.values()) / len(table))
    if deviation <= 1e-12 * max(map(abs, table.values())):
        return dict.fromkeys(table, 0.0)
    return {
        pair: min(max((value - mean) / deviation, -FARTHEST), FARTHEST)
        for pair, value in table.items()
    }


def weighted_mean(tables, pair):
    having = [(weight, table[pair]) for weight, table in tables if pair in table]
    return fsum(weight * value for weight, value in having) / fsum(one for one, _ in having)


def as_shares(table):
    """From FARTHEST below the mean, 0, to as far above it, 1."""
    return {pair: (value + FARTHEST) / (2 * FARTHEST) for pair, value in table.items()}
