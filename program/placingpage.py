"""The page on which contributions are placed: its slots, each with its lines."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from program.arrangements import topic_of
from program.models import Contribution, Slot
from program.placingforms import PlaceForm


@dataclass(frozen=True)
class Line:
    """A contribution; `stored`: what somebody else has saved, where this is something else.

    `night`: the time of day where its presenter is, if that is at night.
    """

    row: Contribution
    form: PlaceForm
    stored: str
    night: str

    @property
    def hours(self):
        """Which hours its authors have called impossible."""
        return self.row.answer.hours if self.row.answer else ""

    @property
    def presenter(self):
        return self.row.presenter[0]

    @property
    def topic(self):
        return topic_of(self.row)


@dataclass(frozen=True)
class Group:
    """A slot and what is amiss in it; without a slot, what is placed in none."""

    slot: Slot | None
    problems: list
    lines: list


def groups_of(form, stored=None):
    """`stored`: the arrangement that somebody else has saved meanwhile."""
    arrangement, forms = form.arrangement, form.shown()
    problems, mine = arrangement.problems, places_in(arrangement)
    theirs = mine | places_in(stored) if stored else mine

    def lines(rows):
        told = {pk: _told(place, stored) for pk, place in theirs.items() if place != mine.get(pk)}
        return [
            Line(row, forms[row.pk], told.get(row.pk, ""), arrangement.night_of(row))
            for row in rows
        ]

    held = [
        Group(slot, problems.get(slot.pk, []), lines(arrangement.of(slot)))
        for slot in arrangement.holding
    ]
    return [*held, Group(None, [], lines(arrangement.unplaced))]


def places_in(arrangement):
    """{number of a contribution: (slot, place in it, minutes)}"""
    groups = [*map(arrangement.of, arrangement.holding), arrangement.unplaced]
    return {
        row.pk: (row.slot_id, number if row.slot_id else 0, row.minutes)
        for rows in groups
        for number, row in enumerate(rows, 1)
    }


def _told(place, stored):
    slot, number, minutes = place
    name = next((one for one in stored.holding if one.pk == slot), None)
    if name is None:
        return _("stored: not placed")
    about = {"slot": name, "number": number, "minutes": minutes or "–"}
    return _("stored: “%(slot)s”, place %(number)d, %(minutes)s minutes") % about
