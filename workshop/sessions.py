"""Where a person is signed in: which sessions there are, what they are called, when they end."""

from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome"}
BROWSERS |= {"Safari/": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}


def device_of(user_agent):
    """In words, such as "Firefox on Linux"; some browsers name others as well, so order counts."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another program")


def sessions_of(user):
    """[(session, its device), …] that have not run out, the newest first."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=living).order_by("-created_at")
    return [(row, device_of(row.user_agent)) for row in rows]


def end_others(sender, request, user, **more):
    """Whoever changes how an account is entered shuts out those who are in it elsewhere."""
    if request and request.user == user:
        end_other_sessions(request, user)


def remove_stale(now):
    """The address and browser of a session are kept no longer than it is."""
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.exclude(session_key__in=living).delete()[0]
