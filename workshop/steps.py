"""What apps say is to be done: next on the chair's page, waiting for a person on "my page"."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from workshop.models import Workshop


@dataclass(frozen=True)
class Step:
    """One thing that a chair does next, in an imperative, and the page where it is done.

    A suggestion stands on the chair's page alone, below the rest.
    """

    text: str
    address: str
    due: datetime | None = None
    is_urgent: bool = False
    is_suggestion: bool = False


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for one person, in any role.

    `zone` is the one that `due` is told in, where it is not the workshop's.
    """

    workshop: Workshop
    text: str
    address: str
    due: datetime | None = None
    is_urgent: bool = False
    zone: tzinfo | None = None


def in_order(steps):
    """The urgent first, then by due date, then what has none, suggestions at the end."""
    return sorted(steps, key=_rank)


def _rank(step):
    is_suggestion = getattr(step, "is_suggestion", False)
    due = step.due.timestamp() if step.due else float("inf")
    return is_suggestion, not step.is_urgent, due
