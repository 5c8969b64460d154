"""Acts on submissions: sending in, replacing, withdrawing, conflicts. Each leaves its trail."""

import hashlib
from datetime import timedelta

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from submissions.lifecycle import ALLOWED, EDITABLE
from submissions.models import Author, Conflict, Manuscript, Status, StatusChange, Submission
from submissions.models.manuscript import POLICY
from submissions.pdf import judge
from submissions.receipts import recipients_of, send_receipt, send_refusal, send_replacement
from submissions.signals import status_changed
from workshop.models import KeyDate, User, Workshop
from workshop.queue import enqueue, enqueue_again

GRACE = timedelta(minutes=30)
MOST_OF_ONE_PERSON = 20  # submissions to a workshop, drafts and withdrawn ones too


class TransitionNotAllowed(Exception):
    """A submission of status `old` does not become `new`."""


class NotOpen(Exception):
    """A submission that was decided or withdrawn is not edited."""


class StaleSave(Exception):
    """Somebody else has saved the submission since the form was opened."""


class NotComplete(Exception):
    """A submission that lacks what `args` name, in words, is not sent in."""


class NotADraft(Exception):
    """What has been sent in is withdrawn, not thrown away."""


class TooMany(Exception):
    """One person has begun as many submissions to a workshop as one person may."""


def takes_submissions(workshop, arrived_at):
    """Whether what arrived then is in time: from the call's opening to the deadline and GRACE."""
    call, deadline = (
        workshop.date_of(kind) for kind in (KeyDate.Kind.CALL, KeyDate.Kind.SUBMISSION)
    )
    begun = call is None or call.at <= arrived_at
    ended = deadline.at + GRACE if deadline else workshop.over_at
    return begun and arrived_at <= ended


def is_in_time(submission, arrived_at):
    """Whether it may still be changed: before the deadline, or a draft that is to stay one."""
    is_mere_draft = submission.is_draft and not submission.asked_at
    return is_mere_draft or takes_submissions(submission.workshop, arrived_at)


