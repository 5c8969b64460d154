"""Acts on submissions: keeping a draft, sending it in, withdrawing, discarding."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.asked import answers_missing, write_answers, write_attested
from submissions.author_lines import lines_stored
from submissions.blind_copies import want_copy
from submissions.conflicts import declare_conflicts
from submissions.deadlines import GRACE, given_until
from submissions.edits import note_edit, texts_of
from submissions.finding.services import find_soon
from submissions.holding import held, read_again
from submissions.lifecycle import ALLOWED, EDITABLE
from submissions.models import Author, Status, StatusChange, Submission
from submissions.receipts import recipients_of, send_receipt
from submissions.signals import status_changed
from submissions.uploads import NotOpen, delete_files
from submissions.words import TEXTS
from workshop.models import KeyDate, User, Workshop
from workshop.trail import unsealed


class TransitionNotAllowed(Exception):
    """A submission of status `old` does not become `new`."""


class StaleSave(Exception):
    """Somebody else has saved the submission since the form was opened."""


class NotComplete(Exception):
    """A submission that lacks what `args` name, in words, is not sent in."""


class NotADraft(Exception):
    """What has been sent in is withdrawn, not thrown away."""


class TooMany(Exception):
    """One person has as many open drafts in a workshop as one person may."""


def takes_submissions(workshop, arrived_at, *, by=None, submission=None):
    """Whether what arrived here then is in time; not where proposals are sent elsewhere.

    From `by`, about `submission`, it may be for longer than for all.
    """
    if workshop.submit_url:
        return False
    if is_call_open(workshop, arrived_at):
        return True
    given = given_until(workshop, by=by, submission=submission)
    return given is not None and arrived_at <= given


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


def is_in_time(submission, arrived_at, *, by=None):
    """Whether `by` may still change it: before the deadline, or a draft that is to stay one."""
    is_mere_draft = submission.is_draft and not submission.asked_at
    about = {"by": by, "submission": submission}
    return is_mere_draft or takes_submissions(submission.workshop, arrived_at, **about)


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
    current.replace_until = None
    current.submitted_at = current.submitted_at or at or timezone.now()
    changed = ["status", "asked_at", "asked_by", "submitted_at", "replace_until"]
    current.save(update_fields=changed)
    Workshop.objects.filter(pk=current.workshop_id).touch()
    status_changed.send(sender=Submission, change=change)
    if new == Status.SUBMITTED:
        find_soon(current.workshop, key=f"sent-{change.pk}", submission=current)
    return current


# --- the author's acts ---


def begin_draft(workshop, *, by, key):
    """(the draft of that form's key, whether it is new): sent again after "back", it is one.

    Raises TooMany.
    """
    open_drafts = Submission.objects.filter(workshop=workshop, submitter=by, status=Status.DRAFT)
    if open_drafts.exclude(key=key).count() >= workshop.most_drafts:
        raise TooMany
    made = Submission(workshop=workshop, submitter=by, key=key)
    if_there = {"update_conflicts": True, "unique_fields": ["key"], "update_fields": ["key"]}
    Submission.objects.bulk_create([made], **if_there)
    draft = Submission.objects.select_related("workshop", "submitter").get(key=key)
    return draft, draft.code == made.code


def save_texts(submission, form, lines, *, by, by_itself=False, reason=""):
    """Store what the form and the authors' lines hold; of a draft's, what of them is valid.

    Returns it as it is stored then. Raises NotOpen, and StaleSave if somebody has saved since the
    form was opened, unless what is stored reads the same: a double click is no conflict.
    `by_itself`: nobody has pressed a button. With a `reason` a chair does it for the authors.
    """
    with held(submission) as stored:
        return _save_texts(stored, form, lines, by=by, by_itself=by_itself, reason=reason)


def _save_texts(stored, form, lines, *, by, by_itself, reason):
    if stored.status not in EDITABLE:
        raise NotOpen
    before = form.words_stored(stored) | {"authors": lines_stored(stored)}
    after = form.words_typed(before) | {"authors": lines.kept_beside(before["authors"])}
    if after == before:
        return stored
    if form.is_stale(stored, by_itself=by_itself):
        raise StaleSave
    if not stored.is_draft and not all(after[name] for name in ("title", "abstract", "authors")):
        raise StaleSave  # it was a draft when the form was read
    words = texts_of(stored)
    _write(stored, before, after, by=by)
    stored.saved_from = form.cleaned_data.get("tab", "")
    stored.version += 1
    stored.save(update_fields=[*TEXTS, "saved_from", "version"])
    note_edit(stored, words, by=by, as_chair=bool(reason), reason=reason)
    _send_receipt_to_new(stored, before=before["authors"])
    return stored


def _write(stored, before, after, *, by):
    """What has changed; the texts are set on the row, for the caller to save."""
    for name in TEXTS:
        setattr(stored, name, after[name])
    if after["topics"] != before["topics"]:
        stored.topics.set(after["topics"])
    if after["answers"] != before["answers"]:
        write_answers(stored, after["answers"])
    if after["attested"] != before["attested"]:
        write_attested(stored, after["attested"], by=by)
    if after["authors"] != before["authors"]:
        write_authors(stored, after["authors"])
        read_again(stored, "authors")
        _note_codes(stored)
        want_copy(stored)
        if not stored.is_draft:
            key = f"authors-{stored.pk}-{stored.version}"
            find_soon(stored.workshop, key=key, submission=stored)
    if after["committee"] != before["committee"]:
        declare_conflicts(stored, User.objects.filter(pk__in=after["committee"]), by=by)


def _note_codes(submission):
    """Of the newest PDF, which is searched for its authors; its verdict hangs on none of them."""
    newest = submission.newest
    if newest and not newest.is_pending:
        newest.judge()
        newest.save(update_fields=["codes"])


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
        Author(submission=submission, position=position, **line)
        for position, line in enumerate(lines, 1)
    )


def ask_to_submit(submission, *, by, at):
    """Send a draft in: now, if its PDF has passed and a guest has shown who they are; else then.

    What is sent for a PDF that was refused too late counts from the first time. Raises NotComplete.
    """
    with held(submission) as current:
        if not current.is_draft:
            return current
        if missing := missing_of(current):
            raise NotComplete(*missing)
        if current.replace_until and current.asked_at:
            by, at = current.asked_by, current.asked_at
        if not current.newest.is_pending and current.submitter_id:
            return submit(current, by=by, at=at)
        current.asked_at, current.asked_by = at, by
        current.save(update_fields=["asked_at", "asked_by"])
        return current


def missing_of(submission):
    """What it needs before it can be sent in, in words. A PDF that is being checked will do."""
    newest, workshop = submission.newest, submission.workshop
    authors = list(submission.authors.all())
    needed = [
        (submission.title, _("a title")),
        (submission.abstract, _("an abstract")),
        (len(submission.abstract.split()) <= workshop.abstract_words, _("a shorter abstract")),
        (not workshop.needs_topic or submission.topics.exists(), _("a topic")),
        (authors, _("an author")),
        (
            not workshop.needs_affiliation or all(one.affiliation for one in authors),
            _("each author’s affiliation"),
        ),
        (
            not workshop.needs_orcid or all(one.orcid for one in authors),
            _("each author’s ORCID iD"),
        ),
        (newest and not newest.is_rejected, _("a PDF that passes the check")),
    ]
    return [words for there, words in needed if not there] + answers_missing(submission)


def is_ready(submission):
    """A draft that has all it needs, and waits for nothing but its author."""
    newest = submission.newest
    is_waiting = submission.is_draft and not submission.asked_at
    return is_waiting and newest and newest.is_accepted and not missing_of(submission)


def stop_asking(submission):
    """Whoever keeps it as a draft after pressing “submit” wants a draft. Whether they had."""
    asked = Submission.objects.filter(pk=submission.pk).exclude(asked_at=None)
    return asked.update(asked_at=None, asked_by=None) > 0


@unsealed("a draft is thrown away")
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
