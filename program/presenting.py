"""Who has to be where, and when: the speakers of a slot, the presenters of its contributions."""

from datetime import datetime, timedelta
from typing import NamedTuple

from workshop.times import zone_of

NIGHT = {23, *range(7)}  # hours of the day


class Presence(NamedTuple):
    """A person in a slot; `known_as`: name and address, of which one in common is enough."""

    name: str
    known_as: frozenset
    starts_at: datetime
    ends_at: datetime

    def meets(self, other):
        at_once = self.starts_at < other.ends_at and other.starts_at < self.ends_at
        return at_once and bool(self.known_as & other.known_as)


def known_as(name, mail=""):
    return frozenset(filter(None, (name.casefold(), mail.lower())))


def presences_of(slot):
    """Of a slot that ends. A contribution without a time of its own takes the slot's."""
    return [*_of_speakers(slot), *_of_presenters(slot)]


def _of_speakers(slot):
    for one in slot.people:
        yield Presence(one.name, known_as(one.name, one.mail), slot.starts_at, slot.ends_at)


def _of_presenters(slot):
    for row in slot.listed:
        name, mail = row.presenter
        starts_at, ends_at = slot.starts_at, slot.ends_at
        if row.starts_at and row.minutes:
            starts_at, ends_at = row.starts_at, row.starts_at + timedelta(minutes=row.minutes)
        yield Presence(name, known_as(name, mail), starts_at, ends_at)


def night_at(at, zone):
    """The time of day in a zone, as "03:00", if it is night there; "" otherwise."""
    local = at.astimezone(zone_of(zone)) if at and zone else None
    return f"{local:%H:%M}" if local and local.hour in NIGHT else ""


def in_both(one, other):
    """The names of those who have to be in both of these slots at one time."""
    pairs = ((here, there) for here in presences_of(one) for there in presences_of(other))
    return {here.name for here, there in pairs if here.meets(there)}
