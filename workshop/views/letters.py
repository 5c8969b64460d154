"""Writing to people: a draft, what each would get, then one press that sends."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from workshop.boards import kept
from workshop.chair_page import mail_context
from workshop.digests import NotSeen
from workshop.letters import (
    Nobody,
    NotADraft,
    Overtaken,
    ToldAlready,
    about_date,
    digest_of,
    discard_draft,
    leave_out,
    mails_of,
    progress_of,
    recipients_of,
    save_draft,
    send_letter,
    stop_letter,
    version_of,
)
from workshop.mailforms import LetterForm
from workshop.mailserver import why_mail_waits
from workshop.mailtexts import OF_EVERY_MAIL, text_of, values_of
from workshop.models import Letter, Message
from workshop.moves import moves_of
from workshop.placeholders import fill
from workshop.recipients import OF_EVERY_PERSON, groups
from workshop.views.outbox import own_messages
from workshop.views.shared import chaired, send_test_mail

IN_FULL = 10  # mails written out on the preview; of all others one at a time


def own_drafts(workshop, user):
    return workshop.letters.filter(by=user, state=Letter.State.DRAFT)


def readable_letters(workshop, user):
    """One's own, and those that were sent, but for those whose every mail is kept from `user`."""
    own = own_messages(workshop, user)
    sent = ~Q(state=Letter.State.DRAFT) & Q(pk__in=own.values("letter"))
    return workshop.letters.filter(Q(by=user) | sent)


@require_http_methods(["GET", "HEAD", "POST"])
def write_letter(request, slug):
    """GET: the form, empty or with a draft or a moved date in it. POST: keep, go on to preview.

    Its time is typed and shown in the workshop's zone.
    """
    workshop = chaired(request, slug)
    with timezone.override(workshop.tz):
        return _write(request, workshop)


def _write(request, workshop):
    if request.method == "POST":
        form = LetterForm(request.POST, workshop=workshop)
        if form.is_valid() and (letter := _saved(form, workshop, request.user)):
            return _back(request, letter)
    else:
        form = _opened(request, workshop)
    readable = readable_letters(workshop, request.user)
    queued = readable.exclude(state=Letter.State.DRAFT).select_related("by")
    context = mail_context(workshop) | {
        "form": form,
        "own": [(group.label, group.placeholders) for group in groups().values()],
        "common": {name: meaning for name, (meaning, _example) in OF_EVERY_PERSON.items()}
        | OF_EVERY_MAIL,
        "drafts": own_drafts(workshop, request.user),
        "queued": queued[:20],
    }
    return render(request, "workshop/write_letter.html", context)


def _saved(form, workshop, user):
    """The draft; None where the form says what stands in the way."""
    try:
        return save_draft(workshop, form.texts, by=user, seen=form.cleaned_data["seen"])
    except NotADraft:
        form.begin_anew()
    except Overtaken as overtaken:
        [stored] = overtaken.args
        form.say_overtaken(stored, version_of(stored))


def _opened(request, workshop):
    """The form, empty or with a draft in it."""
    wanted = request.GET.get("draft", "")
    draft = own_drafts(workshop, request.user).filter(code=wanted).first()
    if draft is None:
        initial = _initial(request, workshop) | {"key": uuid.uuid4()}
    else:
        initial = {"key": draft.key, "about": draft.about, "seen": version_of(draft)}
    return LetterForm(workshop=workshop, instance=draft, initial=initial)


def _initial(request, workshop):
    """With what the address asks for: a group, or people to be told of a moved date."""
    initial = {"group": request.GET.get("group", "")}
    moved = request.GET.get("moved", "")
    for move in moves_of(workshop):
        if moved == str(move.date.pk):
            subject, body = (fill(text, move.values) for text in text_of(workshop, "moved"))
            initial |= {"subject": subject, "body": body, "group": move.group}
            initial["about"] = about_date(move.date)
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, slug, code):
    """A draft, as each would get it, for its writer alone; or how far a queued one has come."""
    workshop = chaired(request, slug)
    found = get_object_or_404(workshop.letters.select_related("by", "topic"), code=code)
    found.workshop = workshop
    if found not in readable_letters(workshop, request.user):
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    return _preview(request, found) if found.is_draft else _progress(request, found)


