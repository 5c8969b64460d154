from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from program.models import Speaker
from workshop.models import KeyDate, Workshop
from workshop.renderings import stored
from workshop.times import next_of, zone_label


def public_revision(slug):
    return Workshop.objects.public().filter(slug=slug).values_list("pk", "revision").first()


def readable_workshop(request, slug):
    """The workshop of this address. The user is asked only where it is not public."""
    public = Workshop.objects.public().filter(slug=slug).first()
    return public or get_object_or_404(Workshop.objects.readable_by(request.user), slug=slug)


@login_not_required
@require_safe
@stored(public_revision)
def landing(request, slug):
    workshop = readable_workshop(request, slug)
    context = {
        "workshop": workshop,
        "key_dates": workshop.key_dates.select_related("workshop"),
        "topics": workshop.topics.all(),
        "speakers": Speaker.objects.filter(workshop=workshop).on_program(),
    }
    return _page(request, "program/landing.html", context)


@login_not_required
@require_safe
@stored(public_revision)
def program(request, slug):
    workshop = readable_workshop(request, slug)
    slots = list(workshop.slots.for_program())
    context = {
        "workshop": workshop,
        "key_dates": workshop.key_dates.select_related("workshop"),
        "days": by_day(slots, workshop.tz),
        "many_rooms": len({slot.room_id for slot in slots if slot.room_id}) > 1,
    }
    return _page(request, "program/program.html", context)


def by_day(slots, tz):
    """[(date, how its zone is written, [slot, …]), …] from slots in order of time."""
    days = groupby(slots, key=lambda slot: slot.starts_at.astimezone(tz).date())
    return [
        (day, zone_label(rows[0].starts_at.astimezone(tz)), rows)
        for day, rows in ((day, list(group)) for day, group in days)
    ]


def _page(request, template, context):
    """Render in the workshop's zone, valid until time itself changes what the page says."""
    workshop = context["workshop"]
    dates = {date.kind: date for date in context["key_dates"]}
    context["decisions"] = dates.get(KeyDate.Kind.DECISIONS)
    with timezone.override(workshop.tz):
        response = render(request, template, context)
    response.valid_until = next_of([workshop.over_at, *(date.at for date in context["key_dates"])])
    return response
