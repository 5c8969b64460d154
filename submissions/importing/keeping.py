"""Both files of an import, kept between its steps by a token that only its maker has."""

import uuid
from datetime import timedelta

from django.core import signing
from django.core.files.storage import default_storage

FOLDER = "imports"
SALT = "submissions.importing"
KEPT_FOR = timedelta(days=2)


def keep(workshop, user, sheet, pdfs, people=None):
    """Store them, and the list of authors if there is one; the token."""
    folder = f"{FOLDER}/{uuid.uuid4().hex}"
    default_storage.save(f"{folder}/sheet", sheet)
    default_storage.save(f"{folder}/pdfs", pdfs)
    if people:
        default_storage.save(f"{folder}/people", people)
    return signing.dumps([folder, workshop.pk, user.pk], salt=SALT)


def folder_of(token, workshop, user):
    """Where they are; None where it is another's token, or too old."""
    try:
        folder, *whose = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    is_there = default_storage.exists(f"{folder}/pdfs")
    return folder if whose == [workshop.pk, user.pk] and is_there else None


def remove_old(now):
    """What no import can use any more: jobs have a day more than their forms; how many."""
    if not default_storage.exists(FOLDER):
        return 0
    folders = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[0]]
    old = [folder for folder in folders if _is_old(folder, now)]
    for folder in old:
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
    return len(old)


def _is_old(folder, now):
    names = default_storage.listdir(folder)[1]
    times = [default_storage.get_modified_time(f"{folder}/{name}") for name in names]
    return all(at < now - KEPT_FOR - timedelta(days=1) for at in times)
