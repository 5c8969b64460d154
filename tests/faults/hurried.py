"""Ossau's workers with the pauses between tries divided by 60: a minute lasts a second.

`celery -A tests.faults.hurried worker` and `python -m tests.faults.hurried work` are the real ones
otherwise. The quick tests also shorten what a dead worker's row waits for: LEASE_SECONDS,
SWEEP_SECONDS.
"""

import os
import sys
from datetime import timedelta

import django
from celery.signals import worker_process_init

from workshop import retries
from workshop.celery import app

retries.MINUTE = timedelta(seconds=1)
app.conf.beat_schedule["sweep"]["schedule"] = float(os.environ.get("SWEEP_SECONDS", 30))


@worker_process_init.connect
def shorten_the_lease(**_kwargs):
    from workshop import leases

    if seconds := os.environ.get("LEASE_SECONDS"):
        leases.LEASES["mail"] = timedelta(seconds=float(seconds))
        leases.MARGIN = timedelta(seconds=1)


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    django.setup()
    shorten_the_lease()
    execute_from_command_line(["manage.py", *sys.argv[1:]])
