"""Telling Celery of a due row. The row is the truth; a message that is lost costs only time."""

from django.conf import settings
from django.db import transaction


def wake(row):
    """Tell Celery of a row once it is committed; without a broker `work` finds it by itself."""
    if settings.CELERY_BROKER_URL:
        transaction.on_commit(lambda: _publish(row), robust=True)


def _publish(row):
    from workshop.celery import do  # heavy, and needed by no other page

    do.apply_async([row._meta.label, row.pk], queue=row.lane, retry=False)
