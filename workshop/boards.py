"""The way back: what is opened from a board leads to it again, its filter and order kept.

The board stands in the address of what is opened, as `from`, and nothing else is followed than
the boards below, of the workshop whose page it is.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

BOARDS = {  # name of the address: what the link back says
    "chair_list": gettext_lazy("Submissions"),
    "decisions": gettext_lazy("Decisions"),
    "conflicts": gettext_lazy("Conflicts"),
    "progress": gettext_lazy("Progress by submission"),
    "progress_of_reviewers": gettext_lazy("Progress by reviewer"),
    "confirmations": gettext_lazy("Confirmations"),
    "announce": gettext_lazy("Announce"),
    "closing": gettext_lazy("Close the workshop"),
    "chair_competition": gettext_lazy("To measure"),
}
MOST = 500  # characters of what a board was asked for


class Board(NamedTuple):
    label: str
    address: str
    kept: str  # to append to what is opened from the page, so that it leads back as well


def from_here(request, lead="?"):
    """To append to addresses on a board. A board's own POST keeps what its address asks for."""
    return _kept(request.resolver_match.url_name, request.GET.urlencode()[:MOST], lead)


def came_from(request):
    """The Board that was left for this page; None where it was opened otherwise."""
    name, _mark, asked = request.GET.get("from", "").partition("?")
    if name not in BOARDS:
        return None
    query = QueryDict(asked[:MOST]).urlencode()
    address = reverse(name, args=[request.resolver_match.kwargs["slug"]])
    return Board(BOARDS[name], f"{address}?{query}" if query else address, _kept(name, query))


def kept(request, lead="?"):
    """To append to where an act leads."""
    board = came_from(request)
    return lead + board.kept[1:] if board else ""


def _kept(name, query, lead="?"):
    return lead + urlencode({"from": f"{name}?{query}" if query else name})
