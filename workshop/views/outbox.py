"""The outbox of a workshop: every mail, to whom, why, when, and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from workshop.chair_page import mail_context
from workshop.letters import progress_of
from workshop.mailforms import OutboxFilter
from workshop.mailserver import why_mail_waits
from workshop.mailtexts import purposes
from workshop.models import Message
from workshop.outbox import cancel, send_again, without_hidden
from workshop.views.shared import chaired

ON_A_PAGE = 50


def labels():
    return {name: purpose.label for name, purpose in purposes().items()}


def own_messages(workshop, user):
    """Without those about what the reader is in conflict with."""
    return without_hidden(workshop.messages.all(), user)


@require_http_methods(["GET", "HEAD", "POST"])
def outbox(request, slug):
    """GET lists; POST sends failed mails again or cancels waiting ones."""
    workshop = chaired(request, slug)
    own = own_messages(workshop, request.user)
    if request.method == "POST":
        return _act(request, workshop, own)
    form = OutboxFilter(request.GET)
    shown = form.applied_to(own).select_related("by", "letter")
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = mail_context(workshop) | {
        "form": form,
        "page": page,
        "now": timezone.now(),
        "query": query.urlencode(),
        "counts": [(state, Message.WORDS[state], n) for state, n in progress_of(own).items()],
        "failed": own.resendable().filter(state=Message.State.FAILED).count(),
        "mail_waits": why_mail_waits(request.user),
        "labels": labels(),
    }
    return render(request, "workshop/outbox.html", context)


def _act(request, workshop, own):
    codes = [code for code in request.POST.getlist("message") if code.isalnum()]
    chosen = own.filter(code__in=codes)
    if "again" in request.POST:
        _say_again(request, send_again(chosen, by=request.user))
    elif "failed" in request.POST:
        failed = own.filter(state=Message.State.FAILED)
        _say_again(request, send_again(failed, by=request.user))
    elif "cancel" in request.POST:
        count = cancel(chosen, by=request.user)
        told = ngettext("%d mail is cancelled.", "%d mails are cancelled.", count)
        messages.success(request, told % count)
    return redirect(request.get_full_path())


def _say_again(request, count):
    if not count:
        told = _(
            "Nothing was queued: only mails that failed or were cancelled are sent again, but for "
            "those of stopped letters and those with a code or link, which is forgotten."
        )
        return messages.warning(request, told)
    told = ngettext("%d mail is queued again.", "%d mails are queued again.", count)
    return messages.success(request, told % count)


@require_safe
def message(request, slug, code):
    workshop = chaired(request, slug)
    own = own_messages(workshop, request.user).select_related("by", "letter__workshop")
    mail = get_object_or_404(own, code=code)
    text = mail.text_for(request.user)
    context = mail_context(workshop) | {
        "mail": mail,
        "text": text,
        "is_masked": Message.MASK in text,
        "label": labels().get(mail.purpose, mail.purpose),
        "can_resend": own.resendable().filter(pk=mail.pk).exists(),
    }
    return render(request, "workshop/message.html", context)