@transaction.atomic
def change_status(submission, new, *, by, at=None):
    """Move a submission to `new`, keep the trail, tell who depends on it.

    The caller has found the submission through a queryset `by` may act on; this function guards
    the order of the states. Mails are written here or by a receiver in the same transaction.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if new not in ALLOWED[current.status]:
        raise TransitionNotAllowed(current.status, new)
    change = StatusChange.objects.create(submission=current, by=by, old=current.status, new=new)
    current.status, current.asked_at, current.asked_by = new, None, None
    current.submitted_at = current.submitted_at or at or timezone.now()
    current.save(update_fields=["status", "asked_at", "asked_by", "submitted_at"])
    Workshop.objects.filter(pk=current.workshop_id).touch()
    status_changed.send(sender=Submission, change=change)
    return current


# --- the author's acts ---


def begin_draft(workshop, *, by, key):
    """The draft of that form's key: pressed twice, or sent again after "back", it is one.

    Raises TooMany.
    """
    own = Submission.objects.filter(workshop=workshop, submitter=by)
    if own.exclude(key=key).count() >= MOST_OF_ONE_PERSON:
        raise TooMany
    draft, _created = Submission.objects.get_or_create(
        key=key, defaults={"workshop": workshop, "submitter": by}
    )
    return draft


@transaction.atomic
def save_texts(form, lines, *, by):
    """Store what the form and the authors' lines hold; of a draft's, what of them is valid.

    Raises NotOpen, and StaleSave if somebody has saved since the form was opened, unless what is
    stored reads the same: a double click is no conflict.
    """
    submission = form.instance
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    if stored.status not in EDITABLE:
        raise NotOpen
    typed, written = form.cleaned_data, list(stored.authors.values("name", "mail", "affiliation"))
    authors = lines.kept_beside(written)
    if authors == written and _reads_alike(stored, form):
        return
    if typed.get("seen") != stored.version:
        raise StaleSave
    if not stored.is_draft and not (typed.get("title") and typed.get("abstract") and authors):
        raise StaleSave  # it was a draft when the form was read
    submission.save(update_fields=["title", "abstract"])
    if "topics" in typed:
        submission.topics.set(typed["topics"])
    write_authors(submission, authors)
    if "committee" in typed and "committee" in form.changed_data:
        declare_conflicts(submission, typed["committee"], by=by)
    Submission.objects.filter(pk=submission.pk).touch()
    _send_receipt_to_new(stored, before=written)


def _reads_alike(stored, form):
    """Whether what was typed is what is stored now, not when the form was read."""
    typed = form.cleaned_data
    by_author = stored.conflicts.standing().filter(source=Conflict.Source.AUTHOR)
    now = {
        "title": stored.title,
        "abstract": stored.abstract,
        "topics": set(stored.topics.all()),
        "committee": set(form.fields["committee"].queryset.filter(conflicts__in=by_author)),
    }
    sent = {name: typed[name] for name in now if name in typed}
    return all(
        now[name] == (set(value) if name in {"topics", "committee"} else value)
        for name, value in sent.items()
    )


def _send_receipt_to_new(submission, *, before):
    """Those who were named after it had been sent in get what the others have."""
    if not submission.is_draft:
        known = {author["mail"] for author in before} | {submission.submitter.email}
        added = [mail for mail in recipients_of(submission) if mail not in known]
        send_receipt(submission, to=added)


def write_authors(submission, lines):
    """Anew, as they stand: their order is part of what is saved."""
    submission.authors.all().delete()
    Author.objects.bulk_create(
        Author(
            submission=submission,
            position=position,
            name=line["name"],
            mail=line["mail"],
            affiliation=line["affiliation"],
        )
        for position, line in enumerate(lines, 1)
    )


def declare_conflicts(submission, people, *, by):
    """Let the conflicts that authors declared be with these people, the chairs' left alone."""
    declared = submission.conflicts.standing().filter(source=Conflict.Source.AUTHOR)
    members = User.objects.filter(memberships__workshop=submission.workshop_id).exclude(pk=by.pk)
    declared.filter(user__in=members).exclude(user__in=people).update(
        lifted_at=timezone.now(), lifted_by=by, lift_reason=_("no longer declared by the authors")
    )
    standing = set(declared.values_list("user", flat=True))
    for person in people:
        if person.pk not in standing:
            submission.conflicts.create(user=person, source=Conflict.Source.AUTHOR, by=by)


def safe_name(name):
    """The author's name for the file, for showing; one of symbols alone says nothing."""
    try:
        return get_valid_filename(name)[-200:]
    except SuspiciousFileOperation:
        return "proposal.pdf"


def check_of(manuscript):
    """The key of the job that checks it."""
    return f"check_pdf:{manuscript.pk}"


def add_manuscript(submission, upload, *, by):
    """Keep an uploaded file as the newest version and have it checked.

    The file is written before the transaction: no upload holds SQLite's only write lock. Raises
    NotOpen, and Submission.DoesNotExist where the draft has been discarded.
    """
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    if same := _same_file(submission, digest.hexdigest()):
        enqueue_again(check_of(same))  # where its check broke down, through a fault of ours
        return same
    manuscript = Manuscript(
        submission=submission,
        name=safe_name(upload.name),
        size=upload.size,
        sha256=digest.hexdigest(),
        by=by,
    )
    manuscript.file.save("proposal.pdf", upload, save=False)
    kept = None
    try:
        kept = _stored(manuscript)
        return kept
    finally:
        if kept is not manuscript:
            delete_files(manuscript.paths)


@transaction.atomic
def _stored(manuscript):
    """As its submission's newest version; the stored one if the same file was faster."""
    current = Submission.objects.select_for_update().get(pk=manuscript.submission_id)
    if current.status not in EDITABLE:
        raise NotOpen
    if same := _same_file(current, manuscript.sha256):
        return same
    last = current.manuscripts.aggregate(Max("number"))["number__max"] or 0
    manuscript.number = last + 1
    manuscript.save()
    enqueue("check_pdf", key=check_of(manuscript), arguments={"manuscript": manuscript.pk})
    return manuscript


def _same_file(submission, sha256):
    """The newest version if it is that file, unless it was refused for what the check took.

    Then it is checked once more: a machine that was short of memory may have been to blame.
    """
    newest = submission.newest
    if newest is None or newest.sha256 != sha256:
        return None
    took_too_much = any(finding.code == "resource" for finding in newest.findings)
    return None if took_too_much else newest


