"""The demonstration's submissions: a dozen, with PDFs made for it."""

import uuid
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.demo_texts import PROPOSALS
from submissions.jobs import check_pdf
from submissions.models import Status, Submission
from submissions.services import ask_to_submit, change_status, write_authors
from submissions.uploads import add_manuscript
from workshop.demo import LIVE, account_of, days_since_deadline
from workshop.models import Job, Message, Workshop

FILES = Path(__file__).parent / "demo_files"
QUESTION = "Where are code and measurements to be found?"
APART = 5  # hours between one and the next
DRAFT, WITHDRAWN = "meter-drift", "search-budget"


def load():
    """As in the call: sent in, and checked by the worker as soon as it runs."""
    _make(check_now=False)


def move(phase):
    """After the call they arrived one after the other, in the last days before the deadline."""
    since = days_since_deadline(phase, timezone.now().date())
    _make(check_now=phase != "call", days_ago=since + 1 if since else 0)


MAILED = ["receipt", "replaced", "refusal", "acceptance", "conditions", "waitlist", "rejection"]


def clear():
    """What people tried out in the live edition goes too: it is made anew."""
    live = Submission.objects.filter(workshop__slug=LIVE)
    about = [str(pk) for pk in live.values_list("pk", flat=True)]
    Message.objects.filter(
        purpose__in=MAILED,
        object_id__in=about,
    ).delete()
    live.delete()


def key_of(proposal):
    """Of the form that would have sent it: the same for each loading."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"ossau:demo:{proposal['key']}")


def _make(*, check_now, days_ago=0):
    workshop = Workshop.objects.get(slug=LIVE)
    topics = {topic.name: topic for topic in workshop.topics.all()}
    workshop.questions.get_or_create(text=QUESTION, defaults={"for_reviewers": True})
    for place, proposal in enumerate(PROPOSALS):
        at = timezone.now() - timedelta(days=days_ago, hours=APART * place if days_ago else 0)
        submission = _draft(workshop, proposal)
        submission.topics.set(topics[name] for name in proposal["topics"])
        _send_in(submission, proposal["key"], at=at, check_now=check_now)
        if days_ago:
            _set_back(submission, at)


def _send_in(submission, key, *, at, check_now):
    """What its author did with it, and the worker."""
    upload = SimpleUploadedFile(f"{key}.pdf", (FILES / f"{key}.pdf").read_bytes())
    manuscript = add_manuscript(submission, upload, by=submission.submitter)
    if key != DRAFT:
        ask_to_submit(submission, by=submission.submitter, at=at)
    if check_now or key == WITHDRAWN:
        check_pdf(Job(arguments={"manuscript": manuscript.pk}))
    if key == WITHDRAWN:
        change_status(submission, Status.WITHDRAWN, by=submission.submitter)


def _set_back(submission, at):
    """Rows stamp themselves with now."""
    Submission.objects.filter(pk=submission.pk).update(created_at=at)
    submission.manuscripts.update(at=at)
    submission.status_changes.update(at=at)


def _draft(workshop, proposal):
    name, mail, _home = proposal["authors"][0]
    submission = Submission.objects.create(
        workshop=workshop,
        submitter=account_of(name, mail),
        title=proposal["title"],
        abstract=proposal["abstract"],
        key=key_of(proposal),
    )
    lines = [
        dict(zip(["name", "mail", "affiliation"], author, strict=True))
        for author in proposal["authors"]
    ]
    write_authors(submission, lines)
    return submission
