"""Samples of power, integrated by the trapezoid rule inside each segment, as AIPowerMeter does.

Between segments nobody measured. The first period is never integrated (n samples, n-1 intervals);
that loses up to some percent of a short log, and is not corrected, because its length is unknown.
"""

import hashlib
import math
from array import array

from competition.energylogs.measurement import Run

LEAST_SECONDS = 60
LEAST_PERIODS = 10
PAUSE = 5  # times the median period
MOST_SAMPLES = 500_000


class TooMany(Exception):
    """More samples than a file may have."""


class Clock:
    """The times of the samples: their order, periods and segments.

    `allow_equal`: PTDaemon writes some stamps twice.
    """

    def __init__(self, found, *, allow_equal=False):
        self.found, self.allow_equal = found, allow_equal
        self.periods = array("d")
        self.samples = self.segments = 0
        self.first = self.last = None
        self.longest, self.longest_line = 0.0, None
        self._before = None

    def tick(self, moment, line):
        """The period that ends here; None where a segment begins."""
        self.samples += 1
        if self.samples > MOST_SAMPLES:
            raise TooMany
        before, self._before, self.last = self._before, moment, moment
        if before is None:
            self.segments += 1
            if self.first is None:
                self.first = moment
            return None
        period = moment - before
        if period <= 0 and not (self.allow_equal and period == 0):
            self.found.add("time_order", "E", line, what="This stamp is not after the one before")
            return period
        if period > self.longest:
            self.longest, self.longest_line = period, line
        self.periods.append(period)
        return period

    def end_segment(self):
        self._before = None

    @property
    def duration(self):
        return math.fsum(self.periods)

    def judge(self):
        """The median period; what is too short and what has pauses is found."""
        if not self.periods:
            if not self.found.has(level="E"):
                short(self.found, "There are fewer than two samples to integrate between.", "E")
            return None
        median = middle(self.periods)
        least = max(LEAST_SECONDS, LEAST_PERIODS * median * (1 - 1e-9))
        if self.duration < least and not self.found.has(code="time_order"):
            short(self.found, f"This lasts {self.duration:.4g} s, {len(self.periods)} period(s).")
        if median > 0 and self.longest > PAUSE * median * (1 + 1e-9):
            self._pauses(median)
        return median

    def _pauses(self, median):
        count = sum(period > PAUSE * median * (1 + 1e-9) for period in self.periods)
        about = {"count": count, "median": median, "longest": self.longest}
        self.found.add("gap", "W", self.longest_line, **about)


class Channel:
    """One course of power over the ticks of a clock."""

    def __init__(self):
        self.joules, self.most = 0.0, 0.0
        self._before = None

    def add(self, watts, period):
        if period is not None:
            self.joules += period * (self._before + watts) / 2
        if watts > self.most:
            self.most = watts
        self._before = watts


def run_of_samples(tool, found, clock, channel, watts, moments, **more):
    """The Run of one course of power; `watts` are its samples, `moments` what read their times."""
    median = clock.judge()
    return Run(
        tool=tool,
        energy_j=channel.joules,
        duration_s=clock.duration,
        samples=clock.samples,
        segments=clock.segments,
        pue=1.0,
        findings=list(found),
        max_power_w=channel.most if watts else None,
        median_period_s=median,
        started_at=moments.date(clock.first) if watts else None,
        ended_at=moments.date(clock.last) if watts else None,
        series_sha256=digest(clock.periods, watts),
        **more,
    )


def short(found, why, level="W", line=None):
    found.add("too_short", level, line, why=why, least=LEAST_SECONDS)


def judge_duration(found, seconds, line=None):
    """Of what is told as a total, without samples."""
    if seconds < LEAST_SECONDS:
        short(found, f"This lasts {seconds:.4g} s.", line=line)


def middle(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def digest(periods, watts):
    """The same for the same course with other dates: periods in ms, powers to 7 digits."""
    hashed = hashlib.sha256()
    for begin in range(0, len(periods), 10_000):
        part = periods[begin : begin + 10_000]
        hashed.update(array("f", [round(one, 3) for one in part]).tobytes())
    for begin in range(0, len(watts), 10_000):
        hashed.update(array("f", watts[begin : begin + 10_000]).tobytes())
    return hashed.hexdigest()
