"""One file of the corpus: how it is made, and what a strict but fair person says of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

UNREADABLE = frozenset({"not-pdf", "broken", "encrypted", "resource"})
REASONS = UNREADABLE | {"too-long", "page-size", "active"}
IDENTITY = frozenset({"identity-text", "identity-metadata", "identity-link"})
WARNINGS = IDENTITY | {
    "annotations",
    "embedded-files",
    "fonts-not-embedded",
    "form",
    "hidden-text",
    "incremental",
    "margins",
    "no-text",
    "remote-link",
    "repaired",
    "rotated",
    "small-text",
    "trailing-data",
    "type3",
}
ACCEPTED = "accept"
OUTCOMES = REASONS | {ACCEPTED}  # for files of which nobody can say more than that it ends
AUTHORS = (
    ("Zoé Etchegaray", "zoe.etchegaray@bidache.example", "Université de Bidache"),
    ("Iñaki Larrañaga", "inaki@garazi.example", "Laboratoire Garazi"),
)
LIMITS = {
    "pages": 2,
    "references": 0,
    "paper": ("a4", "letter"),
    "anonymous": True,
    "authors": AUTHORS,
}


@dataclass(frozen=True)
class Case:
    """`outcomes` names reasons to refuse it, or ACCEPTED, where more than one answer is right.

    Of the warnings, `warnings` must come, of `some` at least one, and of `may` any; others are
    false alarms. A file that is refused may draw any warning beside its reasons.
    """

    name: str
    make: Callable[[], bytes]
    reasons: frozenset = frozenset()
    warnings: frozenset = frozenset()
    may: frozenset = frozenset()
    some: frozenset = frozenset()
    outcomes: frozenset = frozenset()
    policy: dict = field(default_factory=dict)
    file: str = "proposal.pdf"

    def __post_init__(self):
        said = self.reasons | self.warnings | self.may | self.some | self.outcomes
        assert said <= REASONS | WARNINGS | {ACCEPTED}, said

    @property
    def limits(self):
        return LIMITS | self.policy

    def complaints(self, reasons, warnings):
        """What is wrong with this verdict on the file; nothing where it is right."""
        reasons, warnings = set(reasons), set(warnings)
        if self.outcomes:
            if not (reasons or {ACCEPTED}) <= self.outcomes:
                yield f"expected one of {sorted(self.outcomes)}, got {sorted(reasons)}"
        elif reasons != self.reasons:
            yield f"expected {sorted(self.reasons)}, got {sorted(reasons)}"
        if not reasons:
            yield from self.complaints_of(warnings)

    def complaints_of(self, warnings):
        if missing := self.warnings - warnings:
            yield f"no warning: {sorted(missing)}"
        if self.some and not self.some & warnings:
            yield f"none of {sorted(self.some)}"
        if false := warnings - self.warnings - self.some - self.may:
            yield f"false alarm: {sorted(false)}"


def accepted(name, make, warn=(), may=(), some=(), **more):
    return Case(name, make, frozenset(), frozenset(warn), frozenset(may), frozenset(some), **more)


def refused(name, make, *reasons, **more):
    return Case(name, make, reasons=frozenset(reasons), **more)


def either(name, make, *outcomes, warn=(), may=(), some=(), **more):
    """One of these answers; `warn` and `some` are asked for where it is accepted."""
    return Case(
        name,
        make,
        warnings=frozenset(warn),
        may=frozenset(may),
        some=frozenset(some),
        outcomes=frozenset(outcomes),
        **more,
    )


def survived(name, make, **more):
    """Any answer is right that comes."""
    return Case(name, make, outcomes=OUTCOMES, may=WARNINGS, **more)
