"""Keeping what authors upload: each file once, under a name of our own, with its check."""

import hashlib
from contextlib import contextmanager

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.utils.text import get_valid_filename

from submissions.holding import held, read_again
from submissions.lifecycle import EDITABLE
from submissions.models import Manuscript
from workshop.queue import enqueue, enqueue_again

MOST_VERSIONS, MOST_OF_GUESTS = 50, 10


class TooManyVersions(Exception):
    """It has been replaced so often that something other than its author is at work."""


class NotOpen(Exception):
    """A submission that was decided or withdrawn is not edited."""


def safe_name(name):
    """The author's name for the file, for showing; one of symbols alone says nothing."""
    try:
        return get_valid_filename(name)[-200:]
    except SuspiciousFileOperation:
        return "proposal.pdf"


def sha256_of(upload):
    """In hex; whoever stores it afterwards begins at its beginning."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def check_of(manuscript):
    """The key of the job that checks it."""
    return f"check_pdf:{manuscript.pk}"


def add_manuscript(submission, upload, *, by):
    """Keep an uploaded file as the newest version and have it checked.

    Raises NotOpen, TooManyVersions, and Submission.DoesNotExist where the draft is discarded.
    """
    with written(submission, upload, by=by) as manuscript:
        return keep(manuscript)


@contextmanager
def written(submission, upload, *, by):
    """The upload as a Manuscript whose file is there as long as nothing fails; `keep` stores it.

    Around a transaction, not in it: no upload holds SQLite's only write lock.
    """
    manuscript = Manuscript(
        submission=submission,
        name=safe_name(upload.name),
        size=upload.size,
        sha256=sha256_of(upload),
        by=by,
    )
    manuscript.file.save("proposal.pdf", upload, save=False)
    try:
        yield manuscript
    except BaseException:
        delete_files(manuscript.paths)
        raise


def keep(manuscript):
    """What `written` gave, or the newest version where it is the same file.

    Raises NotOpen, TooManyVersions.
    """
    with held(manuscript.submission) as current:
        kept = _stored(manuscript, current)
    if kept is not manuscript:
        delete_files(manuscript.paths)
    return kept


def most_versions(submission):
    """Nobody answers for what a guest sends."""
    return MOST_VERSIONS if submission.submitter_id else MOST_OF_GUESTS


def _stored(manuscript, current):
    if current.status not in EDITABLE:
        raise NotOpen
    if same := _same_file(current, manuscript.sha256):
        enqueue_again(check_of(same))  # where its check broke down, through a fault of ours
        return same
    if current.newest and current.newest.number >= most_versions(current):
        raise TooManyVersions
    manuscript.number = current.newest.number + 1 if current.newest else 1
    manuscript.save()
    read_again(current, "manuscripts")
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
