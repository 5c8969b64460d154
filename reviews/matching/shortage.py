"""Where a demand cannot be met: the smallest group of those who need more than they can get.

One side needs, the other has places: submissions need reviewers, and reviewers who must review a
least number need submissions. Each pair serves once.
"""

from dataclasses import dataclass

import numpy as np

from .engine import best_flow
from .networks import Network

FEW = 40  # a group so small is made as small as can be
STARTS = 20
TIERS = (1, 1.0), (1, 1.01), (None, 1.02)  # rather one more of two than two more of one


@dataclass
class Side:
    """Pairs `needs`, `serves` by number; what each needs, and how many places each has."""

    needs: np.ndarray
    serves: np.ndarray
    need: np.ndarray
    places: np.ndarray

    def only(self, group):
        """The same where nobody else needs anything."""
        inside = np.isin(self.needs, group)
        need = np.zeros_like(self.need)
        need[group] = self.need[group]
        return Side(self.needs[inside], self.serves[inside], need, self.places)

    def places_for(self, group):
        """How many reviews the group can get together."""
        inside = np.isin(self.needs, group)
        met = np.bincount(self.serves[inside], minlength=len(self.places))
        return int(np.minimum(met, self.places).sum()), np.flatnonzero(met * self.places)


@dataclass
class Relaxed:
    """What is missing for each who needs, added for each who serves, which new pairs are used."""

    used: np.ndarray
    missing: np.ndarray
    added: np.ndarray
    new: np.ndarray


def relax(side, missing=False, added=False, pairs=None):
    """The cheapest way to meet the needs if less is needed, more is served or pairs are new.

    None where that does not do.
    """
    network, kinds = relaxed_network(side, missing, added, pairs)
    flows = best_flow(network)
    if flows is None:
        return None
    serves = len(side.places)
    ends = np.concatenate([np.arange(serves), np.arange(len(side.need))])[network.heads]
    return Relaxed(
        flows[kinds == 0] > 0,
        summed(ends[kinds == 2], flows[kinds == 2], len(side.need)),
        summed(ends[kinds == 3], flows[kinds == 3], serves),
        flows[kinds == 4] > 0,
    )


def summed(numbers, amounts, size):
    return np.bincount(numbers, amounts, minlength=size).astype(np.int64)


def relaxed_network(side, missing, added, pairs):
    """Kinds of arcs: 0 a pair, 1 its places, 2 a need left unmet, 3 a place more, 4 a new pair."""
    serves, needs = len(side.places), len(side.need)
    source = serves + needs
    parts = [
        (0, side.serves, serves + side.needs, 1, 0.0),
        (1, source, np.arange(serves), side.places, 0.0),
    ]
    for most, price in TIERS:
        if missing:
            parts.append((2, source, serves + np.arange(needs), most or side.need, price))
        if added:
            parts.append((3, source, np.arange(serves), most or needs, price))
    if pairs is not None:
        parts.append((4, pairs[1], serves + pairs[0], 1, 1.0))
    columns = [np.broadcast_arrays(*part) for part in parts]
    kinds, tails, heads, room, prices = map(np.concatenate, zip(*columns, strict=True))
    supplies = np.concatenate([np.zeros(serves, np.int64), -side.need, [side.need.sum()]])
    tails, heads = tails.astype(np.int32), heads.astype(np.int32)
    none = np.empty(0, np.int32)
    return Network(none, tails, heads, room.astype(np.int64), -prices, supplies), kinds


def smallest_group(side):
    """Those who together cannot get what they need, none of whom can be left out; or nobody."""
    found = relax(side, missing=True)
    lacking = np.flatnonzero(found.missing)
    if not len(lacking):
        return np.empty(0, np.int64)
    group = min((reached(side, found.used, one) for one in lacking[:STARTS]), key=len)
    return smaller(side, group) if len(group) <= FEW else group


def reached(side, used, begin):
    """Whoever would have to give up a place for `begin`, and for those, and so on."""
    needing = np.zeros(len(side.need), bool)
    needing[begin] = True
    while True:
        asked = np.zeros(len(side.places), bool)
        asked[side.serves[needing[side.needs] & ~used]] = True
        after = needing.copy()
        after[side.needs[asked[side.serves] & used]] = True
        if np.array_equal(after, needing):
            return np.flatnonzero(needing)
        needing = after


def smaller(side, group):
    for one in group.tolist():
        if one in group and len(group) > 1:
            left = smallest_of(side.only(group[group != one]))
            group = left if len(left) else group
    return group


def smallest_of(side):
    found = relax(side, missing=True)
    lacking = np.flatnonzero(found.missing)
    return min((reached(side, found.used, one) for one in lacking), key=len, default=lacking)
