from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshop.chair_page import all_steps, chair_context, what_is_missing
from workshop.models import Membership
from workshop.my_page import ways_from
from workshop.phases import phase_of
from workshop.services import hide_workshop, publish_workshop
from workshop.timeline import reminders_ahead, timeline_of
from workshop.views.shared import chaired


@require_safe
def chair(request, slug):
    """Where the workshop stands, what its chair does next, and every date."""
    workshop = chaired(request, slug)
    now = timezone.now()
    steps = all_steps(workshop, request.user)
    as_chair = Membership(workshop=workshop, user=request.user, role=Membership.Role.CHAIR)
    context = chair_context(workshop) | {
        "phase": phase_of(workshop, now),
        "steps": [step for step in steps if not step.is_suggestion],
        "suggestions": [step for step in steps if step.is_suggestion],
        "timeline": timeline_of(workshop, now, reminders_ahead(workshop, request.user, now)),
        "ways": ways_from(as_chair),
        "site_url": settings.SITE_URL,
    }
    return render(request, "workshop/chair.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug):
    """GET says what becomes visible; POST opens the site to everyone, or closes it again."""
    workshop = chaired(request, slug)
    if request.method == "POST":
        return _publish_or_hide(request, workshop)
    context = chair_context(workshop) | {"missing": what_is_missing(workshop)}
    return render(request, "workshop/publish.html", context)


def _publish_or_hide(request, workshop):
    if "hide" in request.POST:
        hide_workshop(workshop, by=request.user)
        messages.success(request, _("The site is hidden: its pages open for chairs alone."))
    else:
        publish_workshop(workshop, by=request.user)
        messages.success(request, _("The site is public: everyone can read it now."))
    return redirect("chair", workshop.slug)
