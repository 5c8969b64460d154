"""The program, a slot or a speaker's slots as a calendar that anybody subscribes to."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from program.calendar import calendar_of, removals_of
from program.schedule import given_by, public_slots, public_speaker
from program.views.reading import public_revision, readable_workshop
from workshop.renderings import stored


def webcal(path):
    """An address that calendars subscribe to."""
    return re.sub(r"^https?", "webcal", settings.SITE_URL) + path


def _feed(workshop, slots, *, name, cancelled=()):
    body = calendar_of(workshop, slots, name=name, cancelled=cancelled)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


@login_not_required
@require_safe
@stored(public_revision)
def program_calendar(request, slug):
    workshop = readable_workshop(request, slug)
    slots, _unplaced = public_slots(workshop)
    name = f"{workshop.name} {workshop.first_day.year}"
    return _feed(workshop, slots, name=name, cancelled=removals_of(workshop))


@login_not_required
@require_safe
@stored(public_revision)
def slot_calendar(request, slug, code):
    """One slot; once it was taken off, as cancelled is told by the whole program's alone."""
    workshop = readable_workshop(request, slug)
    slots, _unplaced = public_slots(workshop)
    found = [one for one in slots if one.code == code]
    if not found:
        raise Http404
    return _feed(workshop, found, name=str(found[0]))


@login_not_required
@require_safe
@stored(public_revision)
def speaker_calendar(request, slug, name):
    workshop = readable_workshop(request, slug)
    person = public_speaker(workshop, name)
    slots, _unplaced = public_slots(workshop)
    return _feed(workshop, given_by(person, slots), name=f"{person}, {workshop.short_name}")
