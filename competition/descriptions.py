"""The two-page PDF of an entry: every version is kept, and checked as proposals are."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from competition.deadlines import takes_entries
from competition.entering import refusal_in_words
from competition.models import Description
from competition.models.entries import SENT, State
from competition.receipts import send_refused
from competition.saving import TooManyFiles, held
from competition.states import change_state
from submissions.pdf.measuring import measure
from submissions.turns import turn_of_job
from submissions.uploads import safe_name, sha256_of
from submissions.workbench import workbench
from workshop.models import Job
from workshop.queue import enqueue, enqueue_again
from workshop.trail import record_act

MOST_VERSIONS = 50
TO_REPLACE = timedelta(hours=12)  # a PDF that was refused, though the deadline is over
DISCARDED = {"verdict": "discarded"}


def check_of(description):
    """The key of the job that checks it."""
    return f"check_description:{description.pk}"


def add_description(entry, upload, *, by):
    """Keep an uploaded PDF as the newest version; the same file once more is that version.

    Around no transaction: no upload holds SQLite's only write lock. Raises TooManyFiles.
    """
    name, size = safe_name(upload.name), upload.size
    row = Description(entry=entry, name=name, size=size, sha256=sha256_of(upload), by=by)
    row.file.save("description.pdf", upload, save=False)
    kept = None
    try:
        kept = _stored(row, by=by)
    finally:
        if kept is not row:
            default_storage.delete(row.file.name)
    return kept


def _stored(row, *, by):
    with held(row.entry) as current:
        newest = current.description
        if newest and newest.sha256 == row.sha256:
            enqueue_again(check_of(newest))  # where its check broke down, through a fault of ours
            return newest
        if newest and newest.number >= MOST_VERSIONS:
            raise TooManyFiles
        row.number = newest.number + 1 if newest else 1
        row.save()
        old = newest and newest.name
        record_act(current, "description", old, row.name, by=by, workshop=current.workshop)
        enqueue("check_description", key=check_of(row), arguments={"description": row.pk})
    return row


def check_description(job):
    """Measure it in a child process and settle its verdict."""
    rows = Description.objects.select_related("entry__team__competition__workshop")
    description = rows.filter(pk=job.arguments["description"]).first()
    if description is None:
        return DISCARDED
    if description.is_pending:
        with workbench(description) as path, turn_of_job():
            facts = measure(path, path.parent)
        settle_description(description, facts)
    return {"verdict": description.verdict}


def settle_description(description, facts):
    """Store what the check found, and what follows for an entry that is sent in."""
    with held(description.entry) as current:
        description.refresh_from_db(fields=["verdict"])
        if not description.is_pending:
            return  # a worker that had been given up was merely slow
        description.facts = facts
        description.judge()
        description.save(update_fields=["facts", "verdict"])
        newest = current.description
        if newest.pk == description.pk and current.state in SENT:
            _refuse(current, description) if description.is_rejected else _take(current)


def _refuse(entry, description):
    """Its team has TO_REPLACE; what is sent and refused within that does not make it longer."""
    if entry.replace_until is None or takes_entries(entry.competition, description.at):
        entry.replace_until = timezone.now() + TO_REPLACE
        entry.save(update_fields=["replace_until"])
    change_state(entry, State.ATTENTION, by=None, reason=refusal_in_words())
    description.entry.replace_until = entry.replace_until
    send_refused(description)


def _take(entry):
    """What was refused is replaced: nothing stands against the entry for that any more."""
    if entry.replace_until is None:
        return
    entry.replace_until = None
    entry.save(update_fields=["replace_until"])
    if entry.state == State.ATTENTION:
        change_state(entry, State.REPORTED, by=None)


def check_has_broken_down(description):
    """Whether it was tried as often as it may be, each time in vain: a fault of ours."""
    failed = Job.objects.filter(key=check_of(description), state=Job.State.FAILED)
    return description.is_pending and failed.exists()
