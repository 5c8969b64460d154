import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils import timezone

from workshop.jobs import enqueue_tidying
from workshop.queue import lanes, work_once

logger = logging.getLogger("ossau.work")
PAUSE = 0.5  # seconds between two looks at an empty lane


class Command(BaseCommand):
    help = (
        "Do the due rows of the queue, one thread a lane (mail, files, long jobs), until told to "
        "stop. Mail is left in the outbox where no MAIL_URL is set."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")

    def handle(self, *args, once, **options):
        if once:
            for lane in lanes():
                while work_once(lane):
                    pass
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        threads = [threading.Thread(target=serve, args=(lane, stop)) for lane in lanes()]
        for thread in threads:
            thread.start()
        keep_house(stop)
        for thread in threads:
            thread.join()


def serve(lane, stop):
    """Do one row after the other; a database that is away is asked again after a pause."""
    while not stop.is_set():
        try:
            busy = work_once(lane)
        except Exception:
            logger.exception("lane %s", lane)
            busy = False
        close_old_connections()
        if not busy:
            stop.wait(PAUSE)
    connections.close_all()


def keep_house(stop):
    """Once an hour, see that today's tidying is queued."""
    while not stop.is_set():
        try:
            enqueue_tidying(timezone.now())
        except Exception:
            logger.exception("tidying")
        close_old_connections()
        stop.wait(3600)
