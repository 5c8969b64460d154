"""How a public page is rendered: in which zone, until when it holds, what its pictures weigh."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from program.entries import give_entries
from program.leaderboards.reading import competition_of
from program.metadata import address_of_card
from submissions.services import GRACE, is_call_open
from workshop.models import KeyDate
from workshop.times import next_of


def promise_of_list(workshop, dates):
    """What a contributions slot says of its list before there is one; "" once it is too late."""
    if workshop.is_over:
        return ""
    decisions = dates.get(KeyDate.Kind.DECISIONS)
    if decisions is None or decisions.has_passed:
        return _("The list is to be announced.")
    day = date_format(decisions.local, "j F Y")
    return _("The list will be announced on %(day)s.") % {"day": day}


def people_of(slots):
    return [one for slot in slots for one in slot.people]


def weight_of(rows):
    """Of their pictures, each loaded once however often it is shown."""
    return sum({row.picture: row.picture_bytes for row in rows}.values())


def page_of(request, template, context, *, tz=None, instants=(), slots=(), pictured=()):
    """Render in a zone, the workshop's unless told, valid until time changes what the page says.

    `instants`: when that is, beside the key dates and the end of the workshop. `slots`, marked, are
    those on it, which get their `entry`; `pictured` other rows whose pictures are on it.
    """
    workshop, tz = context["workshop"], tz or context["workshop"].tz
    prefetch_related_objects([workshop], "key_dates")
    key_dates = list(workshop.key_dates.all())
    context |= _context_of_all(request, workshop, key_dates)
    give_entries(slots, tz, context["promise"])
    with timezone.override(tz):
        response = render(request, template, context)
    graces = [date.at + GRACE for date in key_dates]
    own = [workshop.over_at, *(date.at for date in key_dates), *graces]
    response.valid_until = next_of([*own, *instants])
    response.weight_of_pictures = weight_of([*pictured, *people_of(slots)])
    return response


def _context_of_all(request, workshop, key_dates):
    """What each public page says."""
    dates = {date.kind: date for date in key_dates}
    return {
        "canonical": settings.SITE_URL + request.path,
        "card": address_of_card(workshop),
        "key_dates": key_dates,
        "promise": promise_of_list(workshop, dates),
        "deadline": dates.get(KeyDate.Kind.SUBMISSION),
        "is_open": is_call_open(workshop, timezone.now()),
        "has_competition": bool(competition_of(workshop)),
    }
