from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from workshop import passwords
from workshop.accounts import sign_in
from workshop.demo import ROLES, demo_roles, person_of
from workshop.discovery import merged
from workshop.links import find_link, purpose_of, renew_link, use_link


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def action_link(request, token):
    """A link of a mail. GET explains; POST acts, or mails a fresh link for a closed one."""
    link = find_link(token)
    if link is None or not purpose_of(link).is_acted_on or not purpose_of(link).is_due(link):
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
    """The demonstration's buttons: one role each, without a code. Never in production.

    Some roles have no account, but an address of their own.
    """
    role = request.POST.get("role", "")
    if settings.PRODUCTION or role not in demo_roles():
        raise Http404
    if role in ROLES:
        return redirect(sign_in(request, person_of(role), then=reverse("me")))
    _is_there, way_in = merged("demo", "WAYS_IN")[role]
    return redirect(way_in())


@login_not_required
def sign_up(request):
    """Signing in by code makes an account where there is none, so there is no second form."""
    return redirect(reverse("account_request_login_code", query=request.GET))


@require_POST
@reauthentication_required(app="allauth.mfa")
def remove_password(request):
    """Who keeps a password does without it again, and says it once more before.

    Without that, whoever finds a browser left open would take away what a passkey is asked for by.
    """
    if request.user.has_usable_password():
        passwords.remove_password(request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is removed: you sign in by a code."))
    return redirect("mfa_index")
