"""Deciding many at once, quietly: one transaction, and nothing of another chair's overwritten."""

from dataclasses import dataclass, field

from django.db import transaction

from reviews.models import Decision
from reviews.services import NotInReview, StaleDecision, decide, label
from submissions.models import Submission


@dataclass
class Done:
    """Of each the submissions: what was decided, what stood so, what was left and why."""

    new: list = field(default_factory=list)
    same: list = field(default_factory=list)
    stale: list = field(default_factory=list)
    closed: list = field(default_factory=list)


@transaction.atomic
def decide_all(choices, *, by):
    """Do what `reviews.decisions.choosing.Choice` says of each; what is stale is left as it is."""
    Submission.objects.filter(pk__in=[one.submission.pk for one in choices]).lock()
    done = Done()
    for one in choices:
        getattr(done, _decide(one, by)).append(one)
    return done


def _decide(choice, by):
    told = {"by": by, "note": choice.note, "seen": choice.seen}
    try:
        is_new = decide(choice.submission, choice.outcome, **told)
    except StaleDecision:
        return "stale"
    except NotInReview:
        return "closed"
    if choice.label:
        decision = Decision.objects.get(submission=choice.submission)
        is_new = label(decision, [*decision.labels.all(), choice.label], by=by) or is_new
    return "new" if is_new else "same"
