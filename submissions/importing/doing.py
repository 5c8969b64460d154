"""Doing what was seen: a long job that may be begun again at any point and makes nothing twice."""

import csv
import io
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions.findings import words_of
from submissions.importing.packed import CannotRead, Packed
from submissions.importing.people import people_listed
from submissions.importing.plan import plan_of
from submissions.importing.sheet import sheet_of
from submissions.models import Author, Status, Submission
from submissions.pdf.policy import REJECT
from submissions.receipts import recipients_of, send_receipt
from submissions.services import change_status
from submissions.uploads import NotOpen, add_manuscript, check_of
from workshop.accounts import account_for
from workshop.cells import MARK_OF_UTF8, as_text
from workshop.models import Job, Workshop
from workshop.progress import report
from workshop.queue import enqueue
from workshop.retries import NotNow, Refused


@contextmanager
def opened_plan(workshop, folder, columns):
    """(plan, packed) of kept files. Raises Unreadable."""
    with default_storage.open(f"{folder}/pdfs") as kept:
        packed = Packed(kept, most_megabytes=workshop.most_megabytes)
        yield plan_of(workshop, kept_sheet(folder), columns, packed, _kept_people(folder)), packed


def kept_sheet(folder, name="sheet"):
    with default_storage.open(f"{folder}/{name}") as kept:
        return sheet_of(kept.read())


def _kept_people(folder):
    is_there = default_storage.exists(f"{folder}/people")
    return people_listed(kept_sheet(folder, "people")) if is_there else {}


def ask_for_import(workshop, folder, columns, *, with_mails, by):
    """The job that does it; of one pair of files there is one."""
    arguments = {"folder": folder, "columns": columns, "with_mails": with_mails}
    lane, key = Job.Lane.LONG, f"import:{folder}"
    enqueue("import", key=key, lane=lane, arguments=arguments, workshop=workshop, by=by)
    return Job.objects.get(key=key)


def do_import(job):
    """Make what is missing, send in what has passed; wait for what is still being checked."""
    if not Workshop.objects.chaired_by(job.by).contains(job.workshop):
        raise Refused(_("Who asked for it does not chair this workshop any more."))
    about = job.arguments
    with opened_plan(job.workshop, about["folder"], about["columns"]) as (plan, packed):
        told = []
        for number, line in enumerate(plan.lines):
            report(job, number, len(plan.lines), line.title)
            told.append((line, _done(line, packed, job)))
    if waiting := sum(outcome is None for _line, outcome in told):
        text = ngettext("%(n)d PDF is being checked.", "%(n)d PDFs are being checked.", waiting)
        words = text % {"n": waiting}
        report(job, len(told) - waiting, len(told), words)
        raise NotNow(words)
    return _result(job, told)


def _done(line, packed, job):
    """(code, what came of it) of a line; None while its PDF is being checked."""
    if line.act == "out":
        return "", _("left out, as the sheet says")
    if line.act == "wrong":
        return "", " ".join(line.errors)
    if line.act == "same":
        return _there(line, job)
    try:
        return _brought_in(line, packed, job)
    except (CannotRead, NotOpen) as no:
        return "", str(no)


def _there(line, job):
    """It was before, or is since an earlier turn of this job."""
    made = Submission.objects.filter(key=line.key).first()
    if made and made.submitted_at and made.submitted_at >= job.created_at:
        return made.code, _("sent in")
    return "", _("is here already")


def _brought_in(line, packed, job):
    """A PDF is unpacked before there is a draft: one that cannot be leaves none behind."""
    draft = Submission.objects.filter(key=line.key).first()
    newest = draft.newest if draft else None
    if newest and Job.objects.filter(key=check_of(newest), state=Job.State.FAILED).exists():
        return draft.code, _("not sent in, its PDF could not be checked: a fault of ours")
    if newest is None or newest.at < job.created_at:  # else an earlier turn has put it there
        upload = ContentFile(packed.read(line.entry), name=line.entry.filename.rpartition("/")[2])
        draft = _draft_of(line, job.workshop)
        newest = add_manuscript(draft, upload, by=job.by)
    return None if newest.is_pending else _settled(draft, newest, job)


def _settled(draft, manuscript, job):
    if manuscript.is_rejected:
        refused = [one for one in manuscript.findings if one.severity == REJECT]
        told = " ".join(words_of(one)[0] for one in refused)
        return draft.code, _("not sent in, its PDF is refused: %(why)s") % {"why": told}
    _send_in(draft, job)
    return draft.code, _("sent in")


@transaction.atomic
def _draft_of(line, workshop):
    """Made once; its texts are as the sheet has them."""
    submitter, _is_new = account_for(line.people[0]["mail"])
    about = {"title": line.title, "abstract": line.abstract}
    draft, is_new = Submission.objects.get_or_create(
        key=line.key, defaults={"workshop": workshop, "submitter": submitter, **about}
    )
    if is_new:
        draft.topics.set(line.topics)
        Author.objects.bulk_create(
            Author(submission=draft, position=place, **person)
            for place, person in enumerate(line.people, 1)
        )
    return draft


@transaction.atomic
def _send_in(draft, job):
    sent = change_status(draft, Status.SUBMITTED, by=job.by)
    if job.arguments["with_mails"]:
        send_receipt(sent, to=recipients_of(sent))


def _result(job, told):
    """A list of what came of each line."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("line"), _("number"), _("title"), _("code"), _("what came of it")])
    for line, (code, outcome) in told:
        cells = [str(line.place), line.number, line.title, code, outcome]
        writer.writerow(map(as_text, cells))
    path = f"results/{job.code}.csv"
    default_storage.delete(path)  # of a try that died
    default_storage.save(path, ContentFile((MARK_OF_UTF8 + text.getvalue()).encode()))
    return {"file": path, "name": f"{job.workshop.slug}-import.csv"}


def may_fetch_report(job, user):
    """What it says stood in a sheet that they had themselves."""
    return Workshop.objects.chaired_by(user).contains(job.workshop)
