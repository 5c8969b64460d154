"""Settling what the check of a PDF has found."""

from django.db import transaction

from submissions.models import Manuscript, Status, Submission
from submissions.pdf.facts import VERSION
from submissions.receipts import send_refusal, send_replacement
from submissions.services import NotComplete, ask_to_submit, stop_asking


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
    manuscript.verdict = manuscript.judged()
    manuscript.save(update_fields=["facts", "verdict"])
    accept = manuscript.is_accepted
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


def judge_again(workshop):
    """Bring the verdicts on drafts to what the workshop asks for now; no file is opened.

    What was sent in has passed under the policy of its day.
    """
    drafts = Manuscript.objects.filter(
        submission__workshop=workshop, submission__status=Status.DRAFT, facts__version=VERSION
    )
    about = drafts.select_related("submission__workshop").prefetch_related("submission__authors")
    for manuscript in about:
        if (verdict := manuscript.judged()) != manuscript.verdict:
            manuscript.verdict = verdict
            manuscript.save(update_fields=["verdict"])
