"""What the leaderboard takes where nothing of it is stored, on the server alone."""

from tempfile import TemporaryDirectory

from benchmarks.aims import MOST_QUERIES, Aim
from tests.installation.house import Installation

AIMS = {50: (150, 30_000), 2_000: (1_500, 60_000)}  # {entries: (milliseconds of CPU, bytes of all)}
MOST_MS_AGAIN = {
    50: 120,
    2_000: 500,
}  # in another order: the rows are in memory since the last edit
FILL = """
    from datetime import timedelta
    from django.utils import timezone
    from tests.competition.factories import make_competition, make_many_entries
    from tests.factories import make_workshop
    from workshop.models import KeyDate
    competition = make_competition(make_workshop("bench"), iterations=200)
    make_many_entries(competition, ROWS)
    KeyDate.objects.update(at=timezone.now() - timedelta(hours=1))
    answer = 0
"""
# Of seven answers the one in the middle; before each of the first kind something is edited.
ASK = """
    import time
    from statistics import median
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from workshop.footprint import weight_of_page
    from workshop.models import Workshop
    settings.ALLOWED_HOSTS = ["testserver"]

    client, path = Client(), "/bench/competition/"

    def taken_by(query, edit):
        taken = []
        for _number in range(7):
            if edit:
                Workshop.objects.touch()
            begin = time.process_time()
            answer = client.get(path + query)
            taken.append(1000 * (time.process_time() - begin))
            assert answer.status_code == 200
        return median(taken), weight_of_page(answer.content)

    first, size = taken_by("", True)
    again, _size = taken_by("?sort=energy", False)
    Workshop.objects.touch()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    answer = [first, again, size, len(queries)]
"""


def leaderboard():
    """The aims at each size."""
    found = [aim for rows in AIMS for aim in _aims(rows, *_measured(rows))]
    print(*found, sep="\n", flush=True)
    return found


def _measured(rows):
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        site = Installation(folder)
        site.prepare_without_data()
        site.python(FILL.replace("ROWS", str(rows)))
        return site.python(ASK)


def _aims(rows, first, again, size, queries):
    about, (most_ms, most_bytes) = f"leaderboard of {rows} entries", AIMS[rows]
    yield Aim(
        f"{about} after an edit: ≤ {most_ms} ms of CPU, ≤ {MOST_QUERIES} queries",
        f"{first:.0f} ms, {queries} queries",
        first <= most_ms and queries <= MOST_QUERIES,
    )
    most_again = MOST_MS_AGAIN[rows]
    yield Aim(
        f"{about} by energy: ≤ {most_again} ms of CPU", f"{again:.0f} ms", again <= most_again
    )
    yield Aim(f"{about}: ≤ {most_bytes} bytes in all", f"{size} bytes", size <= most_bytes)


if __name__ == "__main__":
    leaderboard()
