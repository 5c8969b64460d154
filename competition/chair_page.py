"""What the competition adds to the chair's pages: defining, measuring, publishing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competition import ranking_mails
from competition.models import Competition, Entry
from competition.models.entries import State
from competition.opening import missing_of
from workshop.chair_page import chair_context
from workshop.models import KeyDate, Message
from workshop.steps import Step

TABS = [(gettext_lazy("Competition"), "chair_competition")]
COMPETITION_TABS = [
    (gettext_lazy("To measure"), "chair_competition"),
    (gettext_lazy("Results"), "chair_competition_results"),
]


def competition_context(workshop):
    """What `competition/chair_base.html` needs."""
    more = {"competition_tabs": COMPETITION_TABS, "section": "chair_competition"}
    return chair_context(workshop) | more


def steps_for(workshop, user):
    """Open it, freeze its slices again, measure, publish: each once there is reason to."""
    competition = Competition.objects.filter(workshop=workshop).first()
    if competition is None:
        return []
    competition.workshop = workshop
    if not competition.opened_at:
        return _opening(competition)
    return [*_freezing(competition), *_measuring(competition, user), *_publishing(competition)]


def _opening(competition):
    """A suggestion, until it is over, while it lacks something."""
    if competition.workshop.is_over:
        return []
    if missing := missing_of(competition):
        text = _("Define the competition: %(missing)s") % {"missing": ", ".join(map(str, missing))}
        form = reverse("admin:competition_competition_change", args=[competition.pk])
        return [Step(text, form, is_suggestion=True)]
    return [Step(_("Open the competition"), _page(competition))]


def _freezing(competition):
    """Ranks stay by the slices as they were frozen, whatever is edited."""
    if competition.are_slices_frozen:
        return []
    text = _("Freeze the slices of the competition again")
    return [Step(text, _page(competition), is_urgent=True)]


def _measuring(competition, user):
    """A suggestion until entries are due; urgent from then on, and due when measuring ends."""
    waiting = Entry.objects.of(competition).judged_by(user)
    waiting = waiting.filter(state__in=[State.REPORTED, State.ATTENTION], is_baseline=False)
    count = 0 if competition.results_at else waiting.count()
    if not count:
        return []
    text = ngettext("Measure %d entry", "Measure %d entries", count) % count
    ends = competition.workshop.date_of(KeyDate.Kind.MEASURING)
    is_late = bool(competition.due and competition.due.has_passed)
    return [
        Step(
            text,
            _page(competition),
            due=ends and ends.at,
            is_urgent=is_late,
            is_suggestion=not is_late,
        )
    ]


def _publishing(competition):
    """Once the ranking was to be announced, where there is something to rank; then mail it."""
    due = competition.workshop.date_of(KeyDate.Kind.RANKING)
    address = reverse("chair_competition_results", args=[competition.workshop.slug])
    if competition.results_at:
        return _mailing(competition, address)
    if not (due and due.has_passed) or not Entry.objects.of(competition).listed().exists():
        return []
    text = _("Publish the results of the competition")
    return [Step(text, address, due=due.at, is_urgent=True)]


def _mailing(competition, address):
    """A suggestion until somebody was mailed of that publication."""
    mailed = Message.objects.filter(workshop=competition.workshop, purpose=ranking_mails.PURPOSE)
    is_done = mailed.filter(created_at__gte=competition.results_at).exists()
    text = _("Mail each team its rank")
    return [] if is_done else [Step(text, f"{address}#mail", is_suggestion=True)]


def _page(competition):
    return reverse("chair_competition", args=[competition.workshop.slug])
