"""The talks of the winners, in the slot of the results: five minutes each, one after the other."""

from datetime import timedelta
from typing import NamedTuple

from program.entries import Moment, moment_of
from program.leaderboards.reading import public_winners

MINUTES = timedelta(minutes=5)


class Talk(NamedTuple):
    starts: Moment
    team: str
    title: str
    won: str


def talks_of(slot, tz):
    """From the start of the slot, its times in `tz`. Who wins several slices speaks once."""
    won = {}
    for part, rows in public_winners(slot.workshop):
        for row in rows:
            won.setdefault(row.id, (row.entry, []))[1].append(part.label)
    return [
        Talk(
            moment_of((slot.starts_at + number * MINUTES).astimezone(tz)),
            entry.team.name,
            entry.title,
            ", ".join(labels),
        )
        for number, (entry, labels) in enumerate(won.values())
    ]
