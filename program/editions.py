"""What a workshop's next edition has of its program: rooms and sections; slots where wanted."""

from program.models import Room, Section, Slot, SlotSpeaker, Speaker
from workshop.editions import add_copy
from workshop.trail import name_of_page, record

# Of these, title, abstract and group say what was given that year.
OF_ONE_YEAR = {Slot.Kind.INTRODUCTION, Slot.Kind.INVITED, Slot.Kind.TUTORIAL, Slot.Kind.PANEL}
TEXTS = ["title", "abstract", "group"]


def copy(old, new, move, *, by, slots="", **_wanted):
    """`slots`: "" for none, "times" for when and of what kind, "all" with texts and speakers."""
    rooms = {
        room.pk: add_copy(Room, room, new, ["name", "position"], by) for room in old.rooms.all()
    }
    for section in old.sections.all():
        shown = {
            name: move(getattr(section, name), old.tz) for name in ("shown_from", "shown_until")
        }
        add_copy(Section, section, new, ["title", "text", "position"], by, **shown)
    if slots:
        copies = _copy_slots(old, new, move, rooms, with_texts=slots == "all", by=by)
        if slots == "all":
            _copy_speakers(copies, new, by=by)


def _copy_slots(old, new, move, rooms, *, with_texts, by):
    """[(slot, its copy), …] of those that were held."""
    made = []
    for slot in old.slots.filter(is_cancelled=False):
        texts = TEXTS if with_texts or slot.kind not in OF_ONE_YEAR else []
        when = {name: move(getattr(slot, name), old.tz) for name in ("starts_at", "ends_at")}
        where = {"room": rooms.get(slot.room_id)}
        made.append((slot, add_copy(Slot, slot, new, ["kind", *texts], by, **when, **where)))
    return made


def _copy_speakers(copies, new, *, by):
    people = {}
    for slot, made in copies:
        for one in slot.appearances.select_related("speaker"):
            if one.speaker_id not in people:
                fields = ["name", "affiliation", "biography", "mail"]
                people[one.speaker_id] = add_copy(Speaker, one.speaker, new, fields, by)
            speaker, page = people[one.speaker_id], name_of_page(made)
            row = SlotSpeaker.objects.create(slot=made, speaker=speaker, position=one.position)
            record(row, by=by, workshop=new, page=page)
