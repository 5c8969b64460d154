"""Where a workshop stands: a matter of its key dates and the time, kept nowhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate


class Phase(models.TextChoices):
    BEFORE_CALL = "before", _("before the call")
    CALL = "call", _("the call is open")
    REVIEWING = "reviewing", _("reviewing")
    DECIDING = "deciding", _("deciding")
    DECIDED = "decided", _("decided")
    OVER = "over", _("over")


BEGINNINGS = [  # the date with which each begins, the last one first
    (KeyDate.Kind.DECISIONS, Phase.DECIDED),
    (KeyDate.Kind.REVIEWS, Phase.DECIDING),
    (KeyDate.Kind.SUBMISSION, Phase.REVIEWING),
    (KeyDate.Kind.CALL, Phase.CALL),
]


def phase_of(workshop, now):
    """The phase that began last. A call with an end but no beginning is open until then."""
    if workshop.over_at <= now:
        return Phase.OVER
    dates = {date.kind: date.at for date in workshop.key_dates.all()}
    for kind, phase in BEGINNINGS:
        if kind in dates and dates[kind] <= now:
            return phase
    has_open_call = KeyDate.Kind.SUBMISSION in dates and KeyDate.Kind.CALL not in dates
    return Phase.CALL if has_open_call else Phase.BEFORE_CALL
