"""What a page writes of a slot, as plain texts: what is drawn of the same texts is the same.

So a template that is given nothing else can be drawn once for each content (`program.drawing`).
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from program.leaderboards.reading import address_of_results
from program.models import Slot
from workshop.times import offset_of

KEPT = 8  # entries of a slot: in as many zones, or on as many occasions


class Moment(NamedTuple):
    """An instant in the zone that is shown."""

    iso: str
    clock: str


class Person(NamedTuple):
    name: str
    slug: str
    affiliation: str
    biography: str
    picture: str
    initials: str


class Beside(NamedTuple):
    """A material, with the names that it has as a row."""

    get_absolute_url: str
    url: str
    name: str
    told: str


class Listed(NamedTuple):
    """A contribution in its slot."""

    starts: Moment | None
    number: str
    address: str
    name: str
    authors: tuple  # of (name, affiliation)
    text: str
    materials: tuple


class Entry(NamedTuple):
    """A slot; `after`: how many midnights lie before its end; `promise`, that of its list."""

    workshop: str
    code: str
    kind: str
    kind_name: str
    title: str
    abstract: str
    room: str
    group: str
    chaired_by: str
    is_cancelled: bool
    starts: Moment
    ends: Moment | None
    after: str
    offset: str
    mark: str
    people: tuple
    listed: tuple
    materials: tuple
    promise: str

    @property
    def name(self):
        return self.title or self.kind_name

    @property
    def biographies(self):
        return [one.biography for one in self.people if one.biography]


def give_entries(slots, tz, promise):
    """`entry` to each slot (`slots_with_contributions`, marked), its times in `tz`.

    A row that stays in memory keeps the last of them, each by all that it is made of beside the
    row.
    """
    about = (tz, promise, get_language())
    for slot in slots:
        key = (about, slot.mark, shown_beside(slot))
        slot.entry = slot.entries.get(key)
        if slot.entry is None:
            if len(slot.entries) >= KEPT:
                slot.entries.clear()
            slot.entry = slot.entries[key] = entry_of(slot, tz, promise)


def shown_beside(slot):
    """Which of its materials, and of its contributions', are shown now."""
    rows = (slot, *slot.listed)
    return tuple([one.pk for row in rows for one in row.shown])


def entry_of(slot, tz, promise):
    waits = slot.kind == Slot.Kind.CONTRIBUTIONS and not slot.listed
    start, end = slot.starts_at.astimezone(tz), slot.ends_at and slot.ends_at.astimezone(tz)
    days = (end.date() - start.date()).days if end else 0
    return Entry(
        workshop=slot.workshop.slug,
        code=slot.code,
        kind=slot.kind,
        kind_name=slot.get_kind_display(),
        title=slot.title,
        abstract=slot.abstract,
        room=slot.room.name if slot.room else "",
        group=slot.group,
        chaired_by=slot.chaired_by,
        is_cancelled=slot.is_cancelled,
        starts=moment_of(start),
        ends=end and moment_of(end),
        after=f"{days:+d}" if days else "",
        offset=offset_of(start),
        mark=slot.mark,
        people=tuple(map(person_of, slot.people)),
        listed=listed_of(slot.listed, tz),
        materials=(*results_of(slot), *beside(slot.shown)),
        promise=promise if waits else "",
    )


def moment_of(local):
    return Moment(local.isoformat(), f"{local:%H:%M}")


def person_of(speaker):
    own = (speaker.biography, speaker.picture, speaker.initials)
    return Person(speaker.name, speaker.slug, speaker.affiliation, *own)


def results_of(slot):
    """The way to the results of the competition, once they are published."""
    address = slot.kind == Slot.Kind.RESULTS and address_of_results(slot.workshop)
    if address:
        yield Beside(address, "", _("All results"), "")


def beside(materials):
    return tuple(Beside(row.get_absolute_url(), row.url, row.name, row.told) for row in materials)


def listed_of(contributions, tz):
    return tuple(_listed(row, tz) for row in contributions)


def _listed(row, tz):
    starts = row.starts_at and moment_of(row.starts_at.astimezone(tz))
    return Listed(
        starts,
        row.number,
        row.get_absolute_url(),
        row.name,
        tuple(row.people),
        row.text,
        (*paper_of(row), *beside(row.shown)),
    )


def paper_of(row):
    """The paper of a contribution, as its authors chose: here, elsewhere or not at all."""
    if address := row.paper_address:
        yield Beside(address, "", _("Paper"), "PDF")
    elif row.posted and row.posted.post == "link":
        host = (urlsplit(row.posted.link).hostname or "").removeprefix("www.")
        yield Beside(row.posted.link, row.posted.link, _("Paper"), host)
