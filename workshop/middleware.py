from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import has_vary_header
from django.utils.translation import gettext as _

from workshop.typed import texts_typed


def stamp_arrival(get_response):
    """When a request arrived decides whether it was in time, not how long its upload is read."""

    def middleware(request):
        request.arrived_at = timezone.now()
        return get_response(request)

    return middleware


def read_utf8_alone(get_response):
    """Forms are sent in UTF-8. Django breaks down on another charset, its error pages as well."""

    def middleware(request):
        charset = request.content_params.get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            return HttpResponse(_("Send forms in UTF-8."), content_type="text/plain", status=415)
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


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page wants a sign-in unless its view says otherwise.

    Django's own asks for the user first, which gives each public page a query and `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        """Whoever was signed out while writing gets the text back instead of a bare sign-in."""
        way_in = super().handle_no_permission(request, view_func)
        typed = texts_typed(request)
        if not typed:
            return way_in
        context = {"typed": typed, "way_in": way_in.url}
        return render(request, "workshop/signed_out.html", context, status=403)
