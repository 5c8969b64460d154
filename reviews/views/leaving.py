"""How a reviewer leaves what is assigned to her: with a reason, or for a conflict found late."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.forms import DeclineForm, OwnConflictForm
from reviews.services import AlreadyReviewed, decline, leave_in_conflict
from reviews.views.reviewer import is_done, own_assignments


@require_http_methods(["GET", "HEAD", "POST"])
def decline_assignment(request, slug, code):
    """GET asks for the reason."""
    assignment = get_object_or_404(own_assignments(request, slug), code=code)
    if is_done(assignment):
        return _review_is_in(request, assignment)
    form = DeclineForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "reviews/decline.html", assignment, form)
    try:
        decline(assignment, reason=form.cleaned_data["reason"])
    except AlreadyReviewed:
        return _review_is_in(request, assignment)
    messages.success(request, _("The chairs are told that you do not review it."))
    return redirect("reviews", slug)


def _review_is_in(request, assignment):
    messages.error(request, _("Your review is in. Write to the chairs to take it back."))
    return redirect(assignment)


@require_http_methods(["GET", "HEAD", "POST"])
def declare_own_conflict(request, slug, code):
    """GET asks what the conflict is; from the POST on she sees nothing of it any more."""
    assignment = get_object_or_404(own_assignments(request, slug), code=code)
    form = OwnConflictForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "reviews/declare_own.html", assignment, form)
    leave_in_conflict(assignment, reason=form.cleaned_data["reason"])
    messages.success(request, _("The conflict is noted. You see nothing of it any more."))
    return redirect("reviews", slug)


def _page(request, template, assignment, form):
    submission = assignment.submission
    context = {
        "assignment": assignment,
        "workshop": submission.workshop,
        "submission": submission,
        "form": form,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
