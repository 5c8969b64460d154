"""What people may ask of what is kept of them."""

from email.utils import parseaddr

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshop.discovery import merged
from workshop.models import Workshop
from workshop.privacy.erasing import HandOverFirst
from workshop.privacy.forms import EraseForm
from workshop.privacy.mydata import ask_for_my_data, kept_of
from workshop.privacy.oneself import erase_oneself, standing_in_ones_own_way
from workshop.privacy.parts import parts, public_of, withdraw_consent
from workshop.reauthentication import ask_anew
from workshop.renderings import stored
from workshop.views.pages import every_revision


@login_not_required
@require_safe
@stored(every_revision)
def privacy(request):
    """What is kept of people, made of what really is: parts, cookies, settings."""
    context = {
        "parts": [part for part in parts().values() if part.is_stored],
        "cookies": merged("personal", "COOKIES").items(),
        "mail_server": settings.EMAIL_HOST,
        "workshops": Workshop.objects.public(),
        "orcid": settings.ORCID,
        "operator": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }
    return render(request, "workshop/privacy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request):
    """What is kept of the reader; POST has it packed, or withdraws what is public."""
    if key := request.POST.get("withdraw"):
        if withdraw_consent(key, by=request.user):
            told = _("It is withdrawn: no page shows it any more. Agree again where you agreed.")
            messages.success(request, told)
        else:
            messages.info(request, _("It was not public any more."))
        return redirect("my_data")
    if request.method == "POST":
        return redirect("job", ask_for_my_data(request.user).code)
    context = {"kept": kept_of(request.user), "public": public_of(request.user)}
    return render(request, "workshop/my_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request):
    """GET shows what goes, and what stays and why; POST with the address typed does it.

    Only once whoever is signed in has shown anew that it is them.
    """
    form = EraseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        ask_anew(request)
        try:
            erase_oneself(request.user)
        except HandOverFirst:
            return redirect("erase_me")  # which says what is in the way
        logout(request)
        return render(request, "workshop/erased.html")
    kept = kept_of(request.user)
    context = {"form": form, "in_the_way": standing_in_ones_own_way(request.user)}
    context["going"] = [(part, count) for part, count in kept if not part.stays]
    context["staying"] = [(part, count) for part, count in kept if part.stays]
    return render(request, "workshop/erase_me.html", context)
