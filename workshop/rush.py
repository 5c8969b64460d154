"""A rush: a form that comes while all are busy is kept as it came, and read in its turn."""

import threading
import time

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from workshop.arrivals import KEEP, Incomplete, is_read_later, keep, on_disk

AT_ONCE = 3  # forms that one process reads at the same time
LARGEST = 16 * 2**20  # bytes of a form that is kept
MOST_KEPT = 1_000
MOMENT = 1  # second
COOKIE = "arrival"


class Turns:
    """Of this process: a few forms are read at once, and none for a moment after one was kept.

    So in a rush the web server does nothing but keep, in the order in which they come.
    """

    def __init__(self, at_once):
        self._places = threading.Semaphore(at_once)
        self._kept_at = -MOMENT

    def take(self):
        is_rush = time.monotonic() < self._kept_at + MOMENT
        return not is_rush and self._places.acquire(blocking=False)

    def end(self):
        self._places.release()

    def kept(self):
        self._kept_at = time.monotonic()


turns = Turns(AT_ONCE)


def waits_in_a_rush(view):
    """Mark a view whose forms may be kept and read later. Its answer may be a page or a way."""
    view.waits_in_a_rush = True
    return view


class TakeTurns:
    """Middleware: few forms are read at once. It stands before whatever reads a body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "has_its_turn", False):
                turns.end()

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not _may_wait(request, view_func):
            return None
        request.has_its_turn = turns.take()
        if request.has_its_turn or on_disk() >= MOST_KEPT:
            return None
        turns.kept()
        return _kept(request)


def _may_wait(request, view):
    """A whole form of some size, of a browser that keeps cookies: it comes again for the answer."""
    return (
        request.method == "POST"
        and getattr(view, "waits_in_a_rush", False)
        and not is_read_later(request)
        and "HX-Request" not in request.headers
        and settings.CSRF_COOKIE_NAME in request.COOKIES
        and 0 < int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST
    )


def _kept(request):
    try:
        token = keep(request)
    except Incomplete:
        told = _("The connection broke before all had come. Send it again.")
        return HttpResponseBadRequest(told, content_type="text/plain")
    response = redirect("arrival", token)
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=COOKIE,
        max_age=KEEP,
        path=response.url,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def is_sender(request, token):
    own = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=KEEP)
    return own == token
