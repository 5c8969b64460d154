"""Keeping what authors upload: each file once, under a name of our own, with its check."""

import hashlib

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import get_valid_filename

from submissions.lifecycle import EDITABLE
from submissions.models import Manuscript, Submission
from workshop.queue import enqueue, enqueue_again


class NotOpen(Exception):
    """A submission that was decided or withdrawn is not edited."""


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
    rows = Submission.objects.select_for_update().prefetch_related("manuscripts")
    current = rows.get(pk=manuscript.submission_id)
    if current.status not in EDITABLE:
        raise NotOpen
    if same := _same_file(current, manuscript.sha256):
        return same
    manuscript.number = current.newest.number + 1 if current.newest else 1
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


def delete_files(paths):
    for path in paths:
        default_storage.delete(path)
