"""What was sent in to a workshop, or a part of it, as one ZIP for a chair: a long job."""

import csv
import io
import secrets
from tempfile import TemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from submissions.models import Submission
from workshop.cells import MARK_OF_UTF8, as_text
from workshop.digests import digest_of
from workshop.models import Job, Workshop
from workshop.progress import report
from workshop.queue import enqueue


@transaction.atomic
def ask_for_archive(workshop, *, by, key, only=None):
    """The job that makes it: the one that runs for `by` already, else one for the form's key.

    Of all that `by` may have, or of the numbers `only`. One that was cancelled or failed is done
    with: the next press makes another.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # of several presses at once one asks
    about = {} if only is None else {"submissions": sorted(only)}
    own = Job.objects.filter(kind="archive", workshop=workshop, by=by, arguments=about)
    running = own.filter(state__in={Job.State.WAITING, Job.State.RUNNING}).first()
    key = f"archive:{workshop.pk}:{by.pk}:{key}" + (f":{digest_of(about)}" if about else "")
    if Job.objects.filter(key=key, state__in={Job.State.CANCELLED, Job.State.FAILED}).exists():
        key = f"{key}:{secrets.token_hex(8)}"
    if running is None:
        asked = {"arguments": about, "workshop": workshop, "by": by}
        enqueue("archive", key=key, lane=Job.Lane.LONG, **asked)
    return running or Job.objects.get(key=key)


def readable(job):
    """What the archive holds: nothing that its maker is in conflict with."""
    rows = Submission.objects.filter(workshop=job.workshop).decidable_by(job.by)
    only = job.arguments.get("submissions")
    return rows if only is None else rows.filter(pk__in=only)


def build_archive(job):
    """Write it part by part; {file, name, submissions: the numbers of what is in it}."""
    rows = list(readable(job).for_page().order_by("code"))
    path = f"results/{job.code}.zip"
    with TemporaryFile() as output:
        with ZipFile(output, "w", ZIP_STORED) as archive:
            for number, submission in enumerate(rows):
                step = _("%(number)d of %(all)d: %(code)s")
                about = {"number": number + 1, "all": len(rows), "code": submission.code}
                report(job, number, len(rows), step % about)
                _add(archive, submission)
            archive.writestr("submissions.csv", _index(rows))
        default_storage.delete(path)  # of a try that died
        default_storage.save(path, File(output))
    name = f"{job.workshop.slug}-submissions.zip"
    return {"file": path, "name": name, "submissions": [one.pk for one in rows]}


def _add(archive, submission):
    proposal = submission.proposal
    if proposal is None or not default_storage.exists(proposal.file.name):
        return
    with proposal.file.open("rb") as stored, archive.open(f"{submission.code}.pdf", "w") as copy:
        for chunk in iter(lambda: stored.read(2**16), b""):
            copy.write(chunk)


def _index(rows):
    """One line for each, with a mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("code"), _("title"), _("state"), _("authors"), _("topics")])
    for one in rows:
        authors = "; ".join(f"{author.name} <{author.mail}>" for author in one.authors.all())
        topics = "; ".join(topic.name for topic in one.topics.all())
        line = [one.code, one.title, one.get_status_display(), authors, topics]
        writer.writerow([as_text(cell) for cell in line])
    return MARK_OF_UTF8 + text.getvalue()


def may_fetch(job, user):
    """While they chair, until a conflict comes to be known with something that is in it."""
    if not Workshop.objects.chaired_by(user).contains(job.workshop):
        return False
    return set(job.result["submissions"]) <= set(readable(job).values_list("pk", flat=True))
