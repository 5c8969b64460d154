"""The announce page: three acts, each counted and previewed, one button, each repeatable."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from program import services
from reviews.models import Assignment
from reviews.querysets import undecided
from submissions.models import Submission
from workshop.chair_page import chair_context
from workshop.mailserver import why_mail_waits
from workshop.models import Workshop
from workshop.outbox import send_again

DONE = {
    "release": gettext_lazy("Released: %d."),
    "mail": gettext_lazy("Mails queued: %d."),
    "publish": gettext_lazy("Listed on the program: %d."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request, slug):
    """Acts on what the chair may decide alone: another announces what this one conflicts with."""
    workshop = get_object_or_404(Workshop.objects.chaired_by(request.user), slug=slug)
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    if request.method == "POST" and "failed" in request.POST:
        _send_again(request, own)
        return redirect("announce", slug)
    if request.method == "POST":
        _announce(request, own)
        return redirect("announce", slug)
    found = services.preview_of(own)
    missing = Assignment.objects.missing().filter(submission__decision__in=found["releases"])
    context = found | {
        "undecided": undecided(own).count(),
        "is_empty": not own.sent_in().exists(),
        "missing": missing.count(),
        "unplaced": workshop.contributions.filter(slot=None).count(),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "program/announce.html", chair_context(workshop) | context)


def _send_again(request, own):
    """Only what failed: whether each is still due is asked when its turn comes."""
    count = send_again(services.failed_mails(own), by=request.user)
    told = ngettext("%d mail is queued again.", "%d mails are queued again.", count)
    messages.success(request, told % count)


def _announce(request, own):
    acts, seen = DONE.keys() & request.POST.keys(), request.POST.get("seen")
    if not acts:
        messages.error(request, _("Nothing was ticked, so nothing was done."))
        return
    try:
        done = services.announce(own, acts, seen=seen, by=request.user)
    except services.NotSeen:
        told = _(
            "Something has changed since this page was opened, so nothing was done. Look again."
        )
        messages.error(request, told)
        return
    told = " ".join(str(DONE[name] % count) for name, count in done.items())
    if any(done.values()):
        messages.success(request, told)
    else:
        told = f"{told} {_('Only what is released is mailed or listed: tick Release too.')}"
        messages.warning(request, told)
