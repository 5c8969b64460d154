import logging
import multiprocessing
import os
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils import timezone

from workshop.clock import tick
from workshop.leases import hard_limit
from workshop.queue import claim_of, lanes, perform, work_once

logger = logging.getLogger("ossau.work")
PAUSE = 0.5  # seconds between two looks at an empty lane
HOUSEKEEPING = 30  # seconds between two looks at what the clock brings


class Command(BaseCommand):
    help = (
        "Do the due rows of the queue, one process a lane (mail, files, long jobs), until told to "
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
        supervise(told_to_stop())


def told_to_stop():
    """An event that SIGTERM and SIGINT set, in the process that calls this."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def supervise(stop):
    """Keep a process alive for each lane, and see to what the clock brings."""
    children, next_round = {}, 0.0
    while not stop.is_set():
        for lane in lanes():
            if lane not in children or not children[lane].is_alive():
                children[lane] = begin(lane, after=children.get(lane))
        if time.monotonic() >= next_round:
            keep_house()
            next_round = time.monotonic() + HOUSEKEEPING
        stop.wait(PAUSE)
    for child in children.values():
        child.terminate()
    for child in children.values():
        child.join()


def begin(lane, *, after):
    if after:
        logger.error("lane %s ended with %s and is begun anew", lane, after.exitcode)
    connections.close_all()  # a connection belongs to one process
    child = multiprocessing.get_context("fork").Process(target=serve, args=(lane, os.getpid()))
    child.start()
    return child


def serve(lane, supervisor):
    """Do one row after the other; a database that is away is asked again after a pause.

    Ends with its supervisor, however that ended.
    """
    stop = told_to_stop()
    while not stop.is_set() and os.getppid() == supervisor:
        try:
            busy = work_in_time(lane)
        except Exception:
            logger.exception("lane %s", lane)
            busy = False
        close_old_connections()
        if not busy:
            stop.wait(PAUSE)
    connections.close_all()


def work_in_time(lane):
    row = claim_of(lane)
    if row is None:
        return False
    with hard_limit(row):
        perform(row)
    return True


def keep_house():
    """A database that is away is asked again in the next round."""
    try:
        tick(timezone.now())
    except Exception:
        logger.exception("housekeeping")
    close_old_connections()
