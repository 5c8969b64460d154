"""Settling what the check of a PDF has found."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from submissions.deadlines import GRACE, due_of
from submissions.models import Manuscript, Status, Submission
from submissions.pdf.facts import VERSION
from submissions.receipts import send_refusal, send_replacement
from submissions.services import NotComplete, ask_to_submit, missing_of, stop_asking
from submissions.uploads import check_of
from workshop.models import Job

TO_REPLACE = timedelta(hours=12)  # a PDF that was refused after the deadline


@transaction.atomic
def settle(manuscript, facts):
    """Store what the check found; a draft that was waiting for it is sent in, or left a draft.

    Where the deadline has passed meanwhile, its author has TO_REPLACE for another file.

    Raises Submission.DoesNotExist where the draft has been discarded.
    """
    submission = Submission.objects.select_for_update().get(pk=manuscript.submission_id)
    manuscript.refresh_from_db()
    if not manuscript.is_pending:
        return  # a worker that had been given up was merely slow
    manuscript.facts = facts
    manuscript.judge()
    manuscript.save(update_fields=["facts", "codes", "verdict"])
    _tell_sender(manuscript, submission)
    if submission.asked_at and submission.newest == manuscript:
        _send_in(submission)


def _tell_sender(manuscript, submission):
    """Of a draft that waits for nothing, its page says it."""
    if not manuscript.is_accepted:
        _open_window(submission, manuscript)
        if manuscript.by and (submission.asked_at or not submission.is_draft):
            send_refusal(manuscript)
    elif manuscript.by and _replaces(manuscript, submission):
        send_replacement(manuscript)


def _send_in(submission):
    """What was asked for; a draft again where that cannot be, unless another file may follow."""
    try:
        ask_to_submit(submission, by=submission.asked_by, at=submission.asked_at)
    except NotComplete:
        if not is_window_open(submission):
            stop_asking(submission)


def _open_window(submission, manuscript):
    """Once: what is refused within it does not make it longer."""
    is_meant = submission.asked_at or submission.status == Status.SUBMITTED
    if manuscript.by and not Submission.objects.written_by(manuscript.by).contains(submission):
        return  # a chair sent it for them
    due = due_of(submission.workshop, submission=submission)
    is_late = due is not None and due.has_passed
    if is_meant and is_late and not submission.replace_until and submission.newest == manuscript:
        submission.replace_until = timezone.now() + TO_REPLACE
        submission.save(update_fields=["replace_until"])
        manuscript.submission = submission  # whose mail tells it


@transaction.atomic
def open_windows():
    """The same where a check has broken down, by a fault of ours: the file may be sent again."""
    for manuscript in _not_checked():
        rows = Submission.objects.select_for_update()
        _open_window(rows.get(pk=manuscript.submission_id), manuscript)


def _not_checked():
    """The PDFs, of what is sent in or asked for, whose check was tried in vain to the last."""
    meant = Q(submission__asked_at__isnull=False) | Q(submission__status=Status.SUBMITTED)
    rows = Manuscript.objects.filter(meant, submission__replace_until=None)
    waiting = {check_of(one): one for one in rows.filter(verdict=Manuscript.Verdict.PENDING)}
    failed = Job.objects.filter(key__in=waiting, state=Job.State.FAILED)
    return [waiting[key] for key in failed.values_list("key", flat=True)]


def is_window_open(submission):
    return submission.replace_until is not None and submission.replace_until > timezone.now()


@transaction.atomic
def let_go(now):
    """Leave those drafts whose time for another file is over; how many there were.

    A little later than was said: what had arrived in time may still be on its way.
    """
    asked = Submission.objects.filter(status=Status.DRAFT, asked_at__isnull=False)
    rows = asked.filter(replace_until__lt=now - GRACE).select_for_update()
    over = [one for one in rows if not one.newest.is_pending and missing_of(one)]
    return sum(stop_asking(one) for one in over)


def _replaces(manuscript, submission):
    return submission.status == Status.SUBMITTED and submission.proposal == manuscript


def judge_again(workshop):
    """Bring the verdicts on drafts to what the workshop asks for now; no file is opened.

    What was sent in has passed under the policy of its day.
    """
    drafts = Manuscript.objects.filter(
        submission__workshop=workshop, submission__status=Status.DRAFT, facts__version=VERSION
    )
    about = drafts.select_related("submission__workshop").prefetch_related("submission__authors")
    for manuscript in about:
        before = manuscript.verdict, manuscript.codes
        manuscript.judge()
        if (manuscript.verdict, manuscript.codes) != before:
            manuscript.save(update_fields=["codes", "verdict"])
