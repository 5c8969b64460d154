from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.orcid import SHOWN, connect, disconnect, orcid_of


@require_http_methods(["GET", "POST"])
def orcid(request):
    """The iD that signs in to one's account; one that was shown at ORCID waits to be connected."""
    if request.method == "POST":
        _act(request)
        return redirect("orcid")
    context = {"connected": orcid_of(request.user), "shown": request.session.get(SHOWN)}
    return render(request, "workshop/orcid.html", context)


def _act(request):
    shown = request.session.pop(SHOWN, None)
    if "disconnect" in request.POST:
        disconnect(request.user)
        messages.success(request, _("Your ORCID iD signs you in no more."))
    elif "connect" in request.POST and shown:
        if connect(request.user, shown):
            messages.success(request, _("Your ORCID iD signs you in from now on."))
        else:
            told = _("That iD is connected with an account already. Disconnect it there first.")
            messages.error(request, told)
