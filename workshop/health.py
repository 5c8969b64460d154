"""Whether the installation can do its work: what `/healthz` answers."""

import shutil
import socket
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.utils import Error
from django.utils import timezone

from workshop.models import Job, Message

LONGEST_WAIT = timedelta(minutes=5)  # for a row that is due, while somebody works
LEAST_SPACE = 500 * 2**20  # bytes
BROKER_SECONDS = 0.5
BROKER_PORTS = {"redis": 6379, "rediss": 6379, "amqp": 5672, "amqps": 5671}


def health():
    """{what: (is it well?, in words)}; what does not apply is left out."""
    found = {"database": _database(), "disk": _disk()}
    address = urlsplit(settings.CELERY_BROKER_URL)
    if address.scheme in BROKER_PORTS:
        found["broker"] = _broker(address)
    if found["database"][0]:
        found |= {"jobs": _queue(Job.objects), "mail": _mail()}
    return found


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return False, type(error).__name__
    return True, connection.vendor


def _disk():
    free = shutil.disk_usage(settings.VAR_DIR).free
    return free >= LEAST_SPACE, f"{free // 2**20} MB free"


def _broker(address):
    """That somebody listens: a lost message is found by the sweep, a lost server is not."""
    try:
        port = address.port or BROKER_PORTS[address.scheme]
        with socket.create_connection((address.hostname, port), BROKER_SECONDS):
            return True, "listens"
    except (OSError, ValueError) as error:
        return False, type(error).__name__


def _mail():
    if not settings.EMAIL_HOST:
        return True, "no server is set: mail waits in the outbox"
    return _queue(Message.objects)


def _queue(rows):
    """How long the row waits that has been due longest."""
    now = timezone.now()
    oldest = rows.due(now).order_by("due_at").values_list("due_at", flat=True).first()
    waited = now - oldest if oldest else timedelta(0)
    return waited <= LONGEST_WAIT, f"due for {int(waited.total_seconds())} s"
