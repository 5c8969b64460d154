"""What the pages of teams have in common."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from competition.models import Competition, Entry, Measurement, Team
from submissions.findings import words_of
from workshop.models import Workshop
from workshop.second_factor import ask_of_chairs


def competition_at(request, slug):
    """The one of a workshop that this person may read; 404 where it is hidden or there is none.

    Who is of a team of it finds it also while it is hidden: nothing of theirs is lost.
    """
    readable = Workshop.objects.readable_by(request.user).values("pk")
    own = Team.objects.acted_for_by(request.user).values("competition")
    rows = Competition.objects.exclude(shown=Competition.Shown.HIDDEN).filter(workshop__in=readable)
    rows = rows | Competition.objects.filter(pk__in=own)
    about = rows.select_related("workshop").prefetch_related("workshop__key_dates")
    found = get_object_or_404(about, workshop__slug=slug)
    if not found.workshop.is_public:
        ask_of_chairs(request, found.workshop)
    return found


def own_team(request, slug, code):
    own = Team.objects.acted_for_by(request.user).select_related("competition__workshop")
    return get_object_or_404(own, competition__workshop__slug=slug, code=code)


def own_entry(request, slug, code):
    own = Entry.objects.sent_by(request.user).with_all()
    return get_object_or_404(own, team__competition__workshop__slug=slug, code=code)


def own_log(request, slug, code, log):
    """(the entry, a log of its team); what the organisers measured is theirs."""
    entry = own_entry(request, slug, code)
    logs = entry.measurements.filter(taken_by=Measurement.By.TEAM)
    found = get_object_or_404(logs, code=log)
    found.entry = entry
    return entry, found


def told_of_pdf(description):
    """[(severity, page, sentence, remedy)] of what the check found."""
    found = description.findings if description else []
    return [(one.severity, one.page, *words_of(one)) for one in found]


def still_here(why):
    return _("%(why)s What you typed is still on this page.") % {"why": why}
