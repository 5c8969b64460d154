from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workshop.health import health


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """ "ok" or "failing" for everyone, 200 or 503; line by line for the operator."""
    found = health()
    is_well = all(well for well, _words in found.values())
    lines = ["ok" if is_well else "failing"]
    if found["database"][0] and request.user.is_authenticated and request.user.is_operator:
        marks = {True: "ok", False: "failing"}
        lines += [f"{name}: {marks[well]}, {words}" for name, (well, words) in found.items()]
    return HttpResponse(
        "\n".join(lines) + "\n",
        content_type="text/plain; charset=utf-8",
        status=200 if is_well else 503,
    )
