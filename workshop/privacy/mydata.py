""" "My data": all that is kept of a person and told to them, as one ZIP; a long job."""

import json
import secrets
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import FileField, ForeignKey
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _lazy

from workshop.models import Job, User
from workshop.privacy.erased import is_erased
from workshop.privacy.erasing import count_of
from workshop.privacy.parts import parts
from workshop.progress import report
from workshop.queue import enqueue

KIND = "my_data"
README = _lazy(
    "What %(site)s keeps of %(mail)s, packed on %(day)s.\n\n"
    "Each .json file is a part of it, as text that any editor opens: what it is called, why and "
    "how long it is kept, and each entry. The folders, if there are any, hold your files. What "
    "would tell of other people, such as their addresses or who reviewed you, is not in it.\n"
)


def ask_for_my_data(user):
    """The job that packs it: the one that runs already, or another."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # of two presses at once one asks
        running = Job.objects.filter(kind=KIND, by=user)
        running = running.filter(state__in={Job.State.WAITING, Job.State.RUNNING}).first()
        if running:
            return running
        key = f"{KIND}:{user.pk}:{secrets.token_hex(8)}"
        enqueue(KIND, key=key, lane=Job.Lane.LONG, by=user)
    return Job.objects.get(key=key)


def kept_of(user):
    """[(Part, how many rows), …] of what there is; None for what is withheld, there or not."""
    counted = [
        (part, None if part.is_withheld else count_of(part, user)) for part in parts().values()
    ]
    return [(part, count) for part, count in counted if count != 0]


def told_parts(user):
    """{name: what is told of it} of each part that tells something."""
    told = {}
    for name, part in parts().items():
        if part.is_withheld:
            continue
        rows = [row for rows in part.rows(user) for row in rows.order_by("pk")]
        about = [line for row in rows if (line := line_of(part, row, user))]
        head = {"what": str(part.label), "why": str(part.why), "kept": str(part.kept)}
        told |= {name: head | {"rows": about}} if about else {}
    return told


def line_of(part, row, user):
    """{name: value} of a row; nothing where none of it is told."""
    names = part.fields.get(row._meta.label, "").split()
    line = {name: value_of(row, row._meta.get_field(name)) for name in names}
    line |= part.tell(row, user)
    return {"kind": str(row._meta.verbose_name)} | line if line else {}


def value_of(row, field):
    value = getattr(row, field.name)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(field, ForeignKey | FileField):
        return str(value) if value else None
    return value


def files_of(user):
    """{name in the archive: where it is stored}, each name once."""
    found = {}
    for part in parts().values():
        for row in (row for rows in part.rows(user) for row in rows.order_by("pk")):
            for name, path in part.files(row, user):
                found[name if name not in found else f"{len(found)}-{name}"] = path
    return found


def build(job):
    """{file, name}. Written part by part; what is no longer stored is left out."""
    path, files = f"results/{job.code}.zip", files_of(job.by)
    with TemporaryFile() as output:
        with ZipFile(output, "w", ZIP_DEFLATED) as archive:
            _write_texts(archive, job.by)
            for number, (name, stored_at) in enumerate(files.items()):
                report(job, number, len(files), name)
                _add(archive, name, stored_at)
        default_storage.delete(path)  # of a try that died
        default_storage.save(path, File(output))
    if is_erased(User.objects.get(pk=job.by_id).email):  # meanwhile
        default_storage.delete(path)
        path = ""
    return {"file": path, "name": "my-data.zip"}


def _write_texts(archive, user):
    about = {"site": settings.SITE_URL, "mail": user.email}
    about["day"] = date_format(timezone.now(), "j F Y, H:i e")
    archive.writestr("README.txt", README % about)
    for name, told in told_parts(user).items():
        text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        archive.writestr(f"{name}.json", text)


def _add(archive, name, path):
    if not path or not default_storage.exists(path):
        return
    with default_storage.open(path) as stored, archive.open(name, "w") as copy:
        for chunk in iter(lambda: stored.read(2**16), b""):
            copy.write(chunk)


def may_fetch(job, user):
    """The one whose data it is."""
    return job.by_id == user.pk
