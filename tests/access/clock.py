"""The stage's clock: it goes on while something is done there, and stands while pages are read.

So no two acts are of one instant, and a time that a page tells differs between two worlds only if
what was done in them does.
"""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

START = datetime(2029, 3, 1, 9, tzinfo=UTC)
STEP = timedelta(seconds=61)  # pages tell minutes
READ_AT = START + timedelta(hours=20)


class Clock(datetime):
    """Where django.utils.timezone looks for `datetime`: a model's default keeps its `now`."""

    at, step = START, STEP

    @classmethod
    def now(cls, tz=None):
        cls.at += cls.step
        return cls.at


@contextmanager
def of_the_stage():
    Clock.at, Clock.step = START, STEP
    with patch.object(timezone, "datetime", Clock):
        yield


@contextmanager
def standing():
    """It is the same instant whenever pages are read; then time goes on from where it was."""
    before = Clock.at, Clock.step
    assert Clock.at < READ_AT
    Clock.at, Clock.step = READ_AT, timedelta(0)
    try:
        yield
    finally:
        Clock.at, Clock.step = before
