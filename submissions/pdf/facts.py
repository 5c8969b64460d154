"""The facts of a file: their shape, and a check that what the child said has it.

The child has read a hostile file and may have become one; its words are taken like any stranger's.

Places are boxes (left, top, right, bottom) in thousandths of the page as it is shown. Pages are
numbered from 1; page 0 is the file as a whole.
"""

from .shapes import read_as, storable

VERSION = 2  # raise it when the same file would give other facts
KINDS = {"pdf", "zip", "word", "html", "empty", "other"}
OUTCOMES = {"read", "broken", "resource"}
MEASURED_PAGES = 12  # of a longer file no more are opened: no workshop asks for so many
LONGEST_TEXT = 20_000  # characters of one page
LONGEST_WORDS = 500  # characters of a piece of metadata, an address, a name
MOST_NOTES = 500  # of each kind
WIDEST, TALLEST = 1100, 2200  # pixels of one page
FARTHEST = 100_000  # points: PDF allows pages of 14,400, times their unit

PAGE = range(MEASURED_PAGES + 1)
THOUSANDTH = range(-9_999, 10_000)  # what is hidden may lie outside of the page
BOX = (THOUSANDTH,) * 4
SHEET = {
    "size": (float, float),  # in points, as shown: turned, and times /UserUnit
    "drawn": (range(1, WIDEST + 1), range(1, TALLEST + 1)),  # in pixels
    # Where it stands, its height in tenths of a point, how far it is turned in degrees.
    "lines": [(BOX, range(FARTHEST), range(360), str)],
    "hidden": [(BOX, str)],
}
LENGTHS = {"name": 120, "mail": 254, "affiliation": 200}  # of what is offered, as in the form
LONGEST_TITLE, LONGEST_ABSTRACT, MOST_AUTHORS = 200, 3_000, 50
SHAPE = {
    "version": range(VERSION, VERSION + 1),
    "kind": KINDS,
    "outcome": OUTCOMES,
    "encrypted": bool,
    "repaired": bool,
    "pages": range(1_000_001),
    "sheets": [SHEET],
    "fonts": [(str, {"embedded", "missing", "type3"}, PAGE)],  # those that show a glyph
    "words": [(str, PAGE, str)],  # where they stand (such as "info"), and what they are
    "links": [(PAGE, BOX, str)],
    "active": [(str, PAGE)],
    "attachments": [(str, {"data", "accessibility"})],
    "annotations": [(str, PAGE, BOX)],
    "remote": [(str, PAGE)],
    "form": bool,
    "revisions": range(1_000_001),
    "trailing": range(100_000_001),  # bytes
    # What its first page seems to say, for authors who would have to type it: nothing judges it.
    "offered": {"title": str, "abstract": str, "authors": [dict.fromkeys(LENGTHS, str)]},
}


def nothing_offered():
    return {"title": "", "abstract": "", "authors": []}


def facts_of(kind, outcome="read", **more):
    nothing = {"encrypted": False, "repaired": False, "form": False}
    nothing |= dict.fromkeys(("pages", "revisions", "trailing"), 0)
    nothing |= {name: [] for name, shape in SHAPE.items() if type(shape) is list}
    nothing["offered"] = nothing_offered()
    return {"version": VERSION, "kind": kind, "outcome": outcome, **nothing, **more}


def understood(said):
    """The facts in the child's bytes; None where they are anything else."""
    facts = read_as(SHAPE, said)
    return facts if facts and is_sound(facts) else None


def is_sound(facts):
    """Each page that is to be measured was, and no text is longer than was agreed on."""
    sheets = facts["sheets"]
    return (
        is_modest(facts["offered"])
        and len(sheets) == min(facts["pages"], MEASURED_PAGES)
        and all(
            sum(len(line[-1]) for line in sheet["lines"] + sheet["hidden"]) <= 2 * LONGEST_TEXT
            for sheet in sheets
        )
    )


def is_modest(offered):
    """No longer than the fields of the form."""
    authors = offered["authors"]
    return (
        len(offered["title"]) <= LONGEST_TITLE
        and len(offered["abstract"]) <= LONGEST_ABSTRACT
        and len(authors) <= MOST_AUTHORS
        and all(len(one[field]) <= LENGTHS[field] for one in authors for field in LENGTHS)
    )


def offered_in(facts):
    """{"title", "abstract", "authors"} to fill in a form with; empty ones where none was found.

    Stored facts of before it was looked for say nothing of it, and stay valid.
    """
    return (facts or {}).get("offered") or nothing_offered()


def shortened(text):
    """As it may stand in the facts."""
    return storable(text)[:LONGEST_WORDS]
