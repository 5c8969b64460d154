"""The closing page: each act on its own, seen before it is done, by one press."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from program.closing.forms import KeepForm
from program.closing.letters import (
    THANKS,
    NobodyToWriteTo,
    ThankedAlready,
    ask_for_slides,
    thank,
    thanked,
)
from program.closing.missing import all_missing
from reviews.models.named import FEWEST, NamedReviewer
from reviews.naming import (
    TooFew,
    digest_of_names,
    post_names,
    take_names_off,
    to_post,
)
from workshop.boards import from_here
from workshop.chair_page import chair_context
from workshop.closing import NotOver, close_workshop, keep_until, reopen_workshop
from workshop.digests import NotSeen
from workshop.letters import NotADraft
from workshop.models import Closing, KeyDate
from workshop.retention import parts
from workshop.views.shared import chaired, key_of_page


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request, slug):
    """GET shows how it stands; POST does one of ACTS."""
    workshop = chaired(request, slug)
    form = _form(request, workshop)
    if request.method == "POST":
        done = next((act for name, act in ACTS.items() if name in request.POST), None)
        answer = done(request, workshop, form) if done else None
        if not form.errors:
            return answer or redirect("closing", slug)
    return render(request, "program/closing.html", _context(workshop, request.user, form))


def _form(request, workshop):
    date = workshop.date_of(KeyDate.Kind.RETENTION)
    initial = {"day": date and date.local.date()}
    data = request.POST if "keep" in request.POST else None
    return KeepForm(data, workshop=workshop, initial=initial)


def _context(workshop, user, form):
    sent = thanked(workshop)
    posted = NamedReviewer.objects.posted().filter(workshop=workshop)
    names = to_post(workshop, seen_by=user) if workshop.is_over else []
    return chair_context(workshop) | {
        "section": "chair",
        "form": form,
        "key": uuid.uuid4(),
        "missing": all_missing(workshop),
        "thanks": [(whom, label, sent.get(whom)) for whom, (*_, label) in THANKS.items()],
        "names": names,
        "seen_names": digest_of_names(names),
        "too_few": _too_few(len(names) + len(posted)),
        "posted": posted if workshop.is_over else [],  # which everybody reads then
        "closing": Closing.objects.filter(workshop=workshop).first(),
        "date": workshop.date_of(KeyDate.Kind.RETENTION),
        "parts": [part.label for part in reversed(parts().values())],
    }


def _too_few(count):
    """Why the names cannot be posted yet; "" where they can."""
    told = _(
        "They can be posted from %(fewest)d names on: of fewer, authors would know who it was."
    )
    return told % {"fewest": FEWEST} if count < FEWEST else ""


def _remind(request, workshop, form):
    return _to_letter(
        request, lambda: ask_for_slides(workshop, by=request.user, key=key_of_page(request))
    )


def _thank(request, workshop, form):
    whom = request.POST["thank"]
    if whom in THANKS:
        return _to_letter(request, lambda: thank(workshop, whom, by=request.user))
    return None


def _to_letter(request, begin):
    """On to its preview: nothing is sent before it is seen."""
    try:
        letter = begin()
    except NobodyToWriteTo:
        return messages.info(request, _("There is nobody to write to."))
    except ThankedAlready:
        return messages.info(request, _("They were thanked already; nobody is thanked twice."))
    except NotADraft:
        told = _("That letter was sent already. Open this page anew to write another.")
        return messages.info(request, told)
    return redirect(letter.get_absolute_url() + from_here(request))


def _keep(request, workshop, form):
    if form.is_valid():
        date = keep_until(workshop, form.cleaned_data["day"], by=request.user)
        told = _("Reviews are removed on %(day)s. Reviewers and chairs are told 14 days before.")
        messages.success(request, told % {"day": date.written()})


def _close(request, workshop, form):
    if "sure" not in request.POST:
        return messages.warning(request, _("Tick that you have seen it, then press it again."))
    try:
        close_workshop(workshop, by=request.user)
    except NotOver:
        return messages.error(request, _("It is not over yet, so it was not closed."))
    return messages.success(request, _("The workshop is closed. You can open it again here."))


def _post(request, workshop, form):
    try:
        count = post_names(workshop, seen=request.POST["post"], by=request.user)
    except NotSeen:
        told = _("Others have agreed or withdrawn since you saw the names. Look once more.")
        return messages.warning(request, told)
    except TooFew:
        told = _("With fewer than %d names authors would know who reviewed them.") % FEWEST
        return messages.error(request, told)
    told = ngettext("%d name is posted.", "%d names are posted.", count) % count
    return messages.success(request, told)


def _unpost(request, workshop, form):
    take_names_off(workshop, by=request.user)
    messages.success(request, _("No reviewer is named any more."))


def _reopen(request, workshop, form):
    reopen_workshop(workshop, by=request.user)
    messages.success(request, _("The workshop is open again."))


ACTS = {
    "keep": _keep,
    "remind": _remind,
    "thank": _thank,
    "post": _post,
    "unpost": _unpost,
    "close": _close,
    "reopen": _reopen,
}
