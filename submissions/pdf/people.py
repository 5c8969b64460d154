"""The authors as words: whether a text tells who they are.

One reading for all that asks: `traces(person, text)` says which of KINDS stand in a text. Accents,
case, line breaks, ligatures and the ways to write an umlaut make no difference; a name inside of a
longer word is none ("Li" in "limit"). Plain Python, without a file or a database.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from .folding import fold, letters_of
from .patterns import patterns_of

KINDS = ("name", "initials", "surname", "handle", "address", "affiliation")
TELLING = KINDS[:-1]  # what leads to one person; an affiliation leads to many
LONGEST = 300  # characters of a line of `parse_authors`
MOST_PEOPLE = 300  # lines of it


@dataclass(frozen=True)
class Person:
    name: str
    mail: str = ""
    affiliation: str = ""


def parse_authors(text):
    """The people of "Name <mail> (Affiliation); …"; mail and affiliation may be left out.

    Raises ValueError with a sentence that quotes what is wrong.
    """
    lines = [line.strip() for line in re.split(r";(?![^()]*\))", text)]
    people = [_parsed(line) for line in lines if line]
    if not people:
        raise ValueError("No author is named: write Name <mail> (Affiliation); …")
    if len(people) > MOST_PEOPLE:
        raise ValueError(f"{len(people)} authors are named: no more than {MOST_PEOPLE} can be.")
    return people


def _parsed(line):
    found = re.fullmatch(r"([^<>()]+?)\s*(?:<([^<>]*)>)?\s*(?:\((.*)\))?", line[:LONGEST])
    if not found or len(line) > LONGEST or not letters_of(fold(found[1])):
        raise ValueError(f"“{line[:80]}” does not read as Name <mail> (Affiliation).")
    name, mail, affiliation = found.groups(default="")
    if "<" in line and not re.fullmatch(r"[^@\s]+@[^@\s]+", mail):
        raise ValueError(f"“{mail[:80]}” is not a mail address.")
    return Person(name, mail, affiliation)


def traces(person, text, kinds=KINDS):
    """Which of these kinds stand in the text, in the order of KINDS."""
    readings = readings_of(text)
    patterns = patterns_of(person)
    return [
        kind
        for kind in KINDS
        if kind in kinds
        and kind in patterns
        and any(patterns[kind].search(reading) for reading in readings)
    ]


@lru_cache(maxsize=16)
def readings_of(text):
    """Folded once, whoever is looked for in it."""
    return {fold(one) for one in {text, unescape(text), unquote(text)}}


def tells(people, text):
    """Whether the text leads to one of these people."""
    return any(traces(person, text, TELLING) for person in people)
