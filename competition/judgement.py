"""What the organisers say of an entry: its state, its measured accuracy, baselines, a paragraph.

What a team claims is never edited: what was measured stands beside it and counts. Each act leaves
a line in the trail, and refuses what another organiser has changed since it was seen.
"""

from django.db import transaction
from django.utils import timezone

from competition.entry_findings import energies_by, standing
from competition.judging_mails import mails_about, queue_mails
from competition.models import Entry, Measurement, Team
from competition.models.entries import VERIFIED, State
from competition.saving import locked
from competition.states import ALLOWED, NotAllowed, change_state
from workshop.digests import NotSeen, digest_of
from workshop.models import Workshop
from workshop.trail import record, snapshot

ORGANISERS = "Organisers"
NEVER_EDITED = 1  # version of a team; one that everybody has left is none of the organisers'


class NotMeasured(Exception):
    """No log of the organisers counts, so it is not measured; or what counts is not read yet."""


def may_follow(entry):
    """The states that an organiser can give it; into its own one it goes with other words.

    What its team has withdrawn, its team alone sends in again.
    """
    if entry.state in {State.DRAFT, State.WITHDRAWN}:
        return []
    return [state for state in State if state in ALLOWED[entry.state] - {State.WITHDRAWN}]


def is_measured(entry):
    return bool(energies_by(entry, Measurement.By.ORGANISERS))


def is_being_read(entry):
    """Whether a log of it has figures that nobody has seen yet."""
    return any(not log.is_read for log in standing(entry))


def seen_of(entry, *more):
    """A digest of what a judgement rests on; `more` is what it was shown with, such as mails."""
    logs = sorted((log.pk, log.chosen, log.removed_at) for log in entry.measurements.all())
    judged = entry.state, entry.reason, entry.measured, entry.is_baseline
    return digest_of([entry.version, judged, [tuple(map(str, log)) for log in logs], *more])


@transaction.atomic
def judge_entry(entry, new, *, by, seen, reason=""):
    """Give it a state and tell its team so; the entry as it is then. Again: nothing.

    `seen` is `seen_of` it with the mails that were shown. Raises NotSeen, NotMeasured, NotAllowed,
    NoReason.
    """
    current = locked(entry)
    if (current.state, current.reason) == (new, reason.strip()):
        return current
    mails = mails_about(current, new, reason)
    if seen != seen_of(current, new, mails):
        raise NotSeen
    if new not in may_follow(current):
        raise NotAllowed
    if new in VERIFIED and is_being_read(current):
        raise NotMeasured
    if new == State.MEASURED and not is_measured(current):
        raise NotMeasured
    changed = change_state(current, new, by=by, reason=reason)
    queue_mails(changed, mails, by=by)
    return changed


@transaction.atomic
def back_if_not_measured(entry, *, by):
    """To self-reported, where no log of the organisers counts any more. Whether it went back."""
    current = locked(entry)
    if current.state != State.MEASURED or is_measured(current):
        return False
    change_state(current, State.REPORTED, by=by)
    return True


def accuracy_seen(entry):
    return digest_of(entry.measured)


@transaction.atomic
def measure_accuracy(entry, counted, *, by, seen):
    """Note (correct, total) as it was measured, or None for nothing. Raises NotSeen."""
    current = locked(entry)
    if current.measured == counted:
        return current
    if seen != accuracy_seen(current):
        raise NotSeen
    correct, total = counted or (None, None)
    return _change(current, by, measured_correct=correct, measured_total=total)


@transaction.atomic
def set_baseline(entry, is_baseline, *, by):
    """A baseline is listed to compare with, and has no rank."""
    current = locked(entry)
    if current.is_baseline == is_baseline:
        return current
    return _change(current, by, is_baseline=is_baseline)


def approach_seen(entry):
    return digest_of(entry.approach)


@transaction.atomic
def write_approach(entry, text, *, by, seen):
    """The organisers' paragraph, shown with the results. Raises NotSeen."""
    current = locked(entry)
    if current.approach == text:
        return current
    if seen != approach_seen(current):
        raise NotSeen
    return _change(current, by, approach=text)


@transaction.atomic
def add_baseline(competition, fields, *, by, key):
    """An entry of the organisers' own to compare with; that of the same `key` once."""
    team = _team_of_organisers(competition, by)
    now = timezone.now()
    sent = {"submitted_at": now, "changed_at": now, "state": State.REPORTED, "is_baseline": True}
    entry, is_new = Entry.objects.get_or_create(team=team, key=key, defaults=fields | sent)
    if is_new:
        record(entry, by=by, workshop=competition.workshop)
    return entry


def _team_of_organisers(competition, by):
    """The team without members; made once, under a name that no other has."""
    Workshop.objects.select_for_update().get(pk=competition.workshop_id)
    if there := competition.teams.filter(members=None, version=NEVER_EDITED).first():
        return there
    names = {name.casefold() for name in competition.teams.values_list("name", flat=True)}
    name = next(one for one in _names() if one.casefold() not in names)
    about = {"registered_by": by, "rules_accepted_at": timezone.now()}
    team = Team.objects.create(competition=competition, name=name, **about)
    record(team, by=by, workshop=competition.workshop)
    return team


def _names():
    yield ORGANISERS
    number = 2
    while True:
        yield f"{ORGANISERS} {number}"
        number += 1


def _change(entry, by, **fields):
    before = snapshot(entry)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.version += 1
    entry.save(update_fields=[*fields, "version"])
    record(entry, by=by, workshop=entry.workshop, before=before)
    return entry
