"""What the public pages are to reach, and whether they did: design, section 8, and their issue."""

from dataclasses import dataclass

from benchmarks.load import Load
from benchmarks.servers import DEPLOYED

SHARE_OF_BARE = 0.7
LEAST = {12: 250, 300: 25}  # requests a second of a program that is not stored
UNSTORED = "program, not stored"
MOST_QUERIES = 10


@dataclass(frozen=True)
class Row:
    """A page by a server, beside the bare view; zipped and whole are bytes."""

    slots: int
    server: str
    page: str
    found: Load
    bare: Load
    zipped: int
    whole: int
    queries: int

    @property
    def share(self):
        return self.found.rate / self.bare.rate

    def __str__(self):
        rates = [f"{self.found.rate:.0f}", f"{self.found.p99:.1f}", f"{self.share:.2f}"]
        sizes = [f"{self.zipped} / {self.whole}", self.queries]
        return table_row(self.slots, self.page, self.server, *rates, *sizes)


@dataclass(frozen=True)
class Aim:
    """`holds` is None where it could not be measured."""

    name: str
    measured: str
    holds: bool | None

    def __str__(self):
        outcome = {True: "yes", False: "**no**", None: "**not measured**"}[self.holds]
        return table_row(self.name, self.measured, outcome)


def table_row(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def aims_of(rows):
    """By the server that is deployed; that nothing failed, by each."""
    own = [row for row in rows if row.server == DEPLOYED]
    failed = sum(row.found.failed + row.bare.failed for row in rows)
    queries = max(row.queries for row in rows)
    return [
        *map(_aim_of_rate, own),
        _aim_of_growth(*(row for row in own if row.page == UNSTORED)),
        Aim(f"at most {MOST_QUERIES} queries", f"{queries}", queries <= MOST_QUERIES),
        Aim("no request fails", f"{failed} failed", not failed),
    ]


def _aim_of_rate(row):
    name = f"{row.slots} slots, {row.page}: "
    if row.page == UNSTORED:
        least = LEAST[row.slots]
        return Aim(f"{name}≥ {least}/s", f"{row.found.rate:.0f}/s", row.found.rate >= least)
    holds = row.share >= SHARE_OF_BARE
    return Aim(f"{name}≥ {SHARE_OF_BARE} of the bare view", f"{row.share:.2f}", holds)


def _aim_of_growth(small, large):
    cost, size = small.found.rate / large.found.rate, large.whole / small.whole
    told = f"cost × {cost:.1f}, page × {size:.1f}"
    return Aim("the cost of a program grows no faster than the page", told, cost <= size)
