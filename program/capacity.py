"""How many accepted submissions the program has places for: see `workshop.discovery`."""

from datetime import timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _

from program.models import Slot

USUAL_MINUTES = 15  # of a talk, where no contribution says
TALKS, POSTERS = ("accept", "oral"), ("poster",)


def places_in(workshop):
    """[(what is placed, the outcomes that take a place, how many places or None, how counted)]"""
    slots = workshop.slots.filter(kind__in=Slot.HOLD_CONTRIBUTIONS, is_cancelled=False)
    kinds = {slot.kind for slot in slots}
    parts = [_talks(workshop, slots)] if Slot.Kind.CONTRIBUTIONS in kinds else []
    if Slot.Kind.POSTERS in kinds:
        how = _("as many as hang in the room: the program does not say")
        parts.append((_("Posters"), POSTERS, None, how))
    return parts


def _talks(workshop, slots):
    """Of the time of its slots for contributions, what was accepted elsewhere does not take."""
    timed = [one for one in slots if one.kind == Slot.Kind.CONTRIBUTIONS and one.ends_at]
    whole = sum((one.ends_at - one.starts_at for one in timed), timedelta()) // timedelta(minutes=1)
    each = _minutes_each(workshop)
    places = max(0, whole - _elsewhere(workshop, each)) // each
    how = _("%(minutes)d minutes for contributions, %(each)d each")
    return _("Talks"), TALKS, places, how % {"minutes": whole, "each": each}


def _minutes_each(workshop):
    """What the contributions accepted elsewhere take, whose minutes are no secret of anybody's."""
    given = list(_from_elsewhere(workshop).exclude(minutes=None).values_list("minutes", flat=True))
    return max(1, round(sum(given) / len(given))) if given else USUAL_MINUTES


def _from_elsewhere(workshop):
    return workshop.contributions.filter(submission=None)


def _elsewhere(workshop, each):
    rows = _from_elsewhere(workshop)
    said = rows.aggregate(Sum("minutes"))["minutes__sum"] or 0
    return said + each * rows.filter(minutes=None).count()
