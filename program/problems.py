"""What is amiss in a program, named beside the slot where it shows."""

from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from program.presenting import in_both


def problems_of(slots, *, on_both=False):
    """{number of a slot: [sentence, …]}. Slots without an end overlap with nothing.

    What is amiss between two is told of the later one, or `on_both`. Counts on the contributions
    of each in its `listed`, its speakers in its `people`.
    """
    found = {slot.pk: [told] for slot in slots if (told := _too_long(slot))}
    timed = [slot for slot in slots if slot.ends_at and not slot.is_cancelled]
    for one, other in combinations(timed, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            for first, second in [(one, other), (other, one)][: 1 + on_both]:
                for sentence in _of_both(first, second):
                    found.setdefault(second.pk, []).append(sentence)
    for slot, told in _gaps(timed):
        found.setdefault(slot.pk, []).append(told)
    return found


def _gaps(timed):
    """(slot, sentence) of each before which its room stands empty on its day."""
    ends = {}
    for slot in sorted(timed, key=lambda slot: slot.starts_at):
        tz = slot.workshop.tz
        where = slot.room_id, slot.starts_at.astimezone(tz).date()
        free = int((slot.starts_at - ends.get(where, slot.starts_at)).total_seconds() // 60)
        if free > 0:
            told = ngettext("%d minute is free before it", "%d minutes are free before it", free)
            yield slot, told % free
        ends[where] = max(slot.ends_at, ends.get(where, slot.ends_at))


def _of_both(one, other):
    """Two slots that run at once."""
    if one.room_id == other.room_id:
        yield _("overlaps “%(slot)s”") % {"slot": one}
    for name in sorted(in_both(one, other)):
        yield _("%(name)s is in “%(slot)s” at the same time") % {"name": name, "slot": one}


def _too_long(slot):
    """Where the minutes of its contributions are more than it has; "" where they are not."""
    needed = sum(row.minutes or 0 for row in slot.listed)
    has = (slot.ends_at - slot.starts_at).total_seconds() // 60 if slot.ends_at else needed
    over = needed - int(has)
    told = ngettext(
        "its contributions need %d minute more", "its contributions need %d minutes more", over
    )
    return told % over if over > 0 else ""
