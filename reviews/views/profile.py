"""What a reviewer says of herself. Nothing here tells what she is in conflict with."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.profiles.forms import ProfileForm
from reviews.profiles.services import StaleProfile, change_profile, profile_of
from reviews.views.reviewer import reviewed_workshop


@require_http_methods(["GET", "HEAD", "POST"])
def profile_of_reviewer(request, slug):
    workshop = reviewed_workshop(request, slug)
    profile = profile_of(workshop, request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProfileForm(profile, *sent)
    if sent and form.is_valid() and _saved(form, profile):
        messages.success(request, _("Saved."))
        return redirect("profile_of_reviewer", slug)
    context = {"workshop": workshop, "form": form, "heading": _("Not saved")}
    status = 422 if sent else 200
    return render(request, "reviews/profile.html", context, status=status)


def _saved(form, profile):
    try:
        change_profile(profile, form.said, seen=form.cleaned_data["seen"])
    except StaleProfile:
        form.say_stale(profile_of(profile.workshop, profile.user))
        return False
    return True
