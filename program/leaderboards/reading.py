"""Which competition a public page shows, and its leaderboard."""

from functools import lru_cache

from django.urls import reverse

from competition.leaderboard import board_of

KEPT = 8  # leaderboards in memory; one of 2,000 entries takes some 10 MB


def competition_of(workshop):
    """The one that everybody reads; None where there is none, or none yet."""
    found = getattr(workshop, "competition", None)
    return found if found and found.is_public else None


def public_board(workshop):
    """None before its date."""
    competition = competition_of(workshop)
    is_public = competition and competition.is_leaderboard_public
    return board_at(competition, workshop.revision) if is_public else None


def address_of_results(workshop):
    """ "" before they are published."""
    competition = competition_of(workshop)
    is_published = competition and competition.results_at
    return reverse("competition_results", args=[workshop.slug]) if is_published else ""


def public_winners(workshop):
    """[(slice, [rows that are first])] of those that somebody won; none before the results."""
    if not address_of_results(workshop):
        return []
    return [(part, rows) for part, rows in public_board(workshop).winners if rows]


@lru_cache(maxsize=KEPT)
def board_at(competition, revision):
    """Made once for each revision by each process, as a sorted one is not stored. Change nothing in
    it: threads share it.
    """
    return board_of(competition)
