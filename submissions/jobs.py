"""The check of a manuscript, as a job; and what asks for it waits a little."""

import time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _lazy

from submissions.archive import build_archive, may_fetch
from submissions.blind_copies import make_copy, want_copy, want_missing_copies
from submissions.checks import settle
from submissions.finding.services import find_as_job, find_everywhere
from submissions.guests import remove_unclaimed
from submissions.importing.doing import do_import, may_fetch_report
from submissions.importing.keeping import remove_old
from submissions.leftovers import remove_left_behind
from submissions.models import Manuscript, Submission
from submissions.pdf.facts import VERSION
from submissions.pdf.measuring import drawings, measure
from submissions.turns import turn_of_job
from submissions.uploads import check_of, delete_files
from submissions.workbench import workbench
from workshop.models import Job
from workshop.queue import enqueue

PATIENCE = 3  # seconds that a request waits for a check
PAUSE = 0.1
QUICK = 3  # checks that wait: as many are over within PATIENCE
DISCARDED = {"verdict": "discarded"}


def check_pdf(job):
    """Measure a manuscript in a child process, keep the drawn pages, settle its verdict.

    For one that passes a blind copy is asked for.
    """
    manuscript = Manuscript.objects.filter(pk=job.arguments["manuscript"]).first()
    if manuscript is None:
        return DISCARDED
    if manuscript.is_pending:
        facts = _measured(manuscript)
        try:
            settle(manuscript, facts)
        except Submission.DoesNotExist:
            manuscript.facts = facts  # which tell what was drawn of it
            delete_files(manuscript.paths)
            return DISCARDED
    if manuscript.is_accepted and (submission := _submission_of(manuscript)):
        want_copy(submission)
    return {"verdict": manuscript.verdict}


def _submission_of(manuscript):
    """As it is now; None where the draft has been discarded."""
    return Submission.objects.filter(pk=manuscript.submission_id).first()


def _measured(manuscript):
    """Its facts; the drawn pages are stored beside it."""
    with workbench(manuscript) as path:
        with turn_of_job():
            facts = measure(path, path.parent)
        for name in drawings(facts):
            stored_at = manuscript.drawing_path(name)
            default_storage.delete(stored_at)
            default_storage.save(stored_at, ContentFile((path.parent / name).read_bytes()))
    return facts


def check_has_broken_down(manuscript):
    """Whether it was tried as often as it may be, each time in vain: a fault of ours."""
    failed = Job.objects.filter(key=check_of(manuscript), state=Job.State.FAILED)
    return manuscript.is_pending and failed.exists()


def wait_for(manuscript):
    """Give the worker a moment: most checks are over before the page is drawn.

    Not where many wait before it: then the page that shows the result asks for it. Raises
    Manuscript.DoesNotExist where the draft is discarded meanwhile.
    """
    before = Job.objects.filter(lane=Job.Lane.FILES, state=Job.State.WAITING)
    until = time.monotonic() + (PATIENCE if before.count() <= QUICK else 0)
    while manuscript.is_pending and time.monotonic() < until:
        time.sleep(PAUSE)
        manuscript.refresh_from_db()
    return manuscript


def measure_again(job):
    """Take the facts of a manuscript anew, by the check as it is now. Its verdict stands."""
    manuscript = Manuscript.objects.filter(pk=job.arguments["manuscript"]).first()
    if manuscript is None or manuscript.is_pending:
        return DISCARDED
    manuscript.facts = _measured(manuscript)
    manuscript.save(update_fields=["facts"])
    return {"version": VERSION}


def enqueue_outdated(_now):
    """Those whose facts an earlier version of the check has taken."""
    outdated = Manuscript.objects.filter(facts__isnull=False).exclude(facts__version=VERSION)
    for pk in outdated.values_list("pk", flat=True):
        key = f"measure:{VERSION}:{pk}"
        enqueue("measure_again", key=key, lane=Job.Lane.LONG, arguments={"manuscript": pk})
    return outdated.count()


def blind_copy(job):
    """Make it anew, for the authors as they are now."""
    manuscript = Manuscript.objects.filter(pk=job.arguments["manuscript"]).first()
    copy = make_copy(manuscript) if manuscript else None
    return {"outcome": copy.outcome if copy else "discarded"}


HANDLERS = {
    "check_pdf": check_pdf,
    "measure_again": measure_again,
    "blind_copy": blind_copy,
    "archive": build_archive,
    "find_conflicts": find_as_job,
    "import": do_import,
}
TIDY = {
    "outdated": enqueue_outdated,
    "blind copies": want_missing_copies,
    "drafts of guests": remove_unclaimed,
    "left behind": remove_left_behind,
    "imports": remove_old,
    "conflicts": find_everywhere,
}
LABELS = {"archive": _lazy("PDFs in one file"), "import": _lazy("Import of submissions")}
MAY_FETCH = {"archive": may_fetch, "import": may_fetch_report}
