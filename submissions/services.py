"""Acts on submissions: keeping a draft, sending it in, withdrawing, discarding."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.blind_copies import want_copy
from submissions.conflicts import declare_conflicts
from submissions.lifecycle import ALLOWED, EDITABLE
from submissions.models import Author, Conflict, Status, StatusChange, Submission
from submissions.receipts import recipients_of, send_receipt
from submissions.signals import status_changed
from submissions.uploads import NotOpen, delete_files
from workshop.models import KeyDate, Workshop

GRACE = timedelta(minutes=30)
MOST_OF_ONE_PERSON = 20  # submissions to a workshop, drafts and withdrawn ones too


class TransitionNotAllowed(Exception):
    """A submission of status `old` does not become `new`."""


class StaleSave(Exception):
    """Somebody else has saved the submission since the form was opened."""


class NotComplete(Exception):
    """A submission that lacks what `args` name, in words, is not sent in."""


class NotADraft(Exception):
    """What has been sent in is withdrawn, not thrown away."""


class TooMany(Exception):
    """One person has begun as many submissions to a workshop as one person may."""


def takes_submissions(workshop, arrived_at):
    """Whether what arrived here then is in time; not where proposals are sent elsewhere."""
    return not workshop.submit_url and is_call_open(workshop, arrived_at)


def is_call_open(workshop, arrived_at):
    """From its opening to the deadline and GRACE, unless it is closed by hand.

    A workshop without either date has no call.
    """
    if workshop.call_shown != Workshop.CallShown.BY_DATES:
        return False
    call, deadline = (
        workshop.date_of(kind) for kind in (KeyDate.Kind.CALL, KeyDate.Kind.SUBMISSION)
    )
    if call is None and deadline is None:
        return False
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
    the order of the states. Raises TransitionNotAllowed.
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
    if authors != written:
        want_copy(stored)
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


def submit(submission, *, by, at):
    """A complete draft becomes a submission that arrived at `at`; its authors get a receipt."""
    current = change_status(submission, Status.SUBMITTED, by=by, at=at)
    send_receipt(current, to=recipients_of(current))
    return current
