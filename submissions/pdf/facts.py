"""The facts of a file: their shape, and a check that what the child said has it.

The child has read a hostile file and may have become one; its words are taken like any stranger's.
"""

import json

VERSION = 1  # raise it when the same file would give other facts
KINDS = {"pdf", "zip", "word", "html", "empty", "other"}
OUTCOMES = {"read", "broken", "resource"}
TYPES = {
    "version": int,
    "kind": str,
    "outcome": str,
    "encrypted": bool,
    "pages": int,
    "drawn": list,
    "texts": list,
}
DRAWN_PAGES = 4
LONGEST_TEXT = 20_000  # characters of one page
WIDEST, TALLEST = 1100, 2200  # pixels of one page


def facts_of(kind, outcome="read", *, encrypted=False, drawn=(), texts=(), pages=0):
    return {
        "version": VERSION,
        "kind": kind,
        "outcome": outcome,
        "encrypted": encrypted,
        "pages": pages,
        "drawn": [list(size) for size in drawn],
        "texts": list(texts),
    }


def understood(said):
    """The facts in the child's bytes; None where they are anything else."""
    try:
        facts = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return facts if has_shape(facts) and is_sound(facts) else None


def has_shape(facts):
    return (
        type(facts) is dict
        and facts.keys() == TYPES.keys()
        and all(type(facts[name]) is kind for name, kind in TYPES.items())
    )


def is_sound(facts):
    drawn, texts, pages = facts["drawn"], facts["texts"], facts["pages"]
    return (
        facts["version"] == VERSION
        and facts["kind"] in KINDS
        and facts["outcome"] in OUTCOMES
        and 0 <= pages <= 1_000_000
        and len(drawn) == len(texts) == min(pages, DRAWN_PAGES)
        and all(map(is_size, drawn))
        and all(map(is_text, texts))
    )


def is_size(size):
    return (
        type(size) is list
        and [type(side) for side in size] == [int, int]
        and 1 <= size[0] <= WIDEST
        and 1 <= size[1] <= TALLEST
    )


def is_text(text):
    return type(text) is str and len(text) <= LONGEST_TEXT and text == storable(text)


def storable(text):
    """Without what a database column refuses: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode(errors="ignore").decode()
