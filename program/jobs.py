"""What the program adds to the daily tidying."""

from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage

from program.models import Material
from program.models.materials import FOLDER
from program.picture_files import sweep_pictures
from program.uploads import KEPT_FOR

SPARED = KEPT_FOR + timedelta(days=1)  # a form that failed may still bring its file back


def remove_orphans(now):
    """Delete files that are no material's: taken away, replaced, or of a form nobody sent again."""
    if not default_storage.exists(FOLDER):
        return 0
    owned = set(Material.objects.exclude(file="").values_list("file", flat=True))
    gone = [path for path in _stored() if path not in owned and _is_old(path, now)]
    for path in gone:
        default_storage.delete(path)
        with suppress(OSError):  # something is left in its folder
            default_storage.delete(path.rpartition("/")[0])
    return len(gone)


def _stored():
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"


def _is_old(path, now):
    return default_storage.get_modified_time(path) < now - SPARED


TIDY = {"materials": remove_orphans, "pictures": sweep_pictures}
