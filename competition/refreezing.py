"""What freezing the slices anew would change: the slices, and the places of entries."""

from dataclasses import dataclass

from competition import ranking
from competition.leaderboard import Row, board_of
from competition.models import Entry
from workshop.digests import digest_of
from workshop.models import Change


@dataclass(frozen=True)
class Move:
    """An entry and its places, {slice: rank or None}, now and then."""

    row: Row
    old: list
    new: list


@dataclass(frozen=True)
class Refreezing:
    """`old` and `new` are slices as `Opening.slices` has them."""

    old: list
    new: list
    mode: str
    moves: list

    @property
    def seen(self):
        places = [(one.row.id, one.old, one.new) for one in self.moves]
        return digest_of([self.new, self.mode, places])


def refreezing_of(competition, user):
    """As far as `user` may know: nothing of the places of their own team."""
    parts = list(competition.slices.all())
    board = board_of(competition)
    new = ranking.rank(
        [row.ranked for row in board.measured],
        [part.as_ranked for part in parts],
        mode=competition.mode,
        tolerance=competition.tolerance,
    )
    then, judged = _places(new), _judged(competition, user)
    now = _places(board.ranks)
    moves = [
        Move(row, now.get(row.id, []), then.get(row.id, []))
        for row in board.measured
        if row.id in judged and now.get(row.id) != then.get(row.id)
    ]
    frozen = [part.as_frozen for part in parts]
    return Refreezing(competition.newest_opening.slices, frozen, competition.mode, moves)


def _places(ranks):
    """{code: [(slice, rank or None), …]}"""
    places = {}
    for label, ranked in ranks.items():
        for place, code in ranked:
            places.setdefault(code, []).append((label, place))
    return places


def _judged(competition, user):
    return set(Entry.objects.of(competition).judged_by(user).values_list("code", flat=True))


def reason_of(competition):
    """Why the slices were unfrozen last, to begin with."""
    rows = Change.objects.filter(model=competition._meta.label_lower, object_id=competition.pk)
    last = rows.filter(fields__has_key="slices").order_by("-pk").first()
    return last.fields["slices"][1] if last else ""
