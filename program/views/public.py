"""The pages that everyone reads. They ask for no session and no person."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from program.calendar import calendar_of, removals_of
from program.call_texts import call_texts
from program.entries import give_entries, listed_of
from program.forms import ProgramView, ZoneSwitch
from program.metadata import address_of_card, event_of_slot, event_of_workshop
from program.news import lines_of
from program.schedule import (
    by_day,
    given_by,
    instants_of,
    mark,
    openings_of,
    public_slots,
    public_speakers,
)
from program.today import midnights_of, public_today
from submissions.services import GRACE, is_call_open
from workshop.editions import linked_editions, other_editions, series_of
from workshop.models import KeyDate, Workshop
from workshop.moves import NEWS, public_moves
from workshop.renderings import stored
from workshop.times import known_zone, next_of

REVISION = "SELECT id, revision FROM workshop_workshop WHERE slug = %s AND is_public"


def public_revision(slug, **_more):
    """By hand: it is most of what a stored answer costs, and the ORM takes as long again."""
    with connection.cursor() as cursor:
        cursor.execute(REVISION, [slug])
        return cursor.fetchone()


def landing_revision(slug):
    """And that of its other editions, to which the page leads."""
    rows = linked_editions(slug)
    own = next((row for row in rows if row.slug == slug and row.is_public), None)
    return own and [(one.pk, one.revision, one.is_public) for one in series_of(slug, rows)]


def readable_workshop(request, slug, *related):
    """The workshop of this address. The user is asked only where it is not public."""
    workshops = Workshop.objects.select_related(*related or [None])
    public = workshops.public().filter(slug=slug).first()
    return public or get_object_or_404(workshops.readable_by(request.user), slug=slug)


def with_call(request, slug):
    """The same, unless its call is hidden."""
    workshop = readable_workshop(request, slug)
    if not workshop.has_call:
        raise Http404
    return workshop


@login_not_required
@require_safe
@stored(landing_revision)
def landing(request, slug):
    workshop, now = readable_workshop(request, slug, "feature"), timezone.now()
    prefetch_related_objects([workshop], "key_dates", "sections", "news", "logos")
    moves = public_moves(workshop)
    context = {
        "workshop": workshop,
        "here": "landing",
        "topics": workshop.topics.all(),
        "speakers": public_speakers(workshop),
        "sections": [one for one in workshop.sections.all() if one.is_shown(now)],
        "news": lines_of(workshop, moves, now),
        "feature": getattr(workshop, "feature", None),
        "logos": [logo for logo in workshop.logos.all() if logo.picture],
        "event": event_of_workshop(workshop),
        "editions": other_editions(workshop),
        "old": {move.date.pk: move.old_local for move in moves},
    }
    times = [at for one in workshop.sections.all() for at in (one.shown_from, one.shown_until)]
    times += [row.at for row in workshop.news.all()] + [move.at + NEWS for move in moves]
    pictured = [*context["speakers"], *context["logos"], *filter(None, [context["feature"]])]
    return page_of(request, "program/landing.html", context, instants=times, pictured=pictured)


@login_not_required
@require_safe
@stored(public_revision, reads={"zone": known_zone}, never_with=("day", "room", "kind", "find"))
def program(request, slug):
    workshop, now = readable_workshop(request, slug), timezone.now()
    slots, unplaced = public_slots(workshop)
    mark(slots, now)
    form = ProgramView(request.GET, workshop=workshop, slots=slots)
    shown = form.applied_to(slots)
    context = {
        "workshop": workshop,
        "here": "program",
        "form": form,
        "days": by_day(shown, form.tz),
        "is_part": bool(form.asked),
        "is_empty": not slots,
        "today": public_today(workshop, now),
        "webcal": webcal(reverse("program_calendar", args=[slug])),
        "unplaced": () if form.asked else listed_of(unplaced, form.tz),
    }
    instants = [*instants_of(slots), *midnights_of(workshop), *openings_of(unplaced)]
    about = {"tz": form.tz, "instants": instants, "slots": shown}
    return page_of(request, "program/program.html", context, **about)


@login_not_required
@require_safe
@stored(public_revision, reads={"zone": known_zone})
def slot(request, slug, code):
    workshop = readable_workshop(request, slug)
    slots, _unplaced = public_slots(workshop)
    mark(slots, timezone.now())
    found = next((one for one in slots if one.code == code), None)
    if found is None:
        raise Http404
    form = ZoneSwitch(request.GET, workshop=workshop)
    [day] = by_day([found], form.tz)
    context = {
        "workshop": workshop,
        "here": "slot",
        "heading": str(found),
        "event": event_of_slot(found),
        "form": form,
        "day": day,
        "slot": found,
    }
    about = {"tz": form.tz, "instants": instants_of(slots), "slots": [found]}
    return page_of(request, "program/slot.html", context, **about)


@login_not_required
@require_safe
@stored(public_revision, reads={"zone": known_zone})
def speaker(request, slug, name):
    """Of who stands in the program; nobody else has a page."""
    workshop = readable_workshop(request, slug)
    person = get_object_or_404(public_speakers(workshop), slug=name)
    slots, _unplaced = public_slots(workshop)
    mark(slots, timezone.now())
    own = given_by(person, slots)
    form = ZoneSwitch(request.GET, workshop=workshop)
    context = {
        "workshop": workshop,
        "here": "speaker",
        "heading": person.name,
        "form": form,
        "speaker": person,
        "days": by_day(own, form.tz),
    }
    about = {"tz": form.tz, "instants": instants_of(slots), "slots": own, "pictured": [person]}
    return page_of(request, "program/speaker.html", context, **about)


@login_not_required
@require_safe
@stored(public_revision)
def call(request, slug):
    """The call for proposals, written from the fields."""
    workshop = with_call(request, slug)
    prefetch_related_objects([workshop], "key_dates")
    context = {
        "workshop": workshop,
        "here": "call",
        "topics": workshop.topics.all(),
        "old": {move.date.pk: move.old_local for move in public_moves(workshop)},
    }
    return page_of(request, "program/call.html", context)


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
    person = get_object_or_404(public_speakers(workshop), slug=name)
    slots, _unplaced = public_slots(workshop)
    return _feed(workshop, given_by(person, slots), name=f"{person}, {workshop.short_name}")


@login_not_required
@require_safe
@stored(public_revision)
def call_copy(request, slug):
    workshop = with_call(request, slug)
    prefetch_related_objects([workshop], "key_dates", "topics")
    context = {"workshop": workshop, "here": "call", "texts": call_texts(workshop)}
    return page_of(request, "program/call_copy.html", context)


def promise_of_list(workshop, key_dates):
    """What a contributions slot says of its list before there is one; "" once it is too late."""
    if workshop.is_over:
        return ""
    decisions = {date.kind: date for date in key_dates}.get(KeyDate.Kind.DECISIONS)
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
    dates = {date.kind: date for date in key_dates}
    context |= {
        "canonical": settings.SITE_URL + request.path,
        "card": address_of_card(workshop),
        "key_dates": key_dates,
        "promise": promise_of_list(workshop, key_dates),
        "deadline": dates.get(KeyDate.Kind.SUBMISSION),
        "is_open": is_call_open(workshop, timezone.now()),
    }
    give_entries(slots, tz, context["promise"])
    with timezone.override(tz):
        response = render(request, template, context)
    own = [workshop.over_at, *(date.at for date in key_dates)]
    graces = [date.at + GRACE for date in key_dates]
    response.valid_until = next_of([*own, *graces, *instants])
    response.weight_of_pictures = weight_of([*pictured, *people_of(slots)])
    return response
