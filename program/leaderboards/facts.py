"""What stands about a competition on its page, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competition.models import Competition
from competition.slices import INTERVAL, exact
from workshop.models import KeyDate

KINDS = [KeyDate.Kind.TEAMS, KeyDate.Kind.COMPETITION, KeyDate.Kind.MEASURING, KeyDate.Kind.RANKING]


@dataclass(frozen=True)
class Entering:
    """Whether teams register, and whether entries are sent in."""

    teams: bool = False
    entries: bool = False
    is_closed: bool = False


def entering(competition):
    if competition.shown == Competition.Shown.CLOSED:
        return Entering(is_closed=True)
    entries = competition.due is None or not competition.due.has_passed
    teams = competition.teams_due is None or not competition.teams_due.has_passed
    return Entering(teams=teams and entries, entries=entries)


def dates_of(workshop):
    """Its key dates that are of the competition."""
    return [date for date in workshop.key_dates.all() if date.kind in KINDS]


def facts_of(competition):
    """[(what, text)] of what is measured and on what, without what is not known."""
    facts = [
        (_("Data set"), _data_of(competition)),
        (_("Reference platform"), competition.hardware),
        (_("Software"), competition.software),
        (_("What counts"), _scope_of(competition)),
        (_("Most power"), competition.most_watts and f"{competition.most_watts:,}\xa0W"),
        (_("Iterations"), _iterations_of(competition)),
        (_("Carbon"), carbon_of(competition)),
        (_("Entries"), _entries_of(competition)),
    ]
    return [(what, text) for what, text in facts if text]


def _data_of(competition):
    size = _("%(number)s predictions") % {"number": f"{competition.test_size:,}"}
    return f"{competition.dataset}, {size}" if competition.dataset else size


def _scope_of(competition):
    names = {"cpu": _("processor"), "gpu": _("graphics card"), "ram": _("memory")}
    return " + ".join(name for part, name in names.items() if part in competition.scope)


def _iterations_of(competition):
    told = ngettext(
        "once over the test set",
        "%(number)s times over the test set; the energy is divided by it",
        competition.iterations,
    )
    return told % {"number": f"{competition.iterations:,}"}


def carbon_of(competition):
    """The factor with its source; "" where there is none."""
    if competition.grams_per_kwh is None:
        return ""
    factor = _("%(grams)s g CO2e per kWh") % {"grams": f"{competition.grams_per_kwh.normalize():f}"}
    return f"{factor} ({competition.carbon_source})"


def _entries_of(competition):
    told = ngettext(
        "at most %(number)d of a team", "at most %(number)d of a team", competition.most_entries
    )
    counts = {
        Competition.Counts.BEST: _("the best in each slice counts"),
        Competition.Counts.LAST: _("the last that was sent in counts"),
    }
    return f"{told % {'number': competition.most_entries}}; {counts[competition.counts]}"


def slices_in_words(competition):
    """[(name, its bounds), …]."""
    mode = competition.ranked_mode
    return [(part.label, _bounds_of(part, mode)) for part in competition.ranked_slices]


def _bounds_of(part, mode):
    bounds = {"least": per_cent(part.lower), "most": per_cent(part.upper)}
    if mode != INTERVAL:
        return _("accuracy of at least %(least)s") % bounds
    if part.upper_inclusive:
        return _("from %(least)s up to and with %(most)s") % bounds
    return _("from %(least)s up to, not with, %(most)s") % bounds


def per_cent(share):
    return f"{float(100 * exact(1 if share is None else share)):.10g}\xa0%"


def ties_of(competition):
    """How ranks are made, in words."""
    energy = _(
        "In each slice the least energy per iteration wins: the median of the organisers’ "
        "measurements, else of the team’s."
    )
    ties = _(
        "Energies within %(share)s of the lowest among them are equal; then the higher accuracy, "
        "the shorter duration and the earlier entry decide, and who is equal in all shares the "
        "rank. Of each team one entry has a rank in a slice."
    ) % {"share": per_cent(competition.tolerance)}
    verified = _("Where an entry was verified, those that are self-reported have no rank.")
    return " ".join([energy, ties, *[verified] * competition.only_verified_win])
