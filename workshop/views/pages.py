from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshop.accounts import tell_renamed
from workshop.fields import MarkdownField
from workshop.forms import NameForm
from workshop.models import Workshop
from workshop.my_page import (
    everything_open_to,
    everything_sent_in_by,
    everything_waiting_for,
    ways_from,
)
from workshop.renderings import stored
from workshop.times import next_of


@login_not_required
@require_POST
def preview(request):
    """The Markdown that a form has sent, as a public page would show it. Nothing is stored."""
    name, most = request.POST.get("preview", ""), MarkdownField.MOST
    text = request.POST.get(name, "").replace("\r\n", "\n")
    context = {"text": text[:most], "is_cut": len(text) > most, "most": most}
    return render(request, "workshop/preview.html", context)


def every_revision():
    return list(Workshop.objects.values_list("pk", "revision", "is_public").order_by("pk"))


@login_not_required
@require_safe
@stored(every_revision)
def home(request):
    """The current edition, the other ones below."""
    workshops = list(Workshop.objects.public())
    current = Workshop.current_of(workshops)
    response = render(
        request,
        "workshop/home.html",
        {"current": current, "others": [other for other in workshops if other != current]},
    )
    response.valid_until = next_of(workshop.over_at for workshop in workshops)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    """What waits for someone who signed in, what they can go on to, the name they go by."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            tell_renamed(form.save())
        return redirect("me")
    own = request.user.memberships.select_related("workshop")
    roles = [(role, ways_from(role)) for role in own.order_by("-workshop__first_day", "role")]
    waiting = everything_waiting_for(request.user)
    sent = everything_sent_in_by(request.user)
    context = {"form": form, "roles": roles, "waiting": waiting, "sent": sent}
    context["calls"] = everything_open_to(request.user)
    return render(request, "workshop/me.html", context)
