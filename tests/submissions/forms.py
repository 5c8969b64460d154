"""What authors type and send in tests."""

import uuid
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.services import GRACE
from tests.pdfs import paper
from workshop.models import KeyDate
from workshop.queue import work_once


def upload(content=None, name="draft.pdf"):
    return SimpleUploadedFile(
        name, paper() if content is None else content, content_type="application/pdf"
    )


def typed(**more):
    return {
        "key": uuid.uuid4(),
        "seen": 1,
        "end": 1,
        "title": "Counting joules",
        "abstract": "We count them.",
        "authors-TOTAL_FORMS": 2,
        "authors-INITIAL_FORMS": 1,
        "authors-0-name": "Ana Moreau",
        "authors-0-mail": "ana@example.org",
        "authors-0-affiliation": "Bidache",
        "authors-1-name": "Li Wei",
        "authors-1-mail": "li@example.org",
        "authors-1-affiliation": "Pau",
        **more,
    }


def check():
    """Do what waits: the checks, and then the blind copies."""
    while work_once("files") or work_once("long"):
        pass


def edit_address(submission):
    return f"{submission.get_absolute_url()}edit/"


def set_deadline(workshop, at):
    KeyDate.objects.filter(workshop=workshop, kind="submission").update(at=at)


def after_the_deadline(workshop):
    """And after the period of grace."""
    set_deadline(workshop, timezone.now() - GRACE - timedelta(minutes=1))
