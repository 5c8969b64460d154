"""The code that makes a guest's draft theirs: for a new account and an old one alike."""

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from submissions.guests import Claimed, claim, draft_of, forget
from submissions.views.shared import discarded_is_gone
from workshop.accounts import account_for
from workshop.views.shared import readable


def send_code(request, draft):
    """Mail one to the address of the draft, and ask for it on the next page."""
    mail = draft.guest_mail
    if consume(request, action="request_login_code", key=mail):
        user, _is_new = account_for(mail)
        LoginCodeVerificationProcess.initiate(request=request, user=user, email=mail)
    else:
        messages.error(request, _("Too many codes were asked for. Wait a minute, then ask again."))
    return redirect("claim", draft.workshop.slug)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def claim_by_code(request, slug):
    """Asks for the code, or for another one where the first has run out."""
    workshop = readable(request, slug)
    draft = draft_of(request, workshop)
    if draft is None or not draft.guest_mail:
        return redirect("submit", slug)
    if request.user.is_authenticated:
        return _claimed(request, draft) if request.method == "POST" else _page(request, draft)
    if "resend" in request.POST:
        return send_code(request, draft)
    return _checked(request, draft, _process(request))


def _checked(request, draft, process):
    """What was typed, by the code that is open; None where none is."""
    if process is None or request.method != "POST":
        return _page(request, draft, form=ConfirmLoginCodeForm() if process else None)
    form = ConfirmLoginCodeForm(request.POST, code=process.code)
    if form.is_valid():
        answer = process.finish(None)
        return _claimed(request, draft) if request.user.is_authenticated else answer
    has_tries = process.record_invalid_attempt()
    return _page(request, draft, form=form if has_tries else None, status=422)


def _process(request):
    """The code that this browser waits for; None where it has run out."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return LoginCodeVerificationProcess.resume(stage) if stage else None


def _claimed(request, draft):
    try:
        own = claim(draft, by=request.user, at=request.arrived_at)
    except Claimed:
        return forget(redirect("me"), draft.workshop)
    if own.is_draft and not own.asked_at:
        messages.warning(request, _("It is yours now: a draft, which is not sent in."))
    return forget(redirect(own), draft.workshop)


def _page(request, draft, *, form=None, status=200):
    context = {"workshop": draft.workshop, "submission": draft, "form": form}
    return render(request, "submissions/claim.html", context, status=status)
