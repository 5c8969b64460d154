"""Lines about slots; one at the time and place of a slot, or of its title, is about that slot."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from program.importing.lines import Reader, folded, names_in
from program.importing.times import (
    clock_of,
    day_of,
    instant_of,
    minutes_of,
    parts_of,
    zone_named,
)
from program.models import Room, Slot, SlotSpeaker, Speaker
from workshop.outbox import one_line
from workshop.trail import name_of_page, record, snapshot

KINDS = {
    Slot.Kind.INTRODUCTION: ["opening", "welcome"],
    Slot.Kind.INVITED: ["invited", "talk", "keynote", "invited speaker"],
    Slot.Kind.TUTORIAL: [],
    Slot.Kind.CONTRIBUTIONS: ["contribution", "contributed talks", "talks", "session"],
    Slot.Kind.RESULTS: ["results", "competition"],
    Slot.Kind.PANEL: ["panel discussion", "discussion", "round table"],
    Slot.Kind.POSTERS: ["poster", "poster session"],
    Slot.Kind.BREAK: ["pause", "coffee", "coffee break", "lunch"],
    Slot.Kind.OTHER: [],
}
TEXTS = {"title": "title", "group": "group", "chair": "chaired_by", "abstract": "abstract"}


def kind_of(text):
    for kind, words in KINDS.items():
        if folded(text) in map(folded, [kind.value, str(kind.label), *words]):
            return kind
    told = _("“%(text)s” is no kind of slot. Write one of: %(kinds)s.")
    kinds = ", ".join(str(kind.label) for kind in Slot.Kind)
    raise ValidationError(told % {"text": text, "kinds": kinds})


class Slots(Reader):
    columns = {
        "day": ["date"],
        "start": ["starts", "begin", "begins", "from", "time", "start time"],
        "end": ["ends", "until", "to", "end time"],
        "minutes": ["duration", "length", "min"],
        "kind": ["type"],
        "title": ["name", "talk"],
        "speakers": ["speaker", "people", "by"],
        "room": ["place", "where", "location"],
        "group": ["team"],
        "chair": ["chaired by", "session chair", "moderator"],
        "abstract": ["description", "summary"],
        "zone": ["time zone", "timezone"],
    }
    required = ("start",)
    checked = ("kind", "starts_at", "ends_at", "title", "abstract", "group", "chaired_by")

    def __init__(self, workshop):
        super().__init__(workshop)
        self.stored = list(workshop.slots.for_list())
        self.rooms = {folded(one.name): one for one in workshop.rooms.all()}
        self.people = {}
        for one in workshop.speakers.order_by("pk"):
            self.people.setdefault(folded(one.name), []).append(one)
        self.fresh = {}  # {number of the line: what it adds beside its slot}
        self.last = None  # the slot of the line above

    @property
    def example(self):
        day = self.workshop.first_day.isoformat()
        return (
            (day, "09:00", "", "45", "Invited talk", "Cold starts", "Ada Boole; Bob Gauss"),
            (day, "", "", "15", "Break"),
        )

    def read(self, line, texts):
        values = self._values(line, texts)
        if "starts_at" in values:
            slot = self._meant(values, texts)
            self.claim(line, slot.pk or self._place(values, texts))
            if not slot.pk and not slot.kind and "kind" not in values:
                line.errors.append(_("kind: a new slot has one."))
            self._read_people(line, slot, texts)
            self._move_end(slot, values)
            self.fill(line, slot, values)
            self.last = slot
        if line.errors:
            line.name = texts.get("title") or line.name

    # --- when ---

    def _values(self, line, texts):
        values = {field: texts[name] for name, field in TEXTS.items() if texts.get(name)}
        values |= {name: one_line(text) for name, text in values.items() if name != "abstract"}
        try:
            if texts.get("kind"):
                values["kind"] = kind_of(texts["kind"])
            values |= self._times(texts)
        except ValidationError as error:
            line.errors += error.messages
        if texts.get("room"):
            values["room"] = self._room(line, one_line(texts["room"]))
        return values

    def _times(self, texts):
        own_day, clock, own_zone = parts_of(texts.get("start", ""))
        zone = zone_named(own_zone or texts.get("zone", ""), self.workshop)
        day = self._day(own_day or texts.get("day", ""))
        if not clock:
            starts_at = self._after_the_last()
        elif day:
            starts_at = instant_of(day, clock_of(clock), zone)
        else:
            raise ValidationError(_("day: the workshop has several, so write which."))
        ends_at = self._end(texts, starts_at, zone)
        return {"starts_at": starts_at} | ({"ends_at": ends_at} if ends_at else {})

    def _day(self, text):
        """An empty cell means the day of the line above, or the only one there is."""
        if text:
            return day_of(text, self.workshop)
        if self.last:
            return self.last.starts_at.astimezone(self.workshop.tz).date()
        return self.workshop.first_day if self.workshop.days == 1 else None

    def _after_the_last(self):
        if self.last is None or not self.last.ends_at:
            raise ValidationError(_("start: it is empty, and no end stands on the line above."))
        return self.last.ends_at

    def _end(self, texts, starts_at, zone):
        minutes, (day, clock, own) = texts.get("minutes"), parts_of(texts.get("end", ""))
        lasts = starts_at + timedelta(minutes=minutes_of(minutes)) if minutes else None
        if not clock:
            return lasts
        zone = zone_named(own, self.workshop) if own else zone
        day = day_of(day, self.workshop) if day else starts_at.astimezone(zone).date()
        ends_at = instant_of(day, clock_of(clock), zone)
        if ends_at <= starts_at:
            raise ValidationError(_("end: it ends before it starts, or as it starts."))
        if lasts and lasts != ends_at:
            raise ValidationError(_("minutes: they lead to another end. Leave one of both empty."))
        return ends_at

    @staticmethod
    def _move_end(slot, values):
        """A slot that moves lasts as long as before, unless the line says otherwise."""
        if slot.ends_at and "ends_at" not in values:
            values["ends_at"] = slot.ends_at + (values["starts_at"] - slot.starts_at)

    # --- which ---

    def _meant(self, values, texts):
        """The stored slot at that time and place, else the only one of that title, else a new one.

        Breaks and what has no title move only by their page: they are too much alike.
        """
        free = [one for one in self.stored if one.pk not in self.claimed]
        title = folded(values.get("title", ""))
        here = [one for one in free if one.starts_at == values["starts_at"]]
        here = [one for one in here if _is_at(one, values, title)]
        if here:
            return here[0]
        alike = [one for one in free if title and folded(one.title) == title]
        if len(alike) == 1 and alike[0].kind != Slot.Kind.BREAK:
            return alike[0]
        return Slot(workshop=self.workshop)

    def _place(self, values, texts):
        return values["starts_at"], folded(texts.get("room", "")), folded(values.get("title", ""))

    # --- where, and who ---

    def _room(self, line, name):
        if folded(name) not in self.rooms:
            if len(name) > 80:
                line.errors.append(_("room: its name is longer than 80 characters."))
            room = Room(workshop=self.workshop, name=name[:80])
            self.rooms[folded(name)] = room
            line.notes.append(_("new room: %(name)s") % {"name": name})
        return self.rooms[folded(name)]

    def _read_people(self, line, slot, texts):
        names = names_in(texts.get("speakers", ""))
        if not names:
            return
        people = [self._person(line, name) for name in names]
        old = [one.speaker.name for one in slot.appearances.all()] if slot.pk else []
        new = [one.name for one in people]
        if old != new:
            self.fresh[line.number] = people
            line.fields["speakers"] = ["; ".join(old) or None, "; ".join(new)]

    def _person(self, line, name):
        known = self.people.get(folded(name), [])
        if len(known) > 1:
            told = _("%(count)d speakers are named %(name)s. Add this one on the slot’s page.")
            line.errors.append(told % {"count": len(known), "name": name})
        if not known:
            if len(name) > 120:
                line.errors.append(_("speakers: a name is longer than 120 characters."))
            known = self.people[folded(name)] = [Speaker(workshop=self.workshop, name=name)]
            line.notes.append(_("new speaker: %(name)s") % {"name": name})
        return known[0]

    # --- doing it ---

    def save(self, line, *, by):
        slot = line.row
        if slot.room and not slot.room.pk:
            self._add(slot.room, by=by)
        slot.room = slot.room  # by its number, which it has by now
        people = self.fresh.get(line.number)
        super().save(line, by=by)
        if people:
            self._put(slot, people, by=by)

    def _add(self, row, *, by):
        row.save()
        record(row, by=by, workshop=self.workshop)

    def _put(self, slot, people, *, by):
        """These and no others, in this order."""
        trail = {"by": by, "workshop": self.workshop, "page": name_of_page(slot)}
        stored = {one.speaker_id: one for one in slot.appearances.all()}
        for one in stored.values():
            if one.speaker not in people:
                record(one, before=snapshot(one), removed=True, **trail)
                one.delete()
        for position, person in enumerate(people, 1):
            if not person.pk:
                self._add(person, by=by)
            row = stored.get(person.pk) or SlotSpeaker(slot=slot, speaker=person)
            before = snapshot(row) if row.pk else {}
            row.position = position
            row.save()
            record(row, before=before, **trail)


def _is_at(slot, values, title):
    """Of several at one time the one in that room, or of that title, or of none and that kind."""
    room = values.get("room")
    if room is not None and slot.room_id:
        return slot.room_id == room.pk
    if title and slot.title:
        return folded(slot.title) == title
    return values.get("kind", slot.kind) == slot.kind
