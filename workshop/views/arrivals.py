"""What becomes of a form that came in a rush, for the browser that sent it."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workshop.arrivals import answer_for, key_of
from workshop.models import Job
from workshop.rush import is_sender

PAUSE = 5  # seconds until the page looks again


@login_not_required
@never_cache
@require_safe
def arrival(request, token):
    """Its answer; before there is one, when it came. The page looks again by itself."""
    if not is_sender(request, token):
        raise Http404
    job = get_object_or_404(Job, key=key_of(token))
    if answer := answer_for(token):
        answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)  # the browser has the newer one
        return answer
    is_over = job.state in Job.OVER
    context = {"at": datetime.fromisoformat(job.arguments["at"]), "is_over": is_over}
    response = render(request, "workshop/arrival.html", context, status=500 if is_over else 200)
    if not is_over:
        response["Refresh"] = PAUSE
    return response
