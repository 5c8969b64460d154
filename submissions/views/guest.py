"""A guest's draft, in the browser that has begun it: what its page shows of the PDF; discarding."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from submissions.guests import draft_of, forget
from submissions.services import discard as discard_draft
from submissions.views.files import drawn_page
from submissions.views.page import check_fragment
from submissions.views.shared import discarded_is_gone
from workshop.views.shared import readable


def _own_draft(request, slug):
    workshop = readable(request, slug)
    draft = draft_of(request, workshop)
    if draft is None:
        raise Http404
    return draft


@login_not_required
@never_cache
@require_safe
def check(request, slug):
    return check_fragment(request, _own_draft(request, slug))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def discard(request, slug):
    """GET asks, POST throws the draft away: others may sit at this browser next."""
    draft = _own_draft(request, slug)
    if request.method != "POST":
        back = reverse("submit", args=[slug])
        context = {"workshop": draft.workshop, "submission": draft, "back": back}
        return render(request, "submissions/discard.html", context)
    discard_draft(draft)
    messages.success(request, _("The draft is discarded."))
    return forget(redirect("call", slug), draft.workshop)


@login_not_required
@never_cache
@require_safe
def page(request, slug, number):
    return drawn_page(_own_draft(request, slug).newest, number)


@login_not_required
@never_cache
@require_safe
def small_page(request, slug, number):
    return drawn_page(_own_draft(request, slug).newest, number, kind="small")
