"""Numbers and times as tools and spreadsheets write them; anything else is a ValueError."""

import re
from datetime import UTC, datetime, timedelta
from math import isfinite

PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
LATEST = 1e11  # seconds since 1970: beyond it are milliseconds
SINCE = 1e8  # an earlier number counts from the start of the measurement, not from 1970


def number(text, *, comma=False):
    """A finite number, never -0.0. With `comma`, that may stand for the decimal point."""
    return with_comma(text) if comma else plain(text)


def with_comma(text):
    if "," in text and "." not in text:
        text = text.replace(",", ".", 1)
    return plain(text)


def plain(text):
    value = float(text)
    if not isfinite(value) or "_" in text or not text.isascii():
        raise ValueError(text)
    return value + 0.0


def of_json(value):
    """The same of what JSON holds. True is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    try:
        value = float(value)
    except OverflowError as error:
        raise ValueError from error
    if not isfinite(value):
        raise ValueError
    return value + 0.0


class Moments:
    """Stamps as seconds from the first: numbers, or ISO dates, all with a zone or all without."""

    def __init__(self, *, comma=False, parse=datetime.fromisoformat):
        self.number, self.parse = with_comma if comma else plain, parse
        self.first = None
        self.are_seconds = False

    def __call__(self, text):
        if self.first is None:
            self.first = self._first(text.strip())
            self.are_seconds = isinstance(self.first, float)
        if self.are_seconds:
            return self._seconds(text) - self.first
        try:
            return (self.parse(text) - self.first).total_seconds()
        except (TypeError, OverflowError) as error:  # some with a zone, some without
            raise ValueError(text) from error

    def _first(self, text):
        try:
            return self._seconds(text)
        except ValueError:
            if PLAIN.fullmatch(text):
                raise
            return self.parse(text)

    def _seconds(self, text):
        value = self.number(text)
        if not -LATEST <= value <= LATEST:
            raise ValueError(text)
        return value

    def date(self, seconds):
        """The date of what the call gave; None where the stamps do not tell the day."""
        try:
            if not self.are_seconds:
                return self.first + timedelta(seconds=seconds)
            if self.first < SINCE:
                return None
            return datetime.fromtimestamp(self.first + seconds, UTC)
        except (OverflowError, ValueError, OSError, TypeError):
            return None


def date_of(text):
    """A date where it only informs; None where it cannot be read."""
    try:
        return datetime.fromisoformat(text.strip())
    except (ValueError, AttributeError):
        return None
