"""What a workshop asks of a proposal's PDF, and what may be found against one."""

from dataclasses import dataclass, field

PAPERS = {"a4": (595.28, 841.89), "letter": (612, 792)}  # points
REJECT, WARN = "reject", "warn"


@dataclass(frozen=True)
class Policy:
    """`references` more pages are allowed where they hold references only.

    `authors`, as `people.Person`, are looked for where the proposal is to be anonymous.
    """

    pages: int
    references: int = 0
    paper: tuple = tuple(PAPERS)
    anonymous: bool = False
    authors: tuple = ()


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: its code, what hangs on it, and what its words need.

    `places` are boxes on `page` as it is drawn, in thousandths: (left, top, right, bottom).
    """

    code: str
    severity: str
    page: int | None = None
    data: dict = field(default_factory=dict)
    places: tuple = ()
