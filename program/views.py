from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

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
        "here": "landing",
        "topics": workshop.topics.all(),
        "speakers": workshop.speakers.on_program(),
    }
    return _page(request, "program/landing.html", context)


@login_not_required
@require_safe
@stored(public_revision)
def program(request, slug):
    workshop = readable_workshop(request, slug)
    context = {
        "workshop": workshop,
        "here": "program",
        "days": by_day(workshop.slots.for_program(), workshop.tz),
    }
    return _page(request, "program/program.html", context)


def by_day(slots, tz):
    """[(date, how its zone is written, [slot, …]), …] from slots in order of time."""
    days = groupby(slots, key=lambda slot: slot.starts_at.astimezone(tz).date())
    return [
        (day, zone_label(rows[0].starts_at.astimezone(tz)), rows)
        for day, rows in ((day, list(group)) for day, group in days)
    ]


def promise_of_list(workshop, key_dates):
    """What a contributions slot says of its list before there is one; "" once it is too late."""
    if workshop.is_over:
        return ""
    decisions = {date.kind: date for date in key_dates}.get(KeyDate.Kind.DECISIONS)
    if decisions is None or decisions.has_passed:
        return _("The list is to be announced.")
    day = date_format(decisions.local, "j F Y")
    return _("The list will be announced on %(day)s.") % {"day": day}


def _page(request, template, context):
    """Render in the workshop's zone, valid until time itself changes what the page says."""
    workshop = context["workshop"]
    key_dates = list(workshop.key_dates.all())
    context |= {"key_dates": key_dates, "promise": promise_of_list(workshop, key_dates)}
    with timezone.override(workshop.tz):
        response = render(request, template, context)
    response.valid_until = next_of([workshop.over_at, *(date.at for date in key_dates)])
    return response