@transaction.atomic
def ask_to_submit(submission, *, by, at):
    """Send a draft in: now, if its PDF has passed; when it does, if it is still being checked.

    Raises NotComplete.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if not current.is_draft:
        return current
    if missing := missing_of(current):
        raise NotComplete(*missing)
    if current.newest.is_pending:
        current.asked_at, current.asked_by = at, by
        current.save(update_fields=["asked_at", "asked_by"])
        return current
    return submit(current, by=by, at=at)


def missing_of(submission):
    """What it needs before it can be sent in, in words. A PDF that is being checked will do."""
    newest = submission.newest
    needed = [
        (submission.title, _("a title")),
        (submission.abstract, _("an abstract")),
        (submission.authors.exists(), _("an author")),
        (newest and not newest.is_rejected, _("a PDF that passes the check")),
    ]
    return [words for there, words in needed if not there]


def is_ready(submission):
    """A draft that has all it needs, and waits for nothing but its author."""
    newest = submission.newest
    is_waiting = submission.is_draft and not submission.asked_at
    return is_waiting and newest and newest.is_accepted and not missing_of(submission)


def stop_asking(submission):
    """Whoever keeps it as a draft after pressing “submit” wants a draft. Whether they had."""
    asked = Submission.objects.filter(pk=submission.pk).exclude(asked_at=None)
    return asked.update(asked_at=None, asked_by=None) > 0


@transaction.atomic
def discard(draft):
    """Throw a draft away, its files too. The caller has found it through `discardable_by`.

    Raises NotADraft where it has been sent in meanwhile.
    """
    current = Submission.objects.select_for_update().get(pk=draft.pk)
    if not current.is_draft:
        raise NotADraft
    paths = [path for manuscript in current.manuscripts.all() for path in manuscript.paths]
    current.delete()
    transaction.on_commit(lambda: delete_files(paths), robust=True)


def delete_files(paths):
    for path in paths:
        default_storage.delete(path)


def submit(submission, *, by, at):
    """A complete draft becomes a submission that arrived at `at`; its authors get a receipt."""
    current = change_status(submission, Status.SUBMITTED, by=by, at=at)
    send_receipt(current, to=recipients_of(current))
    return current


@transaction.atomic
def settle(manuscript, facts):
    """Store what the check found; a draft that was waiting for it is sent in, or left a draft.

    Raises Submission.DoesNotExist where the draft has been discarded.
    """
    submission = Submission.objects.select_for_update().get(pk=manuscript.submission_id)
    manuscript.refresh_from_db()
    if not manuscript.is_pending:
        return  # a worker that had been given up was merely slow
    manuscript.facts = facts
    accept = not [one for one in judge(facts, POLICY) if one.severity == "reject"]
    manuscript.verdict = Manuscript.Verdict.ACCEPT if accept else Manuscript.Verdict.REJECT
    manuscript.save(update_fields=["facts", "verdict"])
    if not accept and manuscript.by and (submission.asked_at or not submission.is_draft):
        send_refusal(manuscript)
    if accept and manuscript.by and _replaces(manuscript, submission):
        send_replacement(manuscript)
    if submission.asked_at and submission.newest == manuscript:
        try:
            ask_to_submit(submission, by=submission.asked_by, at=submission.asked_at)
        except NotComplete:
            stop_asking(submission)


def _replaces(manuscript, submission):
    return submission.status == Status.SUBMITTED and submission.proposal == manuscript


# --- the chair's acts ---


@transaction.atomic
def add_conflict(submission, user, *, by, reason):
    """A chair declares it; what a chair has declared already, if it stands."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    by_chair = {"user": user, "source": Conflict.Source.CHAIR}
    standing = submission.conflicts.standing().filter(**by_chair).first()
    return standing or submission.conflicts.create(**by_chair, by=by, reason=reason)


def lift_conflict(conflict, *, by, reason):
    """A deliberate act with its reason, which the other chairs can read."""
    rows = Conflict.objects.standing().filter(pk=conflict.pk)
    return rows.update(lifted_at=timezone.now(), lifted_by=by, lift_reason=reason)
