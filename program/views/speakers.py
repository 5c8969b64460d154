"""The chair's page of speakers: what each still misses, and one press that asks them for it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from program.invitations import (
    digest_of_due,
    due_of,
    end_links,
    invite,
    invite_all,
)
from program.mails import EXAMPLE, values_of_speaker
from program.speakers import PURPOSE, standings_of
from workshop.chair_page import chair_context
from workshop.digests import NotSeen
from workshop.keys import is_key
from workshop.mailserver import why_mail_waits
from workshop.mailtexts import render as rendered
from workshop.mailtexts import text_of
from workshop.views.shared import chaired


@require_http_methods(["GET", "HEAD", "POST"])
def chair_speakers(request, slug):
    """GET shows; POST mails the link to all who miss something or to one, or ends one's links."""
    workshop = chaired(request, slug)
    if request.method == "POST":
        _act(request, workshop)
        return redirect("chair_speakers", slug)
    standings = standings_of(workshop)
    due = due_of(standings)
    context = chair_context(workshop) | {
        "section": "run",
        "standings": standings,
        "mails": _mails(workshop, due),
        "seen": digest_of_due(standings),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "program/chair_speakers.html", context)


def _mails(workshop, due):
    """[(recipient, subject, text), …] as they would be sent, without the token."""
    text = text_of(workshop, PURPOSE)
    values = [(one.speaker.mail, values_of_speaker(one.speaker, EXAMPLE)) for one in due]
    return [(mail, *rendered(text, workshop, known)) for mail, known in values]


def _act(request, workshop):
    if "all" in request.POST:
        return _ask_all(request, workshop)
    for name, act in {"invite": _ask_one, "end": _end}.items():
        number = request.POST.get(name, "")
        if is_key(number):
            speaker = workshop.speakers.filter(pk=number).first()
            return act(request, speaker) if speaker else _gone(request)
    return None


def _gone(request):
    messages.info(request, _("This speaker was removed meanwhile."))


def _ask_all(request, workshop):
    try:
        count = invite_all(workshop, seen=request.POST["all"], by=request.user)
    except NotSeen:
        told = _("Whom to ask for what has changed since you saw it. Look once more.")
        return messages.warning(request, told)
    return _say(request, count)


def _ask_one(request, speaker):
    if count := invite([speaker], by=request.user):
        return _say(request, count)
    told = _("%(name)s has no mail address, or was mailed within a day.")
    return messages.info(request, told % {"name": speaker})


def _say(request, count):
    if not count:
        return messages.info(request, _("Nobody is left to be asked now."))
    told = ngettext("%d mail is queued.", "%d mails are queued.", count)
    return messages.success(request, told % count)


def _end(request, speaker):
    end_links(speaker, by=request.user)
    messages.success(request, _("The link of %(name)s opens no more.") % {"name": speaker})
