"""What came of a blind copy: its shape, and a check that what the child said has it."""

from .shapes import read_as

BLIND_VERSION = 1  # raise it when the same file would give another copy
OUTCOMES = {"made", "withheld", "not-pdf", "encrypted", "broken", "resource"}
WHERE = {
    *("document", "page", "content", "resource", "link", "bookmark", "destination"),
    *("structure", "layer", "page label"),
}
MOST = 20  # places
NUMBERS = range(1_000_001)
SHAPE = {
    "version": range(BLIND_VERSION, BLIND_VERSION + 1),
    "outcome": OUTCOMES,
    "pages": NUMBERS,
    "left": [{"where": WHERE, "page": frozenset({NUMBERS[1:], type(None)})}],
}


def blind_facts(outcome, left=(), *, pages=0):
    return {
        "version": BLIND_VERSION,
        "outcome": outcome,
        "pages": pages,
        "left": [dict(one) for one in left],
    }


def understood(said):
    """The facts in the child's bytes; None where they are anything else."""
    facts = read_as(SHAPE, said)
    return facts if facts and is_sound(facts) else None


def is_sound(facts):
    """A copy has pages, and what is withheld a reason."""
    is_made, is_withheld = (facts["outcome"] == one for one in ("made", "withheld"))
    return (
        (facts["pages"] > 0 or not is_made)
        and bool(facts["left"]) == is_withheld
        and len(facts["left"]) <= MOST
    )
