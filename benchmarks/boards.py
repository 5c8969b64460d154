"""How long a chair waits for the boards of reviewing, on the server alone."""

from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from benchmarks.chairlist import ASK
from tests.installation.house import Installation

REVIEWS_EACH = 3
MOST_MS = {200: 150, 1_000: 300}  # {submissions: so many for each board}
MOST_QUERIES = 30
# {what is measured: its address below the chair's pages}
BOARDS = {
    "decisions": "decisions/",
    "decisions by spread": "decisions/?sort=-spread",
    "decisions that are disputed": "decisions/?words=number+1",
    "progress by submission": "progress/",
    "progress by reviewer": "progress/reviewers/",
    "what is missing, by title": "progress/?state=missing&sort=title",
    "search on the progress board": "progress/?words=reviewer+1",
}
FILL = """
    from tests.factories import (
        make_criterion, make_key_date, make_many_reviews, make_many_submissions, make_member,
        make_workshop,
    )
    chair = make_member(make_workshop("bench"))
    for name in ("Relevance", "Quality", "Clarity"):
        make_criterion(chair.workshop, name)
    make_key_date(chair.workshop, "reviews")
    make_many_reviews(make_many_submissions(chair.workshop, ROWS), EACH)
    answer = chair.user.email
"""


def boards():
    """An Aim for each board at each size."""
    return [aim for rows in MOST_MS for aim in _boards_of(rows)]


def _boards_of(rows):
    with TemporaryDirectory(prefix="ossau-bench-") as folder:
        site = Installation(folder)
        site.prepare_without_data()
        fill = FILL.replace("ROWS", str(rows)).replace("EACH", str(REVIEWS_EACH))
        ask = ASK.replace("CHAIR", repr(site.python(fill)))
        return [
            _aim(rows, name, *site.python(ask.replace("PATH", address)))
            for name, address in BOARDS.items()
        ]


def _aim(rows, name, ms, queries):
    most = MOST_MS[rows]
    about = f"{rows} × {REVIEWS_EACH} reviews, {name}: ≤ {most} ms, ≤ {MOST_QUERIES} queries"
    return Aim(about, f"{ms:.0f} ms, {queries} queries", ms <= most and queries <= MOST_QUERIES)


if __name__ == "__main__":
    print(*boards(), sep="\n")
