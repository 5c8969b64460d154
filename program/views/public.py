"""The pages that everyone reads. They ask for no session and no person."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from program.call_texts import call_texts
from program.entries import listed_of
from program.forms import ProgramView, ZoneSwitch
from program.leaderboards.reading import competition_of
from program.leaderboards.talks import talks_of
from program.metadata import event_of_slot, event_of_workshop
from program.models import Slot
from program.news import lines_of
from program.schedule import (
    by_day,
    given_by,
    instants_of,
    mark,
    openings_of,
    public_slots,
    public_speaker,
    public_speakers,
)
from program.today import midnights_of, public_today
from program.views.calendars import webcal
from program.views.pages import page_of
from program.views.reading import (
    landing_revision,
    landing_workshop,
    public_revision,
    readable_workshop,
    with_call,
)
from reviews.models.named import names_in
from workshop.editions import other_editions
from workshop.moves import NEWS, public_moves
from workshop.renderings import stored
from workshop.times import known_zone


@login_not_required
@require_safe
@stored(landing_revision)
def landing(request, slug):
    workshop, now = landing_workshop(request, slug), timezone.now()
    prefetch_related_objects([workshop], "key_dates", "sections", "news", "logos")
    moves = public_moves(workshop)
    context = {
        "workshop": workshop,
        "here": "landing",
        "topics": workshop.topics.all(),
        "speakers": public_speakers(workshop),
        "sections": [one for one in workshop.sections.all() if one.is_shown(now)],
        "news": lines_of(workshop, moves, now),
        "reviewers": names_in(workshop.reviewer_lines) if workshop.is_over else [],
        "feature": getattr(workshop, "feature", None),
        "competition": competition_of(workshop),
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
        "talks": talks_of(found, form.tz) if found.kind == Slot.Kind.RESULTS else [],
    }
    about = {"tz": form.tz, "instants": instants_of(slots), "slots": [found]}
    return page_of(request, "program/slot.html", context, **about)


@login_not_required
@require_safe
@stored(public_revision, reads={"zone": known_zone})
def speaker(request, slug, name):
    """Of who stands in the program; nobody else has a page."""
    workshop = readable_workshop(request, slug)
    person = public_speaker(workshop, name)
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


@login_not_required
@require_safe
@stored(public_revision)
def call_copy(request, slug):
    workshop = with_call(request, slug)
    prefetch_related_objects([workshop], "key_dates", "topics")
    context = {"workshop": workshop, "here": "call", "texts": call_texts(workshop)}
    return page_of(request, "program/call_copy.html", context)
