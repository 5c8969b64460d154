"""Energies, accuracies and findings in templates, as `competition.units` has them."""

from django import template
from django.utils.translation import gettext as _

from competition import units
from competition.energylogs.measurement import ERROR, WARNING
from competition.models.entries import State

register = template.Library()
SIGNS = {State.MEASURED: "good", State.ACCEPTED: "good", State.REJECTED: "bad"}
SIGNS |= {State.ATTENTION: "warn", State.WITHDRAWN: "warn"}


@register.filter
def joules(energy_j):
    """Of a number, or of an `Energy` with what was measured at least and at most."""
    if energy_j is None:
        return _("unknown")
    if hasattr(energy_j, "middle"):
        return units.joules(energy_j.middle, energy_j.least, energy_j.most)
    return units.joules(energy_j)


@register.filter
def accuracy(pair):
    """Of (correct, total)."""
    return units.accuracy(*pair) if pair else "–"


@register.filter
def sign_of(state):
    """The class of a tag that tells it; the word beside it says the same."""
    return SIGNS.get(state, "")


@register.filter
def level_in_words(level):
    return {ERROR: _("refused"), WARNING: _("to be looked at")}.get(level, _("note"))


@register.filter
def sign_of_level(level):
    return {ERROR: "bad", WARNING: "warn"}.get(level, "")
