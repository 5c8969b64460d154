"""What it takes to rank a competition, to find its front and to draw it, without the database."""

import gzip
import random
import time
from statistics import median

import django
from django.conf import settings

from benchmarks.aims import Aim
from competition.plot import Mark, figure_of
from competition.ranking import Entry, Slice, pareto_front, rank

SLICES = [Slice("C", 0.8, 0.9), Slice("B", 0.9, 0.95), Slice("A", 0.95, 1, upper_inclusive=True)]
TEST_SET = 10_000
BASELINE = 7
TIMES = 7  # of which the one in the middle is told
# {entries: (milliseconds to rank and find the front, to draw, compressed bytes drawn)}
AIMS = {50: (5, 15, 3_000), 2000: (100, 50, 12_000)}


def ranking():
    """An Aim for each thing at each size."""
    _start_django()
    found = [aim for entries, aims in AIMS.items() for aim in _aims(_entries(entries), *aims)]
    print(*found, sep="\n", flush=True)
    return found


def _aims(entries, most_to_rank, most_to_draw, most_bytes):
    marks = [_mark(entry) for entry in entries]
    count = f"{len(entries)} entries"
    ranked = _ms(lambda: (rank(entries, SLICES), pareto_front(entries)))
    drawn = _ms(lambda: figure_of(marks, SLICES))
    size = len(gzip.compress(figure_of(marks, SLICES).encode(), 9))
    yield _aim(f"{count} ranked, with their front", ranked, most_to_rank, "ms")
    yield _aim(f"{count} drawn, with their front", drawn, most_to_draw, "ms")
    yield _aim(f"{count} drawn, compressed", size, most_bytes, "bytes")


def _aim(name, found, most, unit):
    return Aim(f"{name}: ≤ {most} {unit}", f"{found:.0f} {unit}", found <= most)


def _ms(act):
    taken = []
    for _number in range(TIMES):
        begin = time.process_time()
        act()
        taken.append(1000 * (time.process_time() - begin))
    return median(taken)


def _entries(number, seed=10):
    """Who takes more energy is right more often, by chance; three of a team, half measured."""
    drawing = random.Random(seed)
    return [_entry(drawing, place, number // 3) for place in range(number)]


def _entry(drawing, place, teams):
    share = drawing.random()
    return Entry(
        f"K{place:04}",
        min(TEST_SET, int(7900 + 1800 * share**0.5 + drawing.gauss(0, 120))),
        TEST_SET,
        round(10 ** (3 + 4 * share), 1),
        place,
        team=drawing.randrange(teams),
        duration_s=drawing.uniform(1, 900),
        verified=drawing.random() < 0.5,
        baseline=place == BASELINE,
    )


def _mark(entry):
    ends = (entry.energy_j * 0.97, entry.energy_j * 1.04) if entry.verified else ()
    return Mark(entry, f"Team {entry.team}, {entry.id}", *ends, is_verified=entry.verified)


def _start_django():
    """The words of the drawing are translated, which needs settings, and nothing else of them."""
    if not settings.configured:
        settings.configure()
        django.setup()


if __name__ == "__main__":
    ranking()
