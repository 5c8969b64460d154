"""Energy logs that are stored: read, their run chosen, judged beside their entry.

Nothing of a log is executed or followed. The file stays as it was sent, for its team and the
organisers; what others read are the columns, in which no host name and no place stands.
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from competition.energylogs import VERSION
from competition.models import Measurement
from competition.runs import OF_A_RUN, read_into, settle
from submissions.uploads import sha256_of
from workshop.models import Job, Workshop
from workshop.queue import enqueue
from workshop.trail import record_act

READ_AT_ONCE = 2 * 2**20  # bytes; what is larger is read by a job
OF_THE_FILE = [*OF_A_RUN, "runs", "chosen", "parser_version", "source_sha256"]


class TooManyLogs(Exception):
    """An entry has as many as it may have."""


def add_log(entry, upload, *, taken_by, by, sister=None):
    """Keep an uploaded log and read it, at once if it is small. Raises TooManyLogs.

    The caller has found the entry through a queryset that `by` may act on. Around no transaction:
    no upload holds SQLite's only write lock.
    """
    standing = entry.measurements.standing().filter(taken_by=taken_by)
    if standing.count() >= entry.competition.most_logs:
        raise TooManyLogs
    log = Measurement(entry=entry, taken_by=taken_by, name=upload.name[-200:], size=upload.size)
    log.by, log.source_sha256 = by, sha256_of(upload)
    log.file.save("log", upload, save=False)
    if sister:
        log.sister.save("log", sister, save=False)
    if log.size <= READ_AT_ONCE:
        read_into(log)
    _store(log, by=by)
    return log


def _store(log, *, by):
    """The row, with what follows from it; without the row no file stays."""
    try:
        with transaction.atomic():
            log.save()
            _told(log, "log", None, log.name, by=by)
            _judge_copies(log)
            if not log.is_read:
                enqueue("read_log", key=f"read_log:{log.pk}", arguments={"log": log.pk})
    except BaseException:
        delete_files(log)
        raise


def read_log(job):
    """Read what was too large to be read while its sender waits."""
    rows = Measurement.objects.select_related("entry__team__competition__workshop")
    log = rows.filter(pk=job.arguments["log"]).first()
    if log is None:
        return {"read": 0}
    read_into(log)
    with transaction.atomic():
        _keep_figures(log)
        _judge_copies(log)
        Workshop.objects.filter(pk=log.entry.workshop.pk).touch()
    return {"read": 1}


def _keep_figures(log):
    """What was read of it alone: it may have been removed meanwhile, or its run been chosen."""
    current = Measurement.objects.select_for_update().filter(pk=log.pk).first()
    if current is None:
        return
    if current.chosen != log.chosen and current.chosen is not None:
        log.chosen = current.chosen if current.chosen < len(log.runs) else None
        settle(log)
    log.save(update_fields=OF_THE_FILE)


def enqueue_outdated(_now):
    """Logs that an earlier version of the readers has read are read again."""
    stored = Measurement.objects.filter(runs__isnull=False).exclude(file="")
    outdated = stored.exclude(parser_version=VERSION)
    for pk in outdated.values_list("pk", flat=True):
        key = f"read_log:{pk}:{VERSION}"
        enqueue("read_log", key=key, lane=Job.Lane.LONG, arguments={"log": pk})
    return outdated.count()


def choose_run(log, place, *, by):
    """Let the run at that place of the file count; the others are left out, never added."""
    if not 0 <= place < len(log.runs):
        raise IndexError(place)
    before, log.chosen = log.chosen, place
    settle(log)
    with transaction.atomic():
        log.save(update_fields=OF_THE_FILE)
        _told(log, f"run of {log.name}", before, place, by=by)


@transaction.atomic
def remove_log(log, *, by):
    """Take it out of the count. The row and the file stay."""
    log.removed_at = timezone.now()
    log.save(update_fields=["removed_at"])
    _told(log, "log", log.name, None, by=by)


@transaction.atomic
def bring_back_log(log, *, by):
    log.removed_at = None
    log.save(update_fields=["removed_at"])
    _told(log, "log", None, log.name, by=by)


@transaction.atomic
def judge_again(entry):
    """After something the findings depend on has changed: the entry, the platform, the dates.

    What was removed as well, as it may come back.
    """
    for log in entry.measurements.filter(runs__isnull=False).select_for_update():
        log.entry = entry
        settle(log)
        log.save(update_fields=OF_A_RUN)


def _judge_copies(log):
    """Who had the same file or series before is told of it as well, and not of whom."""
    same = Q(source_sha256=log.source_sha256)
    if log.series_sha256:
        same |= Q(series_sha256=log.series_sha256)
    others = Measurement.objects.of_others(log.entry).filter(same, runs__isnull=False)
    for other in others.select_related("entry__team__competition__workshop"):
        settle(other)
        other.save(update_fields=OF_A_RUN)


def _told(log, what, old, new, *, by):
    workshop = log.entry.workshop
    record_act(log.entry, what, old, new, by=by, workshop=workshop)
    Workshop.objects.filter(pk=workshop.pk).touch()


def delete_files(log):
    for file in (log.file, log.sister):
        if file:
            default_storage.delete(file.name)
