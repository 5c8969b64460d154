"""Where pictures are kept: what was uploaded, what is shown, what waits in a form to be mended."""

import hashlib
import uuid
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from program.models.pictures import Pictured

SHOWN, ORIGINALS, WAITING = "public/pictures", "pictures", "pictures-waiting"
KEEP = timedelta(days=1)  # of what no row names: a form may still bring it


def path_of(name, side):
    return f"{SHOWN}/{name}-{side}.webp"


def give_picture(row, content, made):
    """What was uploaded and what was made of it; the caller saves the row."""
    if not row.picture_original or read_original(row) != content:
        row.picture_original.save("picture", ContentFile(content), save=False)
    row.picture = hashlib.sha256(b"".join(made.files.values())).hexdigest()[:32]
    row.picture_width, row.picture_height = made.width, made.height
    row.picture_bytes = made.weight
    for side, image in made.files.items():
        keep_once(path_of(row.picture, side), image)


def take_picture(row):
    """The caller saves the row; the files go when they are swept."""
    row.picture, row.picture_original = "", ""
    row.picture_width = row.picture_height = row.picture_bytes = 0


def keep_once(path, content):
    """The name follows from the content, so what is there already is the same if it is whole."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(content):
            return
        default_storage.delete(path)
    default_storage.save(path, ContentFile(content))


def read_original(row):
    """The bytes that were uploaded; none where a restored copy lacks them."""
    return _read(row.picture_original.name)


def _read(path):
    try:
        with default_storage.open(path) as stored:
            return stored.read()
    except FileNotFoundError:
        return None


# --- what waits in a form that could not be taken ---


def let_wait(content):
    """Keep it for a day; what to hand back to `waiting`."""
    path = default_storage.save(f"{WAITING}/{uuid.uuid4().hex}", ContentFile(content))
    return signing.dumps(path, salt=WAITING)


def waiting(token):
    """What was kept under that token; None once it is gone, or if it is none of ours."""
    try:
        return _read(signing.loads(token, salt=WAITING, max_age=KEEP))
    except signing.BadSignature:
        return None


# --- what is not needed any more ---


def sweep_pictures(now=None):
    """Delete the files that no row names any more; how many."""
    before = (now or timezone.now()) - KEEP
    names, originals = _named("picture"), _named("picture_original")
    doomed = [path for path in _files(SHOWN) if _name_in(path) not in names]
    doomed += [path for path in _files(ORIGINALS) if path not in originals]
    doomed += _files(WAITING)
    old = [path for path in doomed if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)


def _named(field):
    """All that some row has in that field."""
    rows = [model.objects.values_list(field, flat=True) for model in Pictured.__subclasses__()]
    return {value for values in rows for value in values}


def _files(folder):
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _name_in(path):
    return path.removeprefix(f"{SHOWN}/").partition("-")[0]
