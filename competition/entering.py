"""Entries as their teams move them: begun, saved, sent in, replaced, withdrawn, brought back."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from competition.logs import judge_again, remove_log
from competition.models import Entry, Measurement, Team
from competition.models.entries import SENT, VERIFIED, State
from competition.receipts import send_received, send_replaced, send_withdrawn
from competition.saving import NotComplete, NotOpen, StaleSave, TooManyEntries, TooManySends, held
from competition.states import change_state
from competition.teams import entries_left
from workshop.models import Change
from workshop.trail import record, record_act, snapshot

PROGRAM = ("archive_url", "archive_sha256", "image", "image_digest")
CLAIM = ("correct", "total")
TEXTS = ("title", "summary", "code_url", *PROGRAM, *CLAIM, "hardware", "run_seconds")
EDITABLE = SENT | {State.DRAFT}
SENDING = "sent in"
A_DAY = timedelta(days=1)


def begin_entry(team, *, by, key):
    """The draft of that form's key: sent twice it is one. Raises TooManyEntries."""
    with transaction.atomic():
        Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
        if there := Entry.objects.with_all().filter(team=team, key=key).first():
            return there
        if not entries_left(team.competition, team):
            raise TooManyEntries
        entry = Entry.objects.create(team=team, key=key)
        record(entry, by=by, workshop=team.competition.workshop)
    return entry


def save_entry(entry, texts, *, by, seen):
    """Store what of TEXTS is given. Raises NotOpen, and StaleSave unless it reads the same.

    What organisers have looked at goes back to self-reported where the program or claim changes.
    """
    with held(entry) as current:
        if current.state not in EDITABLE:
            raise NotOpen
        changed = {name for name, text in texts.items() if getattr(current, name) != text}
        if not changed:
            return current
        if seen != current.version:
            raise StaleSave
        before = snapshot(current)
        for name in changed:
            setattr(current, name, texts[name])
        current.version += 1
        current.save(update_fields=[*changed, "version"])
        record(current, by=by, workshop=current.workshop, before=before)
        if "run_seconds" in changed:
            judge_again(current)
        if changed & {*PROGRAM}:
            _was_of_another(current, by=by)
        return to_be_judged_again(current, by=by) if changed & {*PROGRAM, *CLAIM} else current


def _was_of_another(entry, *, by):
    """What organisers have measured was of the program before: it counts no more, and stays."""
    for log in entry.measurements.standing().filter(taken_by=Measurement.By.ORGANISERS):
        remove_log(log, by=by)
    if entry.measured:
        before, entry.measured_correct, entry.measured_total = snapshot(entry), None, None
        entry.save(update_fields=["measured_correct", "measured_total"])
        record(entry, by=by, workshop=entry.workshop, before=before)


def to_be_judged_again(entry, *, by):
    """Back to self-reported, if somebody has judged what has changed now."""
    is_refused = entry.description is not None and entry.description.is_rejected
    is_judged = entry.state in VERIFIED or (entry.state == State.ATTENTION and not is_refused)
    return change_state(entry, State.REPORTED, by=by) if is_judged else entry


def submit_entry(entry, *, by, at):
    """Send in what is stored: for the first time, or in the place of what was sent before.

    Raises NotOpen, NotComplete, TooManySends.
    """
    with held(entry) as current:
        team = Team.objects.select_for_update(of=("self",)).get(pk=current.team_id)
        if current.state not in EDITABLE:
            raise NotOpen
        if missing := missing_of(current):
            raise NotComplete(*missing)
        if sends_of(team, since=at - A_DAY) >= current.competition.most_a_day:
            raise TooManySends
        record_act(team, SENDING, None, current.code, by=by, workshop=current.workshop)
        _attest(current)
        if not current.is_draft:
            return note_replaced(current, at=at)
        current = change_state(current, State.REPORTED, by=by, at=at)
        send_received(current)
        return current


def _attest(entry):
    """What the team has confirmed is kept in the words that it read."""
    entry.attested = entry.competition.attestation
    entry.save(update_fields=["attested"])


def note_replaced(entry, *, at):
    """Of one that is sent in: what is stored counts from now, and its team has a new receipt."""
    entry.changed_at = at
    entry.save(update_fields=["changed_at"])
    send_replaced(entry)
    return entry


def sends_of(team, *, since):
    """How often a team has sent something in since then, by the trail."""
    rows = Change.objects.filter(model=team._meta.label_lower, object_id=str(team.pk))
    return rows.filter(at__gt=since, fields__has_key=SENDING).count()


def missing_of(entry):
    """What it needs before it is sent in, in words. A PDF that is being checked will do."""
    needed = [
        (entry.title, _("a title")),
        (entry.summary, _("its method in a sentence or two")),
        (has_program(entry), _("an archive or an image, with its digest")),
        (entry.claimed, _("the claimed accuracy")),
        (entry.hardware, _("the hardware")),
        (not why_no_description(entry), _("a description that passes the check")),
        (not why_no_log(entry), _("an energy log that can be read")),
    ]
    return [words for there, words in needed if not there]


def has_program(entry):
    """Whether it is said where the program is, and which file that is."""
    return all((entry.archive_url, entry.archive_sha256)) or all((entry.image, entry.image_digest))


def why_no_description(entry):
    """Why the description does not do, in words; "" where it does."""
    if entry.description is None:
        return _("A description of two pages is needed, as a PDF.")
    if entry.description.is_rejected:
        return _("Choose another PDF: this one was refused.")
    return ""


def logs_of(entry):
    """Those of the team that count."""
    return [
        log
        for log in entry.measurements.all()
        if log.removed_at is None and log.taken_by == Measurement.By.TEAM
    ]


def why_no_log(entry):
    """Why the energy logs do not do, in words; "" where they do, or are still being read."""
    logs = logs_of(entry)
    if not logs:
        return _("An energy log is needed.")
    for log in logs:
        if log.is_read and log.energy_j is None:
            told = _("Choose the run of “%(name)s” that counts, or remove that file.")
            refused = _("“%(name)s” was refused. Remove it, or send another.")
            return (told if log.chosen is None else refused) % {"name": log.name}
    return ""


# --- out of the competition and back ---


@transaction.atomic
def withdraw_entry(entry, *, by):
    """It stays here, and can come back until the deadline. Raises NotAllowed."""
    was_sent = entry.submitted_at is not None
    current = change_state(entry, State.WITHDRAWN, by=by)
    if was_sent:
        send_withdrawn(current)
    return current


def restore(entry, *, by, at):
    """A withdrawn one as it was: a draft, or sent in. Raises NotAllowed, TooManyEntries."""
    with held(entry) as current:
        team = Team.objects.select_for_update(of=("self",)).get(pk=current.team_id)
        if current.state == State.WITHDRAWN and not entries_left(current.competition, team):
            raise TooManyEntries
        if current.submitted_at is None:
            return change_state(current, State.DRAFT, by=by)
        current = change_state(current, State.REPORTED, by=by)
        if current.description and current.description.is_rejected:
            current = change_state(current, State.ATTENTION, by=by, reason=refusal_in_words())
        return note_replaced(current, at=at)


def refusal_in_words():
    return _("The description did not pass the check. Send another PDF.")
