"""The life of an entry: what may follow what, and the one function that moves it."""

from django.db import transaction
from django.utils import timezone

from competition.models.entries import State
from competition.saving import locked
from workshop.trail import record, snapshot

JUDGED = {State.MEASURED, State.ACCEPTED, State.ATTENTION, State.REJECTED, State.REPORTED}
ALLOWED = {
    State.DRAFT: {State.REPORTED, State.WITHDRAWN},
    State.REPORTED: JUDGED | {State.WITHDRAWN},
    State.MEASURED: JUDGED | {State.WITHDRAWN},
    State.ACCEPTED: JUDGED | {State.WITHDRAWN},
    State.ATTENTION: JUDGED | {State.WITHDRAWN},
    State.REJECTED: JUDGED,
    State.WITHDRAWN: {State.REPORTED, State.DRAFT},
}
NEED_A_REASON = {State.ATTENTION, State.REJECTED}


class NotAllowed(Exception):
    """An entry in the one state does not go over to the other."""


class NoReason(Exception):
    """What refuses an entry says why: its team reads it."""


@transaction.atomic
def change_state(entry, new, *, by, reason="", at=None):
    """Move an entry, with its trail; the row as it is then. Raises NotAllowed, NoReason.

    The caller has found it through a queryset that `by` may act on. Into the state it is in, with
    other words, it goes as well.
    """
    current = locked(entry)
    if new not in ALLOWED[current.state]:
        raise NotAllowed
    if new in NEED_A_REASON and not reason.strip():
        raise NoReason
    before = snapshot(current)
    if new == State.REPORTED and not current.submitted_at:
        current.submitted_at = current.changed_at = at or timezone.now()
    current.state, current.reason = new, reason.strip()
    current.version += 1
    current.save(update_fields=["state", "reason", "version", "submitted_at", "changed_at"])
    record(current, by=by, workshop=current.workshop, before=before)
    return current
