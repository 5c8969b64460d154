from django.contrib.auth.middleware import LoginRequiredMiddleware


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page wants a sign-in unless its view says otherwise.

    Django's own asks for the user first, which gives each public page a query and `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
