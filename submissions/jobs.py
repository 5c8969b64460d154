"""The check of a manuscript, as a job; and what asks for it waits a little."""

import time
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _lazy

from submissions.archive import build_archive, may_fetch
from submissions.checks import settle
from submissions.models import Manuscript, Submission
from submissions.pdf import measure
from submissions.uploads import check_of, delete_files
from workshop.models import Job

PATIENCE = 3  # seconds that a request waits for a check
PAUSE = 0.1
DISCARDED = {"verdict": "discarded"}


def check_pdf(job):
    """Measure a manuscript in a child process, keep the drawn pages, settle its verdict."""
    manuscript = Manuscript.objects.filter(pk=job.arguments["manuscript"]).first()
    if manuscript is None:
        return DISCARDED
    if manuscript.is_pending:
        with TemporaryDirectory(prefix="ossau-check-") as folder:
            facts = _measured(manuscript, Path(folder))
        try:
            settle(manuscript, facts)
        except Submission.DoesNotExist:
            manuscript.facts = facts  # which tell what was drawn of it
            delete_files(manuscript.paths)
            return DISCARDED
    return {"verdict": manuscript.verdict}


def _measured(manuscript, folder):
    path = folder / "proposal.pdf"
    with manuscript.file.open("rb") as stored, path.open("wb") as copy:
        copyfileobj(stored, copy)
    facts = measure(path, folder)
    for number in range(1, len(facts["drawn"]) + 1):
        drawing = (folder / f"page-{number}.webp").read_bytes()
        default_storage.delete(manuscript.page_path(number))
        default_storage.save(manuscript.page_path(number), ContentFile(drawing))
    return facts


def check_has_broken_down(manuscript):
    """Whether it was tried as often as it may be, each time in vain: a fault of ours."""
    failed = Job.objects.filter(key=check_of(manuscript), state=Job.State.FAILED)
    return manuscript.is_pending and failed.exists()


def wait_for(manuscript):
    """Give the worker a moment: most checks are over before the page is drawn.

    Raises Manuscript.DoesNotExist where the draft is discarded meanwhile.
    """
    until = time.monotonic() + PATIENCE
    while manuscript.is_pending and time.monotonic() < until:
        time.sleep(PAUSE)
        manuscript.refresh_from_db()
    return manuscript


HANDLERS = {"check_pdf": check_pdf, "archive": build_archive}
LABELS = {"archive": _lazy("All PDFs in one file")}
MAY_FETCH = {"archive": may_fetch}
