from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from workshop.chair_page import chair_context
from workshop.editionforms import EditionForm, InviteAgainForm
from workshop.editions import invite_again, make_edition
from workshop.mailserver import why_mail_waits
from workshop.views.shared import chaired


@require_http_methods(["GET", "HEAD", "POST"])
def new_edition(request, slug):
    """GET says what is copied; POST makes the next edition and leads to its chair's page."""
    old = chaired(request, slug)
    form = EditionForm(request.POST or None, old=old)
    if request.method == "POST" and form.is_valid():
        new = make_edition(old, form.instance, by=request.user, slots=form.cleaned_data["slots"])
        _tell(request, new)
        return redirect("chair", new.slug)
    context = chair_context(old) | {"form": form, "section": "chair"}
    return render(request, "workshop/edition.html", context)


def _tell(request, new):
    messages.success(request, _("This is the new edition. Nobody sees it until you publish it."))
    past = [date for date in new.key_dates.all() if date.has_passed]
    if past:
        told = ngettext(
            "%d of its dates lies in the past. Look through them.",
            "%d of its dates lie in the past. Look through them.",
            len(past),
        )
        messages.warning(request, told % len(past))


@require_http_methods(["GET", "HEAD", "POST"])
def invite_people(request, slug):
    """GET lists who had a role in the earlier edition; POST invites those that are ticked."""
    workshop = chaired(request, slug)
    sent = request.POST if request.method == "POST" else None
    form = InviteAgainForm(sent, workshop=workshop, seen_by=request.user)
    if request.method == "POST" and form.is_valid():
        count = invite_again(workshop, form.cleaned_data["people"], by=request.user)
        told = ngettext("%d mail is in the outbox.", "%d mails are in the outbox.", count)
        messages.success(request, told % count)
        return redirect("invite_people", slug)
    context = chair_context(workshop) | {
        "form": form,
        "section": "chair",
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/invite_people.html", context)
