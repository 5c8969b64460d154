"""Any other meter: CSV with `timestamp,power_w` or `start,end,energy_j`; templates/ has examples.

Stamps are seconds or ISO 8601, in one manner throughout. What the joules are of is not known.
An interval carries its own energy, so that a single one is enough and a long one is no pause; a
hole between two is.
"""

from array import array

from competition.energylogs.figures import Moments, number
from competition.energylogs.findings import Findings
from competition.energylogs.measurement import Run
from competition.energylogs.series import (
    MOST_SAMPLES,
    PAUSE,
    Channel,
    Clock,
    TooMany,
    digest,
    judge_duration,
    middle,
    run_of_samples,
    short,
)
from competition.energylogs.table import Table

TOOL = "generic"
STAMP = "a time in seconds, or as 2021-11-17T10:00:00Z, the same way in all lines"


def recognises(names):
    return {"timestamp", "power_w"} <= names or {"start", "end", "energy_j"} <= names


def read(source):
    table = Table(source)
    reader = samples if "power_w" in table.names else intervals
    return [reader(table)]


def rows(table, found, needed):
    """(line, cells) of what has all cells that are needed; the rest is found."""
    wanted = len(table.names)
    for line, cells in table:
        if len(cells) == wanted:
            if table.source.is_cut and not all(cells[place] for place in needed):
                found.add("truncated", "W", line)
                continue
            yield line, cells
        elif len(cells) < wanted and table.at_cut_end:
            found.add("truncated", "W", line)
        elif any(cells[wanted:]) or len(cells) <= max(needed):
            _field_count(found, line, cells, wanted, "E", ", so its numbers may be others")
        else:
            _field_count(found, line, cells, wanted, "W", "")
            yield line, cells


def _field_count(found, line, cells, wanted, level, why):
    found.add("field_count", level, line, found=len(cells), wanted=wanted, why=why)


def samples(table):
    found, clock, channel = Findings(), Clock(Findings()), Channel()
    clock.found = found
    moments, watts = Moments(comma=table.comma), array("d")
    at, of = table.place("timestamp"), table.place("power_w")
    as_number, tick, add, keep = moments.number, clock.tick, channel.add, watts.append
    for line, cells in rows(table, found, (at, of)):
        try:
            moment, power = moments(cells[at]), as_number(cells[of])
        except ValueError:
            power = -1
        if power < 0:
            moment = stamp(moments, cells[at], line, found, "The timestamp")
            power = amount(cells[of], line, found, "The power", table.comma)
            if moment is None:
                continue
            power = power or 0.0  # which is found: only the time counts
        add(power, tick(moment, line))
        keep(power)
    return run_of_samples(TOOL, found, clock, channel, watts, moments)


def stamp(moments, text, line, found, what):
    try:
        return moments(text)
    except ValueError:
        found.number(what, text, line, remedy=f"write {STAMP}")
        return None


def amount(text, line, found, what, comma):
    try:
        value = number(text, comma=comma)
    except ValueError:
        found.number(what, text, line)
        return None
    if value < 0:
        found.negative(what, text, line)
        return None
    return value


def intervals(table):
    found, moments = Findings(), Moments(comma=table.comma)
    begins, ends, joules = (table.place(name) for name in ("start", "end", "energy_j"))
    kept = Intervals(found)
    for line, cells in rows(table, found, (begins, ends, joules)):
        begin = stamp(moments, cells[begins], line, found, "The start")
        end = stamp(moments, cells[ends], line, found, "The end")
        energy = amount(cells[joules], line, found, "The energy", table.comma)
        if None not in (begin, end, energy):
            kept.add(begin, end, energy, line)
    return kept.run(moments)


class Intervals:
    """Energies of stretches of time that follow one another."""

    def __init__(self, found):
        self.found = found
        self.lengths, self.energies = array("d"), array("d")
        self.first = self.last = None
        self.segments, self.most = 0, 0.0
        self.holes = []

    def add(self, begin, end, energy, line):
        if end <= begin:
            self.found.add("time_order", "E", line, what="This interval ends before it begins")
            return
        if self.last is not None and begin < self.last - 1e-6:
            self.found.add("time_order", "E", line, what="This interval begins within another")
        if len(self.lengths) >= MOST_SAMPLES:
            raise TooMany
        if self.last is None or begin > self.last + 1e-6:
            self.segments += 1
            if self.last is not None:
                self.holes.append((begin - self.last, line))
        self.first = begin if self.first is None else self.first
        self.last = end
        self.lengths.append(end - begin)
        self.energies.append(energy)
        self.most = max(self.most, energy / (end - begin))

    def run(self, moments):
        median = self._judge()
        return Run(
            tool=TOOL,
            energy_j=sum(self.energies),
            duration_s=sum(self.lengths),
            samples=len(self.lengths),
            segments=self.segments,
            pue=1.0,
            findings=list(self.found),
            max_power_w=self.most if self.lengths else None,
            median_period_s=median,
            started_at=moments.date(self.first) if self.lengths else None,
            ended_at=moments.date(self.last) if self.lengths else None,
            series_sha256=digest(self.lengths, self.energies),
        )

    def _judge(self):
        if not self.lengths:
            if not self.found.has(level="E"):
                short(self.found, "There is no interval.", "E")
            return None
        median = middle(self.lengths)
        judge_duration(self.found, sum(self.lengths))
        holes = [hole for hole in self.holes if hole[0] > PAUSE * median]
        if holes:
            longest, line = max(holes)
            about = {"count": len(holes), "median": median, "longest": longest}
            self.found.add("gap", "W", line, **about)
        return median
