"""What teams type and send in tests."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from competition.models import Entry
from tests.competition.factories import log_of
from tests.pdfs import paper
from workshop.models import Message
from workshop.queue import work_once

REGISTER = "/warm/competition/enter/"


def team_typed(**more):
    return {
        "name": "Cold start",
        "affiliation": "Pau",
        "members": "Ana Moreau <ana@example.org>\nBo Lund <bo@example.org>",
        "accepts": "on",
    } | more


def pdf(content=None, name="sparse.pdf"):
    return SimpleUploadedFile(name, content or paper(2), content_type="application/pdf")


def entry_typed(**more):
    """All that an entry needs, with its files."""
    return {
        "key": uuid.uuid4(),
        "seen": 1,
        "end": 1,
        "title": "Sparse net",
        "summary": "Half of the weights are zero.",
        "code_url": "https://code.example.org/sparse",
        "archive_url": "https://files.example.org/sparse.zip",
        "archive_sha256": "a" * 64,
        "image": "",
        "image_digest": "",
        "correct": "9650",
        "total": "10000",
        "hardware": "RTX 3090",
        "attests": "on",
        "description": pdf(),
        "logs": [log_of(150e3)],
    } | more


def without_files(**more):
    return {
        name: value
        for name, value in entry_typed(**more).items()
        if name in more or name not in {"description", "logs"}
    }


def again(entry, **more):
    """The same form once more, of an entry as it is stored."""
    return without_files(key=entry.key, seen=entry.version, **more)


def work():
    while work_once("files") or work_once("long"):
        pass


def new(team):
    return f"/warm/competition/teams/{team.code}/new/"


def edit(entry):
    return f"{entry.get_absolute_url()}edit/"


def text_of(response):
    return response.content.decode()


def send(client, team, **more):
    response = client.post(new(team), entry_typed(submit=1, **more))
    return response, Entry.objects.with_all().order_by("-pk").first()


def sent(client, team):
    """An entry that is in, its PDF checked."""
    _response, entry = send(client, team)
    work()
    return Entry.objects.with_all().get(pk=entry.pk)


def mails(purpose):
    return Message.objects.filter(purpose=purpose)
