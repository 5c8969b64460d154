from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from program.models import Contribution, Slot
from submissions.services import GRACE, takes_submissions
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
    slots, unplaced = slots_with_contributions(workshop)
    context = {
        "workshop": workshop,
        "here": "program",
        "days": by_day(slots, workshop.tz),
        "unplaced": unplaced,
    }
    return _page(request, "program/program.html", context)


def slots_with_contributions(workshop):
    """(slots, contributions that stand in none of them); each slot's are in its `listed`.

    Those without a slot of their own go into the first one for contributions.
    """
    rows = Contribution.objects.filter(submission__workshop=workshop)
    of_slot = {}
    for row in rows.select_related("submission").prefetch_related("submission__authors"):
        of_slot.setdefault(row.slot_id, []).append(row)
    slots = list(workshop.slots.for_program())
    for slot in slots:
        slot.listed = of_slot.get(slot.pk, [])
    unplaced = of_slot.get(None, [])
    first = next((slot for slot in slots if slot.kind == Slot.Kind.CONTRIBUTIONS), None)
    if first is None:
        return slots, unplaced
    first.listed += unplaced
    return slots, []


@login_not_required
@require_safe
@stored(public_revision)
def call(request, slug):
    """The call for proposals, written from the fields."""
    workshop = readable_workshop(request, slug)
    return _page(
        request,
        "program/call.html",
        {"workshop": workshop, "here": "call", "topics": workshop.topics.all()},
    )


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
    prefetch_related_objects([workshop], "key_dates")
    key_dates = list(workshop.key_dates.all())
    dates = {date.kind: date for date in key_dates}
    context |= {
        "key_dates": key_dates,
        "promise": promise_of_list(workshop, key_dates),
        "deadline": dates.get(KeyDate.Kind.SUBMISSION),
        "is_open": takes_submissions(workshop, timezone.now()),
    }
    with timezone.override(workshop.tz):
        response = render(request, template, context)
    instants = [workshop.over_at, *(date.at for date in key_dates)]
    response.valid_until = next_of([*instants, *(date.at + GRACE for date in key_dates)])
    return response
