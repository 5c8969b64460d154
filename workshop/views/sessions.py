from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.keys import is_key
from workshop.sessions import sessions_of


@require_http_methods(["GET", "POST"])
def sessions(request):
    """Where one is signed in; one session, or all others, are ended from here."""
    if request.method == "POST":
        _end(request)
        messages.success(request, _("Ended: whoever used it has to sign in anew."))
        return redirect("sessions")
    listed = sessions_of(request.user)
    has_others = any(not session.is_current() for session, _device in listed)
    return render(request, "workshop/sessions.html", {"sessions": listed, "has_others": has_others})


def _end(request):
    chosen = request.POST.get("session", "")
    if "others" in request.POST:
        end_other_sessions(request, request.user)
    elif is_key(chosen):
        end_sessions(request, UserSession.objects.filter(user=request.user, pk=chosen))
