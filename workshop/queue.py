"""The queue of record: claim a row by lease, do it once, write down what came of it.

`manage.py work` and the Celery task both end in `perform`; the row decides, not the messenger.
"""

import logging
import signal
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from workshop import mailserver, outbox
from workshop.broker import wake
from workshop.discovery import merged
from workshop.models import Job, Message
from workshop.retries import Refused, ServerAway, Stopped, TryAgain, is_last, pause_after

MOST_SWEPT = 500  # messages and jobs each; the next sweep takes the rest
logger = logging.getLogger(__name__)

LEASES = {
    "mail": timedelta(minutes=2),  # a slow server may take 10 s for each of its answers
    "files": timedelta(minutes=2),
    "long": timedelta(minutes=15),
}
MARGIN = timedelta(seconds=10)  # before its lease ends, a worker that hangs is ended


def enqueue(kind, *, key, lane=Job.Lane.FILES, arguments=None, workshop=None, by=None):
    """The job of that key, made in the caller's transaction if there is none, and woken.

    Who asked for it, `by`, may see how far it is, cancel it and fetch its result.
    """
    about = {"kind": kind, "lane": lane, "arguments": arguments or {}}
    job, created = Job.objects.get_or_create(
        key=key, defaults=about | {"workshop": workshop, "by": by}
    )
    if created:
        wake(job)
    return job


def enqueue_again(key):
    """Put a job that failed back in the queue; False where there is none."""
    failed = Job.objects.filter(key=key, state=Job.State.FAILED)
    if not failed.wait_again():
        return False
    wake(Job.objects.get(key=key))
    return True


def sweep():
    """Wake a worker for each due row that the broker may have lost; how many there were.

    Told twice, a row is done once.
    """
    now = timezone.now()
    due = [row for rows in (Message.objects, Job.objects) for row in rows.due(now)[:MOST_SWEPT]]
    for row in due:
        wake(row)
    return len(due)


def lanes():
    """The lanes served here: mail only where there is a server to hand it to."""
    return [lane for lane in LEASES if lane != "mail" or settings.EMAIL_HOST]


def claim(rows, *, now=None):
    """One due row out of the queryset `rows`, leased to the caller; None if there is none.

    Those whose worker died each time they were tried are parked on the way, and those that were
    cancelled while a worker died are let go.
    """
    now = now or timezone.now()
    while (row := _claim(rows, now)) and (end := _end_of(row)):
        finish(row, **end)
    return row


def _end_of(row):
    """How a claimed row ends without being tried once more; None where it is to be tried."""
    if row.is_cancel_asked:
        return {"state": row.State.CANCELLED}
    if is_last(row.lane, row.tries - 1):
        return {"state": row.State.FAILED, "error": _("Its worker died each time it was tried.")}
    return None


def _claim(rows, now):
    """An empty lane is asked without a transaction: on SQLite it would take the write lock."""
    due = rows.due(now).order_by("due_at", "pk")
    if not due.exists() or (rows.model is Message and not mailserver.may_try(now)):
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        row = due.first()
        if row is None or not _lease(row, rows.due(now), now):
            return None
    row.refresh_from_db()
    return row


def _lease(row, due, now):
    """False where another worker was faster."""
    lease, until = uuid.uuid4(), now + LEASES[row.lane]
    claimed = due.filter(pk=row.pk, lease=row.lease)
    return claimed.update(
        state=row.State.RUNNING, lease=lease, leased_until=until, tries=F("tries") + 1
    )


@contextmanager
def hard_limit(row):
    """The kernel ends this process a moment before the row's lease, whatever it hangs in.

    For processes that do nothing else, and that somebody starts anew.
    """
    signal.alarm(int((LEASES[row.lane] - MARGIN).total_seconds()))
    try:
        yield
    finally:
        signal.alarm(0)


def perform(row):
    """Do a claimed row and store the outcome, unless the lease has gone to another by then."""
    try:
        outcome = outbox.deliver(row) if isinstance(row, Message) else _handle(row)
    except ServerAway as away:
        mailserver.begin_outage(str(away))
        # No try is lost, the mail is not to blame; another one is the next probe.
        outcome = {"state": row.State.WAITING, "tries": row.tries - 1, "due_at": timezone.now()}
        outcome["error"] = str(away)
        return finish(row, **outcome)
    except Stopped as stopped:
        outcome = {"state": row.State.CANCELLED, "error": str(stopped)}
    except Refused as no:
        outcome = {"state": row.State.FAILED, "error": str(no)}
    except TryAgain as later:
        outcome = _postponed(row, str(later))
    except Exception as error:
        logger.exception("%s %s failed", row._meta.verbose_name, row.key)
        outcome = _postponed(row, f"{type(error).__name__}: {error}")
    return finish(row, **outcome)


def _postponed(row, error):
    """Its next turn, or the end where that was the last."""
    if is_last(row.lane, row.tries):
        return {"state": row.State.FAILED, "error": error}
    due_at = timezone.now() + pause_after(row.lane, row.tries)
    return {"state": row.State.WAITING, "due_at": due_at, "error": error}


def finish(row, **outcome):
    """Write `outcome` and give the lease back; False if the lease was no longer ours."""
    if outcome["state"] in row.OVER:
        outcome["finished_at"] = timezone.now()
        if isinstance(row, Message):
            outcome["secret"] = ""
    held = type(row).objects.filter(pk=row.pk, lease=row.lease)
    return bool(held.update(lease=None, leased_until=None, **outcome))


def _handle(job):
    handlers = merged("jobs", "HANDLERS")
    if job.kind not in handlers:
        raise Refused(_("No app has a handler for jobs of kind “%(kind)s”.") % {"kind": job.kind})
    result = handlers[job.kind](job)
    return {"state": job.State.DONE, "error": "", "result": result, "percent": 100, "step": ""}


def claim_of(lane):
    return claim(Message.objects.all() if lane == "mail" else Job.objects.filter(lane=lane))


def work_once(lane):
    """Do one due row of a lane. True if there was one."""
    row = claim_of(lane)
    if row is None:
        return False
    perform(row)
    return True
