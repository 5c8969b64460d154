"""A proposed place for each contribution: by topic, with minutes that fit, nobody in two places."""

from dataclasses import dataclass
from datetime import datetime

LENGTHS = (30, 25, 20, 15, 12, 10)  # minutes that a talk is given, the most that fit
ANYTHING, TALK, POSTER = "", "talk", "poster"


@dataclass(frozen=True)
class Item:
    """A contribution: `people` are names for whoever presents it, any of which is enough."""

    key: int
    topic: str = ""
    people: frozenset = frozenset()
    form: str = ANYTHING


@dataclass(frozen=True)
class Opening:
    """A slot that holds contributions; `busy` are people who are elsewhere meanwhile."""

    key: int
    starts_at: datetime
    ends_at: datetime | None = None
    form: str = TALK
    busy: frozenset = frozenset()

    def overlaps(self, other):
        if not self.ends_at or not other.ends_at:
            return False
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def holds(self, minutes, most):
        """How many of so many minutes; without an end, `most`."""
        if not self.ends_at:
            return most
        return int((self.ends_at - self.starts_at).total_seconds() // 60) // minutes


def propose(items, openings):
    """({opening's key: [keys of items in order]}, the minutes of each talk or None).

    What fits nowhere is in none of them. What may be either is a talk as long as there is room.
    """
    talks, posters = ([one for one in openings if one.form == form] for form in (TALK, POSTER))
    spoken = [one for one in items if one.form != POSTER]
    minutes = minutes_for(len(spoken), talks)
    held = {one: one.holds(minutes, len(spoken)) for one in talks} if minutes else {}
    placed = _fill(talks, spoken, held, {})
    there = {item.key for own in placed.values() for item in own}
    shown = [one for one in items if one.form != TALK and one.key not in there]
    each = -(-len(shown) // len(posters)) if posters else 0
    placed = _fill(posters, shown, dict.fromkeys(posters, each), placed)
    return {one.key: [item.key for item in own] for one, own in placed.items()}, minutes


def minutes_for(count, openings):
    """The most that each of so many talks can have; the least there are where none is enough."""
    if not count or not openings:
        return None
    fitting = (one for one in LENGTHS if sum(slot.holds(one, count) for slot in openings) >= count)
    return next(fitting, LENGTHS[-1])


def _fill(openings, items, held, placed):
    """`placed` with those of the items that fit, one opening after the other."""
    left, placed = list(items), dict(placed)
    for opening in sorted(openings, key=lambda one: one.starts_at):
        away = _away_during(opening, placed)
        free = [one for one in left if not one.people & away]
        own = _by_topic(free, held.get(opening, 0))
        placed[opening] = own
        left = [one for one in left if one not in own]
    return placed


def _away_during(opening, placed):
    """Who is in another place during it."""
    others = [own for other, own in placed.items() if opening.overlaps(other)]
    return opening.busy.union(*(item.people for own in others for item in own))


def _by_topic(items, room):
    """As many as there is room for: whole topics where they fit, the largest first."""
    groups, own = {}, []
    for item in items:
        groups.setdefault(item.topic, []).append(item)
    while groups and len(own) < room:
        left = room - len(own)
        largest = max(groups, key=lambda topic: (len(groups[topic]) <= left, len(groups[topic])))
        own += groups.pop(largest)[:left]
    return own
