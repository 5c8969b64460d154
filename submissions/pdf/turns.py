"""Two checks at a time on one machine, however many processes ask: each may take half a gigabyte.

Places are files that the kernel locks: whoever dies gives the place back.
"""

import fcntl
import os
import tempfile
import time
from contextlib import contextmanager

PLACES = 2
PATIENCE = 45.0  # seconds
PAUSE = 0.05


class NoPlace(Exception):
    """All places are taken, and stayed so: a matter of load, which says nothing about the file."""


@contextmanager
def turn():
    """Hold a place. Raises NoPlace."""
    place = wait_for_place()
    try:
        yield
    finally:
        os.close(place)


def wait_for_place():
    until = time.monotonic() + PATIENCE
    while True:
        for number in range(PLACES):
            if (place := locked(number)) is not None:
                return place
        if time.monotonic() > until:
            raise NoPlace("other files are being checked")
        time.sleep(PAUSE)


def locked(number):
    """The place as an open file; None where another has it."""
    path = os.path.join(tempfile.gettempdir(), f"ossau-check-{os.getuid()}-{number}.lock")
    place = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(place)
        return None
    return place
