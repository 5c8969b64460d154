"""How a reader asks for the program: a form sent by GET, whose nonsense is left out.

Drawn by hand from plain texts: Django's selects took a third of the time of a program.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from program.schedule import days_of, found_in
from workshop.times import OFFSETS, known_zone, offset_label, zone_of

MOST_TO_FIND = 100  # characters


class Select(NamedTuple):
    """`options` are (value, text); so are those of `group`, which stand under its title."""

    name: str
    label: str
    chosen: str
    options: tuple
    title: str = ""
    group: tuple = ()
    mine: str = ""


class ZoneSwitch:
    """In which zone times are shown: `tz`, the workshop's where nothing that is known is asked."""

    def __init__(self, asked, *, workshop):
        zone = known_zone(asked.get("zone", ""))
        self.tz = zone_of(zone) if zone else workshop.tz
        self.selects = (_select_zone(workshop.zone, zone),)


class ProgramView(ZoneSwitch):
    """`slots` are all of the workshop's; a choice of one day or room or kind is not offered.

    `typed` is what is looked for, as it was typed; `asked` what of the program is asked for,
    without what makes no sense.
    """

    can_find = True

    def __init__(self, asked, *, workshop, slots):
        super().__init__(asked, workshop=workshop)
        self.asked, self.typed = {}, asked.get("find", "")
        days = [(str(day), date_format(day)) for day in days_of(slots, self.tz)]
        self._offer("day", _("Day"), days, asked)
        rooms = [(str(one.room_id), one.room.name) for one in slots if one.room]
        self._offer("room", _("Room"), rooms, asked)
        kinds = {one.kind: one for one in slots}
        named = [(kind, one.get_kind_display()) for kind, one in kinds.items()]
        self._offer("kind", _("Kind"), named, asked)
        if 0 < len(text := self.typed.strip()) <= MOST_TO_FIND:
            self.asked["find"] = text

    def _offer(self, name, label, options, asked):
        options = dict(options)
        if len(options) < 2:
            return
        chosen = asked.get(name, "")
        all_of = (("", _("all")), *options.items())
        self.selects += (Select(name, label, chosen, all_of),)
        if chosen in options:
            self.asked[name] = chosen

    def applied_to(self, slots):
        asked = self.asked
        if "day" in asked:
            day = date.fromisoformat(asked["day"])
            slots = [one for one in slots if one.starts_at.astimezone(self.tz).date() == day]
        if "room" in asked:
            slots = [one for one in slots if str(one.room_id) == asked["room"]]
        if "kind" in asked:
            slots = [one for one in slots if one.kind == asked["kind"]]
        return found_in(slots, asked.get("find", ""))


def _select_zone(own, wanted):
    """The workshop's, UTC, the one that was asked for, and every offset."""
    named = [("", _("%(zone)s (workshop)") % {"zone": own.replace("_", " ")})]
    if own != "UTC":
        named.append(("UTC", "UTC"))
    if wanted and wanted != "UTC" and wanted not in OFFSETS:
        named.append((wanted, wanted.replace("_", " ")))
    label, title, offsets = _("Times in"), _("By offset"), _offsets()
    return Select("zone", label, wanted, tuple(named), title, offsets, mine=_("mine"))


@cache
def _offsets():
    return tuple((text, offset_label(zone)) for text, zone in OFFSETS.items())
