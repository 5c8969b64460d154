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


def ask_for_archive(workshop, *, by, key, only=None):
    """Of all that `by` may have, or of the numbers `only`."""
    about = {} if only is None else {"submissions": sorted(only)}
    return ask_for_zip("archive", workshop, by=by, key=key, about=about)


@transaction.atomic
def ask_for_zip(kind, workshop, *, by, key, about):
    """The job that makes it: the one that runs for `by` already, else one for the form's key.

    One that was cancelled or failed is done with: the next press makes another.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # of several presses at once one asks
    own = Job.objects.filter(kind=kind, workshop=workshop, by=by, arguments=about)
    running = own.filter(state__in={Job.State.WAITING, Job.State.RUNNING}).first()
    key = f"{kind}:{workshop.pk}:{by.pk}:{key}" + (f":{digest_of(about)}" if about else "")
    if Job.objects.filter(key=key, state__in={Job.State.CANCELLED, Job.State.FAILED}).exists():
        key = f"{key}:{secrets.token_hex(8)}"
    if running is None:
        asked = {"arguments": about, "workshop": workshop, "by": by}
        enqueue(kind, key=key, lane=Job.Lane.LONG, **asked)
    return running or Job.objects.get(key=key)


def readable(job):
    """What the archive holds: nothing that its maker is in conflict with."""
    rows = Submission.objects.filter(workshop=job.workshop).decidable_by(job.by)
    only = job.arguments.get("submissions")
    return rows if only is None else rows.filter(pk__in=only)


def build_archive(job):
    """{file, name, submissions: the numbers of what is in it}."""
    rows = list(readable(job).for_page().order_by("code"))
    files = {one.code: one.proposal.file.name if one.proposal else "" for one in rows}
    made = zip_of(job, files, {"submissions.csv": _index(rows)})
    return made | {"submissions": [one.pk for one in rows]}


def zip_of(job, files, texts):
    """{file, name} of a ZIP with the stored PDFs {code: path}, those that are there, and texts.

    Written part by part.
    """
    path = f"results/{job.code}.zip"
    with TemporaryFile() as output:
        with ZipFile(output, "w", ZIP_STORED) as archive:
            for number, (code, stored_at) in enumerate(files.items()):
                about = {"number": number + 1, "all": len(files), "code": code}
                step = _("%(number)d of %(all)d: %(code)s")
                report(job, number, len(files), step % about)
                _add(archive, code, stored_at)
            for name, text in texts.items():
                archive.writestr(name, text)
        default_storage.delete(path)  # of a try that died
        default_storage.save(path, File(output))
    return {"file": path, "name": f"{job.workshop.slug}-submissions.zip"}


def _add(archive, code, path):
    if not path or not default_storage.exists(path):
        return
    with default_storage.open(path) as stored, archive.open(f"{code}.pdf", "w") as copy:
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