def _preview(request, found):
    people = recipients_of(found, seen_by=request.user)
    mails = mails_of(found, people)
    wanted = [one for one in mails if one[0].mail == request.GET.get("who")]
    context = mail_context(found.workshop) | {
        "letter": found,
        "shown": request.GET.get("who", ""),
        "subject": fill(found.subject, values_of(found.workshop)),
        "group": groups()[found.group],
        "people": people,
        "mails": wanted or mails[:IN_FULL],
        "seen": digest_of(found, mails),
        "count": sum(person.mail.lower() not in found.left_out for person in people),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/letter.html", context)


def _progress(request, found):
    own = own_messages(found.workshop, request.user).filter(letter=found)
    counts = progress_of(own)
    context = mail_context(found.workshop) | {
        "letter": found,
        "subject": fill(found.subject, values_of(found.workshop)),
        "group": groups().get(found.group),
        "counts": [(state, Message.WORDS[state], number) for state, number in counts.items()],
        "total": sum(counts.values()),
        "is_waiting": Message.State.WAITING in counts,
        "first": own.order_by("pk").first(),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/letter_sent.html", context)


def _act(request, found):
    for name, act in ACTS.items():
        if name in request.POST:
            if found.is_draft:
                leave_out(found, request.POST.getlist("left_out"))
            return act(request, found) or _back(request, found)
    return _back(request, found)


def _back(request, found):
    return redirect(found.get_absolute_url() + kept(request))


def _show(request, found):
    return _show_mail(request, found, request.POST["who"])


def _show_mail(request, found, who):
    chosen = urlencode({"who": who})
    return redirect(f"{found.get_absolute_url()}?{chosen}{kept(request, '&')}")


def _edit(request, found):
    address = reverse("write_letter", args=[found.workshop.slug])
    return redirect(f"{address}?draft={found.code}{kept(request, '&')}")


def _send(request, found):
    seen = request.POST.get("seen")
    try:
        count = send_letter(found, by=request.user, seen=seen, left_out=found.left_out)
    except Nobody:
        messages.error(request, _("Nobody is left to get it, so nothing was sent."))
        return
    except ToldAlready:
        messages.warning(request, _("These people were told of this date already. See “Written”."))
        return
    except NotSeen:
        told = _("What would be sent has changed since you saw it. Look once more, then send it.")
        messages.warning(request, told)
        return
    if count:
        told = ngettext("%d mail is queued.", "%d mails are queued.", count)
        messages.success(request, told % count)
    else:
        messages.info(request, _("It had been sent already; nothing was sent twice."))


def _test(request, found):
    mails = mails_of(found, recipients_of(found, seen_by=request.user))
    if mails:
        _person, *mail = next(
            (one for one in mails if one[0].mail == request.POST["test"]), mails[0]
        )
        send_test_mail(request, found.workshop, mail, _("A test is on its way to you."))
    else:
        messages.error(request, _("Nobody is in this group now, so there is nothing to test."))
    return _show_mail(request, found, request.POST["test"])


def _discard(request, found):
    if discard_draft(found):
        messages.success(request, _("The draft is discarded."))
    else:
        messages.warning(request, _("It was sent or discarded before; nothing was changed."))
    return redirect(reverse("write_letter", args=[found.workshop.slug]) + kept(request))


def _stop(request, found):
    """What is hidden from a chair is not theirs to stop."""
    if not own_messages(found.workshop, request.user).filter(letter=found).exists():
        raise Http404
    count = stop_letter(found, by=request.user)
    told = ngettext("%d mail will not be sent.", "%d mails will not be sent.", count)
    messages.success(request, told % count)


ACTS = {
    "send": _send,
    "test": _test,
    "discard": _discard,
    "stop": _stop,
    "who": _show,
    "edit": _edit,
}
