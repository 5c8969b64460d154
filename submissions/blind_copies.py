"""Blind copies of proposals: made for the authors as they are, anew when they change."""

import hashlib
import json
import uuid
from dataclasses import astuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from submissions.models import BlindCopy, Submission
from submissions.pdf.blind import make_blind_copy
from submissions.pdf.blindfacts import BLIND_VERSION
from submissions.pdf.people import Person
from submissions.turns import turn_of_job
from submissions.workbench import workbench
from workshop.models import Job
from workshop.queue import enqueue, enqueue_again

LATER = Job.Lane.LONG  # nobody waits for it as an author waits for the check


def people_of(submission):
    """Whom its blind copy must not lead to: its authors, and who sent it in, if that is known."""
    authors = [author.as_person for author in submission.authors.order_by("pk")]
    submitter = submission.submitter
    return [*authors, *([Person(submitter.name, submitter.email)] if submitter else [])]


def digest_of_people(submission):
    """Of what a copy made now would hang on, in whatever order the authors stand."""
    known = sorted(set(map(astuple, people_of(submission))))
    return hashlib.sha256(json.dumps([BLIND_VERSION, known]).encode()).hexdigest()


def copy_of(manuscript):
    """Its blind copy, or what kept it from being made; None until it is made for these authors."""
    copy = BlindCopy.objects.filter(manuscript=manuscript).first()
    is_of_now = copy and copy.people == digest_of_people(manuscript.submission)
    return copy if is_of_now else None


def file_for_reviewers(submission):
    """Where the PDF is stored that reviewers may have; None while there is none for them."""
    manuscript = submission.proposal
    if manuscript is None:
        return None
    if not submission.workshop.is_double_blind:
        return manuscript.file.name
    copy = copy_of(manuscript)
    return copy.file.name if copy and copy.file else None


def want_copy(submission):
    """Have it made for the authors as they are now; the check of another version asks itself.

    A job for the same people may be over: they have changed since, and back again.
    """
    proposal = submission.proposal
    if proposal is None or copy_of(proposal):
        return
    key = f"blind_copy:{proposal.pk}:{digest_of_people(submission)}:{submission.version}"
    enqueue_again(key, states=Job.OVER)
    enqueue("blind_copy", key=key, lane=LATER, arguments={"manuscript": proposal.pk})


def want_missing_copies(now):
    """Once a day: where somebody's account has another name now, or a job came to nothing."""
    rows = Submission.objects.sent_in().for_page()
    missing = [one.proposal for one in rows if one.proposal and not copy_of(one.proposal)]
    for proposal in missing:
        key = f"blind_copy:{proposal.pk}:{now:%Y-%m-%d}"
        enqueue("blind_copy", key=key, lane=LATER, arguments={"manuscript": proposal.pk})
    return len(missing)


def make_copy(manuscript):
    """Make it, unless it is there; None where the draft is discarded or its authors change
    meanwhile. What changes them asks for another."""
    submission = Submission.objects.filter(pk=manuscript.submission_id).first()
    if submission is None:
        return None
    manuscript.submission = submission
    if copy := copy_of(manuscript):
        return copy
    people, mark = people_of(submission), digest_of_people(submission)
    facts, content = _made(manuscript, people)
    path = ""
    if content:
        folder = manuscript.file.name.rpartition("/")[0]
        path = default_storage.save(f"{folder}/blind-{uuid.uuid4().hex}.pdf", ContentFile(content))
    kept = None
    try:
        kept = _kept(manuscript, facts, mark, path)
        return kept
    finally:
        if path and not kept:
            default_storage.delete(path)


def _made(manuscript, people):
    """(what came of it, the copy's bytes)"""
    with workbench(manuscript) as path:
        out = path.with_name("blind.pdf")
        with turn_of_job():
            facts = make_blind_copy(path, out, people)
        return facts, out.read_bytes() if facts["outcome"] == "made" else b""


@transaction.atomic
def _kept(manuscript, facts, mark, path):
    """In the place of an older one, whose file goes."""
    locked = Submission.objects.select_for_update().filter(pk=manuscript.submission_id).first()
    if locked is None or digest_of_people(locked) != mark:
        return None
    older = BlindCopy.objects.filter(manuscript=manuscript).first()
    copy, _new = BlindCopy.objects.update_or_create(
        manuscript=manuscript,
        defaults={
            "outcome": facts["outcome"],
            "left": facts["left"],
            "people": mark,
            "file": path,
        },
    )
    if older and older.file:
        transaction.on_commit(lambda: default_storage.delete(older.file.name), robust=True)
    return copy
