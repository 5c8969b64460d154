"""Files of entries and logs that are nobody's: a server ended between the file and its row."""

from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage

from competition.models import Description, Measurement

SPARED = timedelta(days=1)  # an upload that is under way has no row yet


def remove_orphans(now):
    """Delete them; how many there were."""
    logs = Measurement.objects.exclude(file="").values_list("file", "sister")
    owned = {path for pair in logs for path in pair if path}
    owned |= set(Description.objects.values_list("file", flat=True))
    kept = [path for folder in ("logs", "entries") for path in _stored(folder)]
    gone = [path for path in kept if path not in owned and _is_old(path, now)]
    for path in gone:
        default_storage.delete(path)
        with suppress(OSError):  # something is left in its folder
            default_storage.delete(path.rpartition("/")[0])
    return len(gone)


def _stored(folder):
    if not default_storage.exists(folder):
        return
    for one in default_storage.listdir(folder)[0]:
        for name in default_storage.listdir(f"{folder}/{one}")[1]:
            yield f"{folder}/{one}/{name}"


def _is_old(path, now):
    return default_storage.get_modified_time(path) < now - SPARED
