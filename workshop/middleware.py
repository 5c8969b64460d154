from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import timezone


def stamp_arrival(get_response):
    """When the request came in, for deadlines: no upload or queue behind this point counts."""

    def middleware(request):
        request.arrived_at = timezone.now()
        return get_response(request)

    return middleware


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page wants a sign-in unless its view says otherwise.

    Django's own asks for the user first, which gives each public page a query and `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
