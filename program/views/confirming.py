"""The authors' answer: on a page of their submission's, or behind the link of a mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from program.action_links import answered_by
from program.confirmations import (
    PURPOSE,
    NotAccepted,
    StaleAnswer,
    confirm,
    confirmable_by,
    confirmation_of,
    decline,
)
from program.confirmforms import ConfirmForm
from program.invitations import note_opened
from program.views.by_link import secret_address
from workshop.links import find_link, renew_link
from workshop.typed import texts_in


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_submission(request, slug, code):
    """GET asks; POST confirms or declines. Once the day has passed, what was said stands."""
    own = confirmable_by(request.user).select_related("workshop", "submitter")
    found = get_object_or_404(own, workshop__slug=slug, code=code)
    if found.workshop.is_over:
        return _over(request, "program/confirm.html", found)
    form, done = _answered(request, found, by=request.user)
    if not done:
        return _page(request, "program/confirm.html", found, form)
    messages.success(request, done)
    return redirect(found)


@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request, token):
    """The same without an account; who has the link is an author."""
    link = find_link(token)
    if link is None or link.purpose != PURPOSE:
        raise Http404
    found = answered_by(link)
    if found is None or not link.is_open:
        return _closed(request, link, found)
    if found.workshop.is_over:
        return _over(request, "program/confirm_by_link.html", found)
    if request.method == "POST":
        note_opened(link)
    form, done = _answered(request, found, via=link.mail)
    if done and "decline" in request.POST:
        return _closed(request, link, None)
    if done:
        return redirect(f"{request.path}?saved=1")
    is_saved = request.method != "POST" and "saved" in request.GET
    return _page(request, "program/confirm_by_link.html", found, form, is_saved=is_saved)


def _answered(request, submission, **who):
    """(the form, what to say where it is done)."""
    if request.method != "POST":
        return ConfirmForm(submission), ""
    if "decline" in request.POST:
        return _declined(request, submission, **who)
    form = ConfirmForm(submission, request.POST)
    if not form.is_valid():
        return form, ""
    try:
        confirm(submission, form.answers, seen=form.cleaned_data["seen"], **who)
    except StaleAnswer:
        form.say_stale()
    except NotAccepted:
        form.add_error(None, _("It is not accepted any more, so nothing was saved."))
    else:
        return form, _("It is confirmed. You can change your answer here until the day.")
    return form, ""


def _declined(request, submission, **who):
    form = ConfirmForm(submission)
    if "sure" not in request.POST:
        form.missing = _("Tick that it leaves the program, then decline.")
        return form, ""
    try:
        decline(submission, **who)
    except NotAccepted:
        form.missing = _("It is not accepted any more, so there is nothing to decline.")
        return form, ""
    return form, _("You have declined. The chairs can give its place to another.")


def _page(request, template, submission, form, **more):
    context = more | {
        "workshop": submission.workshop,
        "submission": submission,
        "form": form,
        "confirmation": confirmation_of(submission),
    }
    bad = getattr(form, "missing", "") or (form.is_bound and form.errors)
    return render(request, template, context, status=422 if bad else 200)


def _over(request, template, submission):
    """A POST is refused, and what it brought given back."""
    is_sent = request.method == "POST"
    context = {
        "workshop": submission.workshop,
        "submission": submission,
        "confirmation": confirmation_of(submission),
        "presenter": submission.authors.filter(is_presenter=True).first(),
        "is_refused": is_sent,
        "typed": texts_in(request) if is_sent else [],
    }
    return render(request, template, context, status=422 if is_sent else 200)


def _closed(request, link, submission):
    """An expired one offers a fresh one to the same address; what was typed is given back."""
    is_over = link.workshop.is_over
    may_renew = submission is not None and link.revoked_at is None and not is_over
    is_asked = request.method == "POST" and "renew" in request.POST
    context = {
        "workshop": link.workshop,
        "may_renew": may_renew,
        "is_over": is_over,
        "renewed": renew_link(link) if may_renew and is_asked else None,
        "typed": texts_in(request) if request.method == "POST" and not is_asked else [],
    }
    return render(request, "program/confirm_link_closed.html", context, status=410)
