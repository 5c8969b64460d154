"""Deciding, quietly: one or many, and nothing of another chair's overwritten."""

from dataclasses import dataclass, field

from django.db import transaction

from reviews.models import Decision
from reviews.services import NotInReview
from submissions.lifecycle import IN_REVIEW
from submissions.models import Submission


class DecisionStands(Exception):
    """A decision is not taken back."""


class StaleDecision(Exception):
    """Another chair has decided since the form was opened."""


@transaction.atomic
def decide(submission, outcome, *, by, note=None, seen=None):
    """Quietly: authors learn nothing, no page of theirs changes. Whether it is a new one.

    Without a `note` the one there is stays. A decision is changed, not taken back: raises
    DecisionStands for an empty outcome. Raises NotInReview, and StaleDecision where another
    decision stands than the one that `by` has `seen` (`Decision.seen`), if that is said.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.status not in IN_REVIEW:
        raise NotInReview
    decision = Decision.objects.filter(submission=current).first()
    old, stands = (decision.outcome, decision.seen) if decision else ("", "")
    decision = decision or Decision(submission=current)
    old_note, note = decision.note, decision.note if note is None else note.strip()
    if (old, old_note) == (outcome, note) and outcome:
        return False
    if not outcome:
        raise DecisionStands
    if seen not in {None, stands}:
        raise StaleDecision
    decision.outcome, decision.note, decision.by = outcome, note, by
    decision.save()
    more = {"note": [old_note, note]} if old_note != note else {}
    decision.changes.create(by=by, old=old, new=outcome, more=more)
    return True


@transaction.atomic
def label(decision, labels, *, by):
    """Give a decision these labels of its workshop and no others; whether that is new."""
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    old, new = set(current.labels.all()), set(labels)
    if old == new:
        return False
    current.labels.set(new)
    words = [", ".join(sorted(one.name for one in some)) for some in (old, new)]
    current.changes.create(by=by, old=current.outcome, new=current.outcome, more={"labels": words})
    return True


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
