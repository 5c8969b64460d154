"""The program as a reader asks for it: in which zone, what of it, and what is on now."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from itertools import groupby

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from program.models import Material, Slot, SlotSpeaker
from workshop.times import zone_label

DAY = timedelta(days=1)
KEPT = 8  # programs in memory; one of 300 slots takes about 2 MB


@dataclass(frozen=True)
class Day:
    """The slots that begin on a date, in the zone they are shown in."""

    date: date
    zone: str
    slots: list

    @property
    def entries(self):
        return [slot.entry for slot in self.slots]


def public_slots(workshop):
    """`slots_with_contributions`, as everybody may know it: of a hidden program nothing.

    The rows of one revision are read once by each process, as a stored page is: that of 300 slots
    has as many pages, each of which asks for all of it. They are copied, for threads share them.
    """
    if workshop.is_program_hidden:
        return [], []
    slots, unplaced, materials = program_at(workshop, workshop.revision)
    slots, unplaced = list(map(twin_of, slots)), list(map(twin_of, unplaced))
    for slot in slots:
        slot.listed = list(map(twin_of, slot.listed))
    give_materials(materials, slots, unplaced)
    return slots, unplaced


def twin_of(row):
    """Its copy to add to, in a tenth of the time that `copy()` takes."""
    twin = object.__new__(type(row))
    twin.__dict__.update(row.__dict__)
    return twin


@lru_cache(maxsize=KEPT)
def program_at(workshop, revision):
    """Read with its speakers as they agree to be shown."""
    slots, unplaced, materials = _read(workshop)
    for slot in slots:
        slot.people = [one.in_public() for one in slot.people]
    return slots, unplaced, materials


def public_speakers(workshop):
    """Who stands in the program, in order, as they agree to be shown; none while it is hidden."""
    if workshop.is_program_hidden:
        return []
    return [one.in_public() for one in workshop.speakers.on_program()]


def public_speaker(workshop, name):
    """The one at that address."""
    found = next((one for one in public_speakers(workshop) if one.slug == name), None)
    if found is None:
        raise Http404
    return found


def slots_with_contributions(workshop):
    """(slots, contributions that stand in none of them); each slot's are in its `listed`.

    Those without a slot of their own go into the first one for contributions. Slots have their
    `people`, and all have their materials (`give_materials`).
    """
    slots, unplaced, materials = _read(workshop)
    give_materials(materials, slots, unplaced)
    return slots, unplaced


def _read(workshop):
    """(slots, contributions that stand in none, materials), before time says what is open."""
    of_slot, people = contributions_by_slot(workshop), people_by_slot(workshop)
    slots = list(workshop.slots.select_related("room"))
    for slot in slots:
        slot.listed, slot.people = of_slot.get(slot.pk, []), people.get(slot.pk, [])
        slot.words, slot.entries = {}, {}  # what is made of the row, which others share
    unplaced = of_slot.get(None, [])
    first = next((slot for slot in slots if slot.kind == Slot.Kind.CONTRIBUTIONS), None)
    if first:
        first.listed += unplaced
    for slot in slots:
        give_times(slot)
    give_numbers(slots)
    materials = Material.objects.allowed_of(workshop)
    for material in materials:
        material.workshop = workshop
    return slots, [] if first else unplaced, materials


def contributions_by_slot(workshop):
    """{number of a slot, or None: its contributions, in their order}, all at once."""
    found = {}
    rows = workshop.contributions.select_related("submission__confirmation")
    for row in rows.prefetch_related("submission__authors"):
        row.workshop, row.starts_at, row.number = workshop, None, ""
        found.setdefault(row.slot_id, []).append(row)
    return found


def people_by_slot(workshop):
    """{number of a slot: its speakers, in their order}, all at once."""
    found = {}
    for row in SlotSpeaker.objects.filter(slot__workshop=workshop).select_related("speaker"):
        found.setdefault(row.slot_id, []).append(row.speaker)
    return found


def give_times(slot):
    """`starts_at` to each contribution of a slot, one after the other, as far as it is known."""
    at = slot.starts_at
    for row in slot.listed:
        row.starts_at = at if row.minutes else None
        at = at + timedelta(minutes=row.minutes) if at and row.minutes else None


def give_numbers(slots):
    """`number` to each poster, through the whole program: P1, P2, …"""
    posters = [row for slot in slots if slot.kind == Slot.Kind.POSTERS for row in slot.listed]
    for number, row in enumerate(posters, 1):
        row.number = f"P{number}"


def give_materials(materials, slots, contributions):
    """`shown` and `openings` to slots and contributions: what is beside them, and when more is.

    What is of a speaker stands beside each slot of theirs.
    """
    found, now = {}, timezone.now()
    for row in materials:
        found.setdefault((row.slot_id, row.contribution_id, row.speaker_id), []).append(row)
    for slot in slots:
        people = [(None, None, one.pk) for one in slot.people]
        _give(slot, [(slot.pk, None, None), *people], found, now)
    for contribution in [*contributions, *(row for slot in slots for row in slot.listed)]:
        _give(contribution, [(None, contribution.pk, None)], found, now)


def _give(row, owners, found, now):
    own = [material for owner in owners for material in found.get(owner, [])]
    row.shown = [material for material in own if material.is_open(now)]
    row.openings = [material.shown_from for material in own if not material.is_open(now)]


def by_day(slots, tz: tzinfo):
    """[Day, …] from slots in order of time."""
    days = groupby(slots, key=lambda slot: slot.starts_at.astimezone(tz).date())
    found = [(day, list(rows)) for day, rows in days]
    return [Day(day, zone_label(rows[0].starts_at.astimezone(tz)), rows) for day, rows in found]


def days_of(slots, tz):
    return list(dict.fromkeys(slot.starts_at.astimezone(tz).date() for slot in slots))


def given_by(speaker, slots):
    return [one for one in slots if speaker in one.people]


# --- now and next ---


def mark(slots, now):
    """Give each slot its `mark`: "now", "next" (the first to begin within a day), or ""."""
    held = [slot for slot in slots if not slot.is_cancelled]
    upcoming = min((slot.starts_at for slot in held if slot.starts_at > now), default=None)
    for slot in slots:
        slot.mark = ""
    for slot in held:
        is_next = slot.starts_at == upcoming and upcoming - now < DAY
        slot.mark = "now" if is_on(slot, held, now) else "next" if is_next else ""


def is_on(slot, slots, now):
    """An open end lasts until the next one of the day begins; the last one's, no longer known."""
    if slot.ends_at:
        return slot.starts_at <= now < slot.ends_at
    following = [one.starts_at for one in slots if one.starts_at > slot.starts_at]
    end = min(following, default=slot.starts_at)
    return slot.starts_at <= now < end and end - slot.starts_at < DAY


def instants_of(slots):
    """When time alone changes what is marked, or shown beside them."""
    ends = [slot.ends_at for slot in slots if slot.ends_at]
    rows = [*slots, *(row for slot in slots for row in slot.listed)]
    return [*(slot.starts_at for slot in slots), *ends, *openings_of(rows)]


def openings_of(rows):
    return [at for row in rows for at in row.openings]


# --- what of it ---


def found_in(slots, text):
    """Those that hold each of the words."""
    words, language = text.casefold().split(), get_language()
    return [one for one in slots if all(word in words_of(one, language) for word in words)]


def words_of(slot, language):
    """All that can be found in a slot, folded; kept with its row."""
    if language not in slot.words:
        slot.words[language] = " ".join(map(str, texts_of(slot))).casefold()
    return slot.words[language]


def texts_of(slot):
    texts = [slot.title, slot.get_kind_display(), slot.group, slot.chaired_by, slot.abstract]
    texts += [text for one in slot.people for text in (one.name, one.affiliation, one.biography)]
    texts += [text for one in slot.listed for text in (one.number, one.name, one.text)]
    return texts + [text for one in slot.listed for person in one.people for text in person]
