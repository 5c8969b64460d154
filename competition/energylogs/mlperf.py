"""MLPerf's spl.txt, as PTDaemon writes it: a meter at the wall, so of the whole system.

The first Watts is the sum of the channels already. Some stamps occur twice, which is let be.
"""

import re
from array import array
from datetime import datetime

from competition.energylogs.figures import Moments
from competition.energylogs.findings import Findings
from competition.energylogs.generic import amount
from competition.energylogs.series import Channel, Clock, run_of_samples

TOOL = "MLPerf"
FIRST = re.compile(rb"(\xef\xbb\xbf)?\s*Time,\s*\d\d-\d\d-\d{4} ")


def recognises(head):
    return FIRST.match(head) is not None


def parse(text):
    """MM-DD-YYYY HH:MM:SS.mmm"""
    if not re.fullmatch(r"\d\d-\d\d-\d{4} [0-9:.]+", text):
        raise ValueError(text)
    return datetime.fromisoformat(f"{text[6:10]}-{text[:5]}{text[10:]}")


def read(source):
    found, channel, watts = Findings(), Channel(), array("d")
    clock, moments = Clock(found, allow_equal=True), Moments(parse=parse)
    wanted = 0
    for line, text in source.lines():
        cells = [cell.strip() for cell in text.split(",")]
        if not any(cells):
            continue
        if source.is_cut and not is_whole(cells, wanted):
            found.add("truncated", "W", line)
            continue
        wanted = len(cells)
        moment, power = _sample(cells, line, found, moments)
        if moment is not None:
            channel.add(power or 0.0, clock.tick(moment, line))
            watts.append(power or 0.0)
    about = {"system_j": channel.joules, "scope": frozenset({"system"}), "method": "wall"}
    return [run_of_samples(TOOL, found, clock, channel, watts, moments, **about)]


def is_whole(cells, wanted):
    """Whether it has the cells of the line before it, and some behind the first power."""
    behind = "Watts" in cells and cells.index("Watts") + 2 < len(cells)
    return behind and len(cells) >= wanted


def _sample(cells, line, found, moments):
    if len(cells) < 4 or cells[0] != "Time" or "Watts" not in cells[:-1]:
        found.number("This line", ",".join(cells), line, remedy="give the file as it was")
        return None, None
    try:
        moment = moments(cells[1])
    except ValueError:
        found.number("The time", cells[1], line, remedy="give the file as it was")
        moment = None
    power = cells[cells.index("Watts") + 1]
    return moment, amount(power, line, found, "The power", comma=False)
