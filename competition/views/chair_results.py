"""The results: texts, awards, winners; publishing them and mailing the ranks, each on its own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from competition.chair_page import competition_context
from competition.chairforms import TextsForm
from competition.leaderboard import board_of
from competition.models import Award, Entry
from competition.models.entries import State
from competition.publishing import (
    Competes,
    NotPublished,
    hide_results,
    is_partial,
    mail_ranks,
    other_chairs,
    own_teams,
    publish_results,
    texts_seen,
    write_texts,
)
from competition.ranking_mails import digest_of_mails, mails_of
from competition.views.chair import existing
from workshop.digests import NotSeen
from workshop.forms import say_stale
from workshop.mailserver import why_mail_waits

IN_FULL = 10


@require_http_methods(["GET", "HEAD", "POST"])
def chair_competition_results(request, slug):
    """GET shows what would be published; POST does one of ACTS."""
    _workshop, found = existing(request, slug)
    data = request.POST if "write" in request.POST else None
    form = TextsForm(data, instance=found, initial={"seen": texts_seen(found)})
    if request.method == "POST":
        done = next((act for name, act in ACTS.items() if name in request.POST), None)
        if done:
            done(request, found, form)
        if not form.errors:
            return redirect("chair_competition_results", slug)
    return render(request, "competition/chair_results.html", _context(request, found, form))


def _context(request, found, form):
    """Who is in a team, and need not publish, sees no ranks before everybody does."""
    user = request.user
    is_closed = is_partial(found, user) and not found.results_at
    mails = mails_of(found) if found.results_at else []
    listed = Entry.objects.of(found).listed().filter(is_baseline=False).judged_by(user)
    awards = Award.objects.filter(competition=found).select_related("entry__team")
    judged = Entry.objects.judged_by(user).values("pk")
    return competition_context(found.workshop) | {
        "competition": found,
        "form": form,
        "is_closed": is_closed,
        "own_teams": own_teams(found, user),
        "others": other_chairs(found, user) if is_closed else [],
        "winners": [] if is_closed else board_of(found).winners,
        "unverified": listed.filter(state=State.REPORTED).count(),
        "attention": listed.filter(state=State.ATTENTION).count(),
        "awards": awards.filter(entry__in=judged) if is_closed else awards,
        "mails": mails,
        "in_full": mails[:IN_FULL],
        "seen": digest_of_mails(mails),
        "mail_waits": why_mail_waits(user),
    }


def _write(request, found, form):
    if not form.is_valid():
        return
    try:
        write_texts(found, form.texts, by=request.user, seen=form.cleaned_data["seen"])
    except NotSeen:
        found.refresh_from_db()
        stored = {name: getattr(found, name) for name in form.texts}
        say_stale(form, stored, texts_seen(found))
    else:
        messages.success(request, _("The texts are saved."))


def _publish(request, found, form):
    if "sure" not in request.POST:
        return messages.warning(request, _("Tick that you have seen it, then press it again."))
    try:
        is_new = publish_results(found, by=request.user)
    except Competes:
        told = _("You are in a team, so another chair publishes the results.")
        return messages.error(request, told)
    told = _("The results are published. Nobody is mailed yet: do that below.")
    again = _("They were published already; nothing was changed.")
    return messages.success(request, told) if is_new else messages.info(request, again)


def _hide(request, found, form):
    hide_results(found, by=request.user)
    messages.success(request, _("The results are hidden. Nothing is lost: publish them again."))


def _mail(request, found, form):
    try:
        count = mail_ranks(found, by=request.user, seen=request.POST["mail"])
    except NotPublished:
        return messages.error(request, _("Publish the results first, then mail the ranks."))
    except NotSeen:
        told = _("What would be sent has changed since you saw it. Look once more, then send it.")
        return messages.warning(request, told)
    if not count:
        return messages.info(request, _("They were mailed already; nothing was sent twice."))
    told = ngettext("%d mail is queued.", "%d mails are queued.", count)
    return messages.success(request, told % count)


ACTS = {"write": _write, "publish": _publish, "hide": _hide, "mail": _mail}
