"""The chair's page of confirmations: who waits to be asked again, and which places are free."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from program.asking import digest_of_reminders, due_reminders, mailed_at, previews_of, remind
from program.freed import freed, waitlist
from reviews.deciding import DecisionStands, StaleDecision, decide
from reviews.models import Decision
from reviews.outcomes import ACCEPTING, TOLD
from reviews.services import NotInReview
from submissions.models import Status, Submission
from workshop.chair_page import chair_context
from workshop.digests import NotSeen
from workshop.mailserver import why_mail_waits
from workshop.views.shared import chaired

ACCEPT = Decision.Outcome.ACCEPT
WAYS = [(value, label) for value, label in Decision.Outcome.choices if value in ACCEPTING]


@require_http_methods(["GET", "HEAD", "POST"])
def chair_confirmations(request, slug):
    """GET shows; POST reminds all who are due, or accepts the next of the waitlist, quietly."""
    workshop = chaired(request, slug)
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    if request.method == "POST":
        return redirect(_act(request, own), slug)
    due, rows = due_reminders(own), _rows(own)
    context = chair_context(workshop) | {
        "section": "announce",
        "rows": rows,
        "waiting": not all(row.is_confirmed for row in rows),
        "mails": list(previews_of(due)),
        "seen": digest_of_reminders(due),
        "freed": freed(own),
        "waitlist": waitlist(own),
        "ways": WAYS,
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "program/confirmations.html", context)


def _rows(own):
    """Accepted ones, those that wait first; each with its `presenter` and when it was `mailed`."""
    rows = own.filter(status=Status.ACCEPTED).select_related("workshop", "confirmation")
    rows = list(rows.prefetch_related("authors").order_by("title", "pk"))
    mailed = {int(pk): at for (pk, _mail), at in mailed_at(rows).items()}
    for row in rows:
        row.answer = getattr(row, "confirmation", None)
        row.is_confirmed = bool(row.answer and row.answer.confirmed_at)
        row.presenter = next((one for one in row.authors.all() if one.is_presenter), None)
        row.mailed = mailed.get(row.pk)
    return sorted(rows, key=lambda row: row.is_confirmed)


def _act(request, own):
    """Where to go then."""
    if "remind" in request.POST:
        _remind(request, own)
    elif "accept" in request.POST and _accept(request, own):
        return "announce"
    return "confirmations"


def _remind(request, own):
    try:
        count = remind(own, seen=request.POST["remind"], by=request.user)
    except NotSeen:
        told = _("Whom to remind has changed since you saw it. Look once more.")
        return messages.warning(request, told)
    told = ngettext("%d mail is queued.", "%d mails are queued.", count)
    return messages.success(request, told % count)


def _accept(request, own):
    """Whether it is decided: quietly, as all that is decided."""
    code, _colon, seen = request.POST["accept"].partition(":")
    found = own.filter(code=code, status=Status.WAITLISTED).first()
    outcome = dict(WAYS).get(request.POST.get("outcome")) and request.POST["outcome"]
    try:
        if found and decide(found, outcome or ACCEPT, by=request.user, seen=seen):
            told = _("“%(title)s” is %(told)s, quietly. Release it and send its mail here.")
            about = {"title": found, "told": TOLD[outcome or ACCEPT]}
            messages.success(request, told % about)
            return True
    except (DecisionStands, NotInReview, StaleDecision):
        pass
    messages.warning(request, _("Its decision has changed meanwhile. Look once more."))
    return False
