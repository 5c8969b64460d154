from contextlib import suppress

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import has_vary_header
from django.utils.translation import gettext as _

from workshop.arrivals import arrival_of
from workshop.encryption import Unreadable
from workshop.second_factor import WANTED, NotShown, has_used_it, is_demanded, way_to_show_it
from workshop.typed import UNREADABLE, again_of, texts_typed
from workshop.unseen import UNSEEN, without_unseen


def stamp_arrival(get_response):
    """When a request arrived decides whether it was in time, not how long its upload is read."""

    def middleware(request):
        request.arrived_at = arrival_of(request)
        return get_response(request)

    return middleware


def read_utf8_alone(get_response):
    """Forms are sent in UTF-8. Django breaks down on another charset, its error pages as well.

    A cookie with a NUL in it, which no database looks for, is none.
    """

    def middleware(request):
        charset = request.content_params.get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            return HttpResponse(_("Send forms in UTF-8."), content_type="text/plain", status=415)
        if any("\0" in value for value in request.COOKIES.values()):
            request.COOKIES = {name: it for name, it in request.COOKIES.items() if "\0" not in it}
        return get_response(request)

    return middleware


def keep_private(get_response):
    """What differs from reader to reader is kept by nobody on the way."""

    def middleware(request):
        response = get_response(request)
        if has_vary_header(response, "Cookie") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class DropUnseen:
    """Fields and names of files come without signs that nobody sees; no address has a NUL.

    So no form has to think of them. Behind the check of its token, which reads the fields first.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if "\0" in request.path:
            raise Http404
        request.GET = _seen(request.GET)
        with suppress(*UNREADABLE):  # whoever asks for the fields is told
            request.POST = _seen(request.POST)
            for file in [one for _name, files in request.FILES.lists() for one in files]:
                file.name = without_unseen(file.name) or "file"


def _seen(fields):
    if not any(UNSEEN.search(text) for _name, texts in fields.lists() for text in texts):
        return fields
    kept = fields.copy()
    for name, texts in fields.lists():
        kept.setlist(name, [without_unseen(text) for text in texts])
    return kept


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page wants a sign-in unless its view says otherwise.

    Django's own asks for the user first, which gives each public page a query and `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        closed = super().process_view(request, view_func, view_args, view_kwargs)
        if closed or not request.user.is_authenticated or not is_for_chairs(request):
            return closed
        return _without_second_factor(request, view_kwargs.get("slug"))

    def process_exception(self, request, exception):
        if isinstance(exception, NotShown):
            return _led(request, way_to_show_it(request))
        if isinstance(exception, Unreadable):  # a second factor, which is forgotten at sign-in
            logout(request)
            return redirect(settings.LOGIN_URL)
        return None

    def handle_no_permission(self, request, view_func):
        return _led(request, super().handle_no_permission(request, view_func).url)


# Where chairs read what authors and askers read as well.
READ_BY_CHAIRS = {"submission", "proposal", "version", "page_of_submission", "small_page"}


def is_for_chairs(request):
    page = request.resolver_match
    chairs = page.route.startswith(("<slug:slug>/chair/", "admin/", "jobs/"))
    return chairs or page.url_name in READ_BY_CHAIRS


def _without_second_factor(request, slug):
    """The way to it, where a workshop asks its chairs for one that this session has not shown."""
    if has_used_it(request):
        request.session.pop(WANTED, None)
    elif is_demanded(request.user, slug):
        return _led(request, way_to_show_it(request))
    return None


def _led(request, way_in):
    """Whoever may not go on yet gets what they wrote back, beside the way in.

    A form that saves itself keeps its text on the page, and says there what to do.
    """
    if "HX-Request" in request.headers:
        return HttpResponse(status=401)
    typed = texts_typed(request)
    if not typed:
        return redirect(way_in)
    context = {"typed": typed, "way_in": way_in, "again": again_of(request)}
    return render(request, "workshop/signed_out.html", context, status=403)
