"""What came of a blind copy: its shape, and a check that what the child said has it."""

import json

BLIND_VERSION = 1  # raise it when the same file would give another copy
OUTCOMES = {"made", "withheld", "not-pdf", "encrypted", "broken", "resource"}
WHERE = {
    *("document", "page", "content", "resource", "link", "bookmark", "destination"),
    *("structure", "layer", "page label"),
}
MOST = 20  # places


def blind_facts(outcome, left=(), *, pages=0):
    return {
        "version": BLIND_VERSION,
        "outcome": outcome,
        "pages": pages,
        "left": [dict(one) for one in left],
    }


def understood(said):
    """The facts in the child's bytes; None where they are anything else."""
    try:
        facts = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return facts if is_sound(facts) else None


def is_sound(facts):
    return (
        type(facts) is dict
        and facts.keys() == blind_facts("").keys()
        and facts["version"] == BLIND_VERSION
        and type(facts["outcome"]) is str
        and facts["outcome"] in OUTCOMES
        and is_number(facts["pages"], least=int(facts["outcome"] == "made"))
        and type(facts["left"]) is list
        and bool(facts["left"]) == (facts["outcome"] == "withheld")
        and len(facts["left"]) <= MOST
        and all(map(is_place, facts["left"]))
    )


def is_number(value, least):
    return type(value) is int and least <= value <= 1_000_000


def is_place(one):
    return (
        type(one) is dict
        and one.keys() == {"where", "page"}
        and type(one["where"]) is str
        and one["where"] in WHERE
        and (one["page"] is None or is_number(one["page"], 1))
    )
