from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshop.accounts import sign_in
from workshop.demo import person_of
from workshop.discovery import found
from workshop.forms import NameForm
from workshop.links import find_link, purpose_of, renew_link, use_link
from workshop.models import Workshop
from workshop.renderings import stored
from workshop.times import next_of


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
    """What someone who signed in can go on to, and the name they go by."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("me")
    own = request.user.memberships.select_related("workshop")
    roles = [(role, ways_from(role)) for role in own.order_by("-workshop__first_day", "role")]
    return render(request, "workshop/me.html", {"form": form, "roles": roles})


def ways_from(membership):
    """[(text, address), …] that the apps offer to someone in that role, the program first."""
    offers = reversed(found("my_page", "links_for"))
    return [link for links_for in offers for link in links_for(membership)]


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def action_link(request, token):
    """A link of a mail. GET explains; POST acts, or mails a fresh link for a closed one."""
    link = find_link(token)
    if link is None or not purpose_of(link).is_due(link):
        raise Http404
    if request.method == "GET":
        return _link_page(request, link)
    if link.is_open and (address := use_link(link, request=request)):
        return redirect(address)
    link.refresh_from_db()
    renewed = renew_link(link) if "renew" in request.POST else None
    return _link_page(request, link, renewed=renewed)


def _link_page(request, link, renewed=None):
    context = {"link": link, "explanation": purpose_of(link).explain(link), "renewed": renewed}
    return render(
        request, "workshop/action_link.html", context, status=200 if link.is_open else 410
    )


@login_not_required
@require_POST
def demo_sign_in(request):
    """The demonstration's buttons: one role each, without a code. Never in production."""
    person = None if settings.PRODUCTION else person_of(request.POST.get("role", ""))
    if person is None:
        raise Http404
    sign_in(request, person)
    return redirect("me")


@login_not_required
def sign_up(request):
    """Signing in by code makes an account where there is none, so there is no second form."""
    return redirect(reverse("account_request_login_code", query=request.GET))
