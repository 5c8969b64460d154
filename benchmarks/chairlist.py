"""How long a chair waits for the list of ten thousand submissions, on the server alone."""

from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from tests.installation.house import Installation

ROWS = 10_000
MOST_MS, MOST_QUERIES = 300, 17
FILL = """
    from tests.factories import make_many_submissions, make_member, make_workshop
    chair = make_member(make_workshop("bench"))
    make_many_submissions(chair.workshop, ROWS)
    answer = chair.user.email
"""
# Of nine answers the one in the middle.
ASK = """
    import time
    from statistics import median
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from workshop.models import User
    settings.ALLOWED_HOSTS = ["testserver"]

    client, taken = Client(), []
    client.force_login(User.objects.get(email=CHAIR))
    for _number in range(9):
        begin = time.perf_counter()
        assert client.get("/bench/chair/PATH").status_code == 200
        taken.append(1000 * (time.perf_counter() - begin))
    with CaptureQueriesContext(connection) as queries:
        client.get("/bench/chair/PATH")
    answer = [median(taken), len(queries)]
"""
ASKED = {"first page": "", "by title, page 100": "?sort=title&page=100", "search": "?words=ana"}


def chair_list():
    """An Aim for each thing that is asked of it."""
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        site = Installation(folder)
        site.prepare_without_data()
        chair = site.python(FILL.replace("ROWS", str(ROWS)))
        ask = ASK.replace("CHAIR", repr(chair))
        return [
            _aim(name, *site.python(ask.replace("PATH", f"submissions/{query}")))
            for name, query in ASKED.items()
        ]


def _aim(name, ms, queries):
    about = f"the chair's list of {ROWS}, {name}: ≤ {MOST_MS} ms, ≤ {MOST_QUERIES} queries"
    holds = ms <= MOST_MS and queries <= MOST_QUERIES
    return Aim(about, f"{ms:.0f} ms, {queries} queries", holds)
