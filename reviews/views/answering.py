"""The page behind the link of an invitation: GET tells, POST answers. No account is needed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reviews.invitations import PURPOSE, answering
from reviews.invitations.answerforms import MAILED, AcceptForm, DeclineInvitationForm
from reviews.invitations.mailing import asked_of, invitation_of
from reviews.models import Invitation
from submissions.querysets import addresses_of
from workshop.accounts import account_for, sign_in
from workshop.links import find_link, renew_link, take_link


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    link = find_link(token)
    asked = invitation_of(link) if link and link.purpose == PURPOSE else None
    if asked is None:
        raise Http404
    if asked.state == Invitation.State.REVOKED or asked.workshop.is_over:
        return _closed(request, link, asked)
    if "renew" in request.POST:
        return _closed(request, link, asked, renewed=renew_link(link))
    if asked.state == Invitation.State.ACCEPTED:
        return _accepted(request, link, asked)
    return _open(request, link, asked) if link.is_open else _closed(request, link, asked)


def _open(request, link, asked):
    """What waits for an answer, or was declined and may be accepted all the same."""
    if "accept" in request.POST:
        return _accept(request, link, asked)
    if "decline" in request.POST:
        return _decline(request, link, asked)
    return _page(request, link, asked)


def _accept(request, link, asked):
    form = _accept_form(request, asked, request.POST)
    if not form.is_valid():
        return _page(request, link, asked, form=form)
    user = _who_accepts(request, link, form)
    if not user.is_active:
        told = _("The account of %(mail)s is closed. Sign in with another one, then accept.")
        form.add_error(None, told % {"mail": link.mail})
        return _page(request, link, asked, form=form)
    answer = {"most": form.cleaned_data["most"], "topics": form.cleaned_data.get("topics", [])}
    try:
        answering.accept(link, by=user, **answer)
    except answering.AnswerStands:
        return redirect(request.path)
    profile = reverse("profile_of_reviewer", args=[asked.workshop.slug])
    further = _let_in(request, link, asked, user, then=profile)
    messages.success(
        request,
        _("Thank you, you are a reviewer now. If you like, say below what else helps the chairs."),
    )
    return redirect(further)


def _who_accepts(request, link, form):
    """Who is signed in, unless they say that it is the one who was asked."""
    if request.user.is_authenticated and form.cleaned_data.get("whom") != MAILED:
        return request.user
    return account_for(link.mail)[0]


def _let_in(request, link, asked, user, then):
    """Sign them in if they are not; whose address was asked is called as the chairs did."""
    if asked.name and not user.name and asked.mail in addresses_of(user):
        user.name = asked.name
        user.save(update_fields=["name"])
    return then if request.user == user else sign_in(request, user, then=then, mail=link.mail)


def _decline(request, link, asked, by=None):
    form = DeclineInvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, link, asked, declining=form)
    suggestion = form.cleaned_data["suggestion"]
    try:
        answering.decline(asked, suggestion=suggestion, via=link.mail, by=by)
    except answering.AnswerStands:
        messages.error(request, _("It cannot be declined any more. Write to the chairs."))
        return redirect(request.path)
    return redirect(request.path)


def _accepted(request, link, asked):
    """Who accepted may still decline; whose address it is may sign in with a link that is open."""
    is_own = request.user == asked.user
    if is_own and "decline" in request.POST:
        return _decline(request, link, asked, by=request.user)
    may_enter = asked.user.is_active and link.mail in addresses_of(asked.user)
    if "enter" in request.POST and may_enter and link.is_open and take_link(link):
        return redirect(sign_in(request, asked.user, then=request.path, mail=link.mail))
    context = {
        "link": link,
        "asked": asked,
        "is_own": is_own,
        "may_enter": may_enter,
        "has_work": is_own and answering.has_work(asked),
        "declining": DeclineInvitationForm(),
    }
    return render(request, "reviews/invitation_accepted.html", context)


def _accept_form(request, asked, data=None):
    is_other = request.user.is_authenticated and asked.mail not in addresses_of(request.user)
    return AcceptForm(asked, data, signed_in_as=request.user.email if is_other else "")


def _page(request, link, asked, form=None, declining=None):
    context = {
        "link": link,
        "asked": asked,
        "workshop": asked.workshop,
        "is_declined": asked.state == Invitation.State.DECLINED,
        "about": asked_of(asked.workshop),
        "form": form or _accept_form(request, asked),
        "declining": declining or DeclineInvitationForm(initial={"suggestion": asked.suggestion}),
        "is_declining": bool(declining),
    }
    return render(
        request, "reviews/invitation.html", context, status=422 if form or declining else 200
    )


def _closed(request, link, asked, renewed=None):
    """An expired one offers a fresh one to the same address."""
    context = {
        "link": link,
        "asked": asked,
        "workshop": asked.workshop,
        "is_revoked": asked.state == Invitation.State.REVOKED,
        "renewed": renewed,
    }
    return render(request, "reviews/invitation_closed.html", context, status=410)
