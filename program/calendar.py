"""The program as an iCalendar feed (RFC 5545, with the names of RFC 7986).

An event keeps its UID for life. Its SEQUENCE is the number of the trail's lines about its slot, so
that every edit raises it, whoever made it; a slot that was taken off is sent as cancelled.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from workshop.models import Change
from workshop.moves import public_since

ASKED_AGAIN = timedelta(hours=1)
OPEN_END = timedelta(hours=1)  # for calendars, which want an end, where nothing follows
SLOT = "program.slot"


@dataclass
class Edits:
    """What the trail says of a slot."""

    number: int = 0
    last: datetime | None = None


def calendar_of(workshop, slots, *, name, cancelled=()):
    """The bytes of a feed with these slots, and with the removals of `cancelled`."""
    edits = edits_of(workshop)
    feed = Calendar()
    feed.add("prodid", f"-//Ossau//{settings.SITE_HOST}//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    feed.add("x-published-ttl", "PT1H")
    for slot in slots:
        feed.add_component(_event(workshop, slot, slots, edits.get(str(slot.pk), Edits())))
    for removal in cancelled:
        feed.add_component(_cancelled(workshop, removal, edits[removal.object_id]))
    return feed.to_ical()


def edits_of(workshop):
    """{number of a slot, as text: Edits}, those of its speakers and materials included."""
    about = Q(model=SLOT) | Q(page__startswith=f"{SLOT}:")
    found = {}
    rows = Change.objects.filter(about, workshop=workshop).order_by("pk")
    for model, number, page, at in rows.values_list("model", "object_id", "page", "at"):
        edits = found.setdefault(number if model == SLOT else page.split(":")[1], Edits())
        edits.number, edits.last = edits.number + 1, at
    return found


def removals_of(workshop):
    """The trail's lines of slots that were taken off since everybody could read the program."""
    rows = Change.objects.filter(workshop=workshop, model=SLOT, action=Change.Action.REMOVED)
    since = public_since(workshop)
    return rows.filter(at__gt=since) if since else rows


def _event(workshop, slot, slots, edits):
    event = _bare(workshop, str(slot.pk), edits)
    event.add("summary", str(slot))
    event.add("dtstart", slot.starts_at)
    event.add("dtend", slot.ends_at or _presumed_end(slot, slots))
    event.add("status", "CANCELLED" if slot.is_cancelled else "CONFIRMED")
    event.add("description", _description(slot))
    event.add("location", str(slot.room or workshop.place))
    event.add("categories", [str(slot.get_kind_display())])
    event.add("url", settings.SITE_URL + slot.get_absolute_url())
    return event


def _cancelled(workshop, removal, edits):
    """As it stood when it was taken off."""
    was = {name: before for name, (before, _after) in removal.fields.items()}
    event = _bare(workshop, removal.object_id, edits)
    starts_at = parse_datetime(was["starts_at"])
    event.add("summary", removal.name)
    event.add("dtstart", starts_at)
    ends_at = was.get("ends_at")
    event.add("dtend", parse_datetime(ends_at) if ends_at else starts_at + OPEN_END)
    event.add("status", "CANCELLED")
    return event


def _bare(workshop, number, edits):
    event = Event()
    event.add("uid", uid_of(number))
    event.add("sequence", edits.number)
    event.add("dtstamp", edits.last or workshop.over_at)
    return event


def uid_of(number):
    """For life, whatever becomes of the slot, and without telling how many there are."""
    name = f"{settings.SITE_HOST}/{SLOT}/{number}"
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, name)}@{settings.SITE_HOST}"


def _presumed_end(slot, slots):
    later = [one.starts_at for one in slots if one.starts_at > slot.starts_at]
    following = min(later, default=None)
    soon = following and following - slot.starts_at < timedelta(hours=12)
    return following if soon else slot.starts_at + OPEN_END


def _address(material):
    return material.url or settings.SITE_URL + material.get_absolute_url()


def _chair(slot):
    return _("Chaired by %(name)s") % {"name": slot.chaired_by} if slot.chaired_by else ""


def _description(slot):
    people = slot.people
    named = [f"{one.name} ({one.affiliation})" if one.affiliation else one.name for one in people]
    parts = [", ".join([*named, *filter(None, [slot.group])]), _chair(slot), slot.abstract]
    parts += ["\n".join(f"– {one.name}" for one in slot.listed)]
    parts += [f"{material.name}: {_address(material)}" for material in slot.shown]
    if not slot.ends_at:
        parts.append(_("Open end."))
    return "\n\n".join(part for part in parts if part)
