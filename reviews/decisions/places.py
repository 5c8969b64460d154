"""How many of those accepted the program has places for, as far as a chair may know."""

from dataclasses import dataclass

from workshop.discovery import found


@dataclass(frozen=True)
class Places:
    """`all` is None where nobody has said how many there are. `how` says how they are counted."""

    label: str
    taken: int
    all: int | None
    how: str

    @property
    def left(self):
        return None if self.all is None else self.all - self.taken


def places_of(workshop, outcomes):
    """[Places, …] as taken by these decisions, announced or not."""
    said = list(outcomes)
    parts = [one for places_in in found("capacity", "places_in") for one in places_in(workshop)]
    return [
        Places(label, sum(map(said.count, outcomes)), number, how)
        for label, outcomes, number, how in parts
    ]
