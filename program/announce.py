"""The announce page: three acts, each counted and previewed, one button, each repeatable."""

import hashlib

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from program.services import publish_contributions, to_publish
from reviews.models import Decision
from reviews.services import (
    decision_mails,
    mail_decisions,
    release_decisions,
    to_release,
    unsent,
)
from submissions.models import Status, Submission
from workshop.chair_page import chair_context
from workshop.models import Workshop

ACTS = {"release": release_decisions, "mail": mail_decisions, "publish": publish_contributions}


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request, slug):
    """Acts on what the chair may decide alone: another announces what this one conflicts with."""
    workshop = get_object_or_404(Workshop.objects.chaired_by(request.user), slug=slug)
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    if request.method == "POST":
        return _announce(request, workshop, own)
    return render(request, "program/announce.html", chair_context(workshop) | preview(own))


def preview(own):
    """What each tick would do now, and what it would do after those before it."""
    releases = to_release(own)
    accepted = [one.submission for one in releases if one.outcome == Decision.Outcome.ACCEPT]
    mails, publishes = unsent(decision_mails(own)), [*to_publish(own), *accepted]
    return {
        "releases": releases,
        "mails": mails,
        "publishes": publishes,
        "seen": digest(releases, mails, publishes),
        "undecided": own.filter(status=Status.SUBMITTED, decision=None).count(),
    }


def digest(releases, mails, publishes):
    """Of all that the page shows, so that nothing is announced that nobody has seen."""
    shown = [
        [(one.pk, one.outcome) for one in releases],
        [(mail["to"], mail["subject"], mail["body"]) for mail in mails],
        sorted(submission.pk for submission in publishes),
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]


@transaction.atomic
def _announce(request, workshop, own):
    """In this order: only what is released is mailed, only what is accepted is listed."""
    list(own.select_for_update().order_by("pk"))  # what is shown and what is done are the same
    if request.POST.get("seen") != preview(own)["seen"]:
        messages.error(
            request,
            _("Something has changed since this page was opened, so nothing was done. Look again."),
        )
        return redirect("announce", workshop.slug)
    ticked = [name for name in ACTS if name in request.POST]
    done = {name: ACTS[name](own, by=request.user) for name in ticked}
    told = {
        "release": _("Released: %d."),
        "mail": _("Mails queued: %d."),
        "publish": _("Listed on the program: %d."),
    }
    if not done:
        messages.error(request, _("Nothing was ticked, so nothing was done."))
    for name, count in done.items():
        messages.success(request, told[name] % count)
    return redirect("announce", workshop.slug)
