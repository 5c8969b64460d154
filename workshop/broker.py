"""Telling Celery of a due row. The row is the truth; a message that is lost costs only time."""

import time

from django.conf import settings
from django.db import transaction

AWAY = 10  # seconds in which a broker that failed is not asked again: the sweep finds the rows
MOST_WOKEN = 20  # rows one by one; more are left to one sweep

_silent_until = 0.0


def wake(row):
    """Tell Celery of a row once it is committed; without a broker `work` finds it by itself."""
    wake_all([row])


def wake_all(rows):
    """The same of many at once, which cost the request no more than one."""
    if not settings.CELERY_BROKER_URL or not rows:
        return
    if len(rows) > MOST_WOKEN:
        transaction.on_commit(lambda: _once_only(_sweep), robust=True)
    else:
        transaction.on_commit(lambda: [_once_only(_publish, row) for row in rows], robust=True)


def _once_only(publish, *arguments):
    """Ask a broker that is away once: each question may take half a second."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        publish(*arguments)
    except Exception:
        _silent_until = time.monotonic() + AWAY
        raise


def _publish(row):
    from workshop.celery import do  # heavy, and needed by no other page

    do.apply_async([row._meta.label, row.pk], queue=row.lane, retry=False)


def _sweep():
    from workshop.celery import sweep

    sweep.apply_async(retry=False)
