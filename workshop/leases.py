"""Rows are held by lease: one worker claims a row, and writes down what came of it.

Workers agree on the database's clock, whatever their own say. A clock that moves while a row is
held ends its lease early: on PostgreSQL a lock that goes with the worker's connection tells that
it lives. On SQLite all workers share one machine and one clock.
"""

import signal
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.db import Error, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from workshop import mailserver
from workshop.models import Message
from workshop.querysets import LONGEST_LEASE
from workshop.retries import is_last

LEASES = {
    "mail": timedelta(minutes=2),  # a slow server may take 10 s for each of its answers
    "forms": timedelta(minutes=2),
    "files": timedelta(minutes=2),
    "long": LONGEST_LEASE,
}
MARGIN = timedelta(seconds=10)  # before its lease ends, a worker that hangs is ended
PAUSE = 0.5  # seconds until a database that is away is asked again


def now_of_all():
    if connection.vendor != "postgresql":
        return timezone.now()
    return _asked("SELECT clock_timestamp()")


def claim(rows, *, now=None):
    """One due row out of the queryset `rows`, leased to the caller; None if there is none.

    Those whose worker died each time they were tried are parked on the way, and those that were
    cancelled while a worker died are let go.
    """
    now = now or now_of_all()
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
    due = rows.due(now)
    if not due.exists() or (rows.model is Message and not mailserver.may_try(now)):
        return None
    with transaction.atomic():
        row = _first_of(due)
        if row is None or not _is_free(row) or not _lease(row, due, now):
            return None
    row.refresh_from_db()
    return row


def _first_of(due):
    """In an outage any: the mail that met it may be the very cause."""
    in_outage = due.model is Message and mailserver.is_away()
    due = due.order_by(*(["?"] if in_outage else ["due_at", "pk"]))
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return due.first()


def _lease(row, due, now):
    """False where another worker was faster."""
    lease, until = uuid.uuid4(), now + LEASES[row.lane]
    claimed = due.filter(pk=row.pk, lease=row.lease)
    return claimed.update(
        state=row.State.RUNNING, lease=lease, leased_until=until, tries=F("tries") + 1
    )


def _is_free(row):
    """False where a worker that holds it lives, whatever the clock says of its lease.

    The lock is kept until `finish`; a connection holds one at a time.
    """
    if connection.vendor != "postgresql":
        return True
    _let_go()
    return _asked("SELECT pg_try_advisory_lock(hashtext(%s), %s)", row._meta.label, row.pk)


def _let_go():
    if connection.vendor == "postgresql":
        _asked("SELECT pg_advisory_unlock_all()")


def _asked(question, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(question, arguments)
        return cursor.fetchone()[0]


def finish(row, *, pause=None, **outcome):
    """Write `outcome` and give the lease back; False if the lease was no longer ours.

    After that `pause` it is due again; with none, as it was.
    What came of a row is not lost with a database that is away for a moment: it is asked again
    as long as the lease lasts.
    """
    if outcome["state"] in row.OVER:
        outcome["finished_at"] = timezone.now()
        if isinstance(row, Message):
            outcome["secret"] = ""  # nosec B105 # forgotten
    last = time.monotonic() + (LEASES[row.lane] - 2 * MARGIN).total_seconds()
    while True:
        try:
            return _write(row, pause, outcome)
        except Error:  # an InterfaceError too, of a connection that was used since it broke
            if connection.in_atomic_block or time.monotonic() > last:
                raise
            connection.close()
            time.sleep(PAUSE)


def _write(row, pause, outcome):
    if pause:
        outcome["due_at"] = now_of_all() + pause
    held = type(row).objects.filter(pk=row.pk, lease=row.lease)
    written = held.update(lease=None, leased_until=None, **outcome)
    _let_go()
    return bool(written)


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
