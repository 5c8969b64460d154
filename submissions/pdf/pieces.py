"""What stands on the first page, piece by piece, with what is raised marked as such.

A piece ends where a line does, or where a wide gap is in it: between columns of authors. A letter
that seems hidden among those that are seen is UNKNOWN: what it stands in is not offered.
"""

import re
from collections import namedtuple
from statistics import median

from .shapes import storable

MOST = 400  # pieces: no front matter needs so many
RAISED, LEVEL = "\ue00e", "\ue00f"  # around what stands above the line: footnote marks, powers
SPACES = re.compile("[ \t\r\n\xa0]+")
UNKNOWN = "\ufffd"
LONGEST = 500  # glyphs of a line
SMALLER = 0.86  # of the line's type
HIGHER = 0.2  # of the height of its letters
FULL = 0.8  # of the glyphs of a line may be smaller than its type
WIDE = 1.5  # times the size of the type: a wider gap ends a piece
Piece = namedtuple("Piece", "left top right bottom size text")  # in thousandths; tenths of a point


def pieces_of(run, width):
    """Of the glyphs of a line, on a page so many points wide; none of one that is turned."""
    inked = [glyph for glyph in run if glyph.box and glyph.size]
    if not inked or any(glyph.turn for glyph in inked):
        return []
    size = sorted(glyph.size for glyph in inked)[int(FULL * len(inked))]
    level = level_of(inked, size)
    parts, right = [[]], None
    for glyph in run:
        if glyph.box:
            gap = 0 if right is None else (glyph.box[0] - right) * width / size
            if not -2 * WIDE < gap < WIDE:
                parts.append([])
            right = glyph.box[2]
        parts[-1].append(glyph)
    return [piece for part in parts if (piece := piece_of(part, size, level))]


def level_of(inked, size):
    """(lower edge of the letters of full size, their height)"""
    full = [glyph.box for glyph in inked if glyph.size > SMALLER * size and glyph.text.isalnum()]
    full = full or [glyph.box for glyph in inked]
    return median(box[3] for box in full), median(box[3] - box[1] for box in full)


def piece_of(glyphs, size, level):
    inked = [glyph for glyph in glyphs if glyph.box and glyph.size]
    if not inked:
        return None
    left, top, right, bottom = zip(*(glyph.box for glyph in inked), strict=True)
    edges = (min(left), min(top), max(right), max(bottom))
    box = (max(-9_999, min(9_999, round(1000 * edge))) for edge in edges)
    words = SPACES.sub(" ", storable(text_of(glyphs, size, level))).strip(" ")
    return Piece(*box, round(10 * size), words[:LONGEST])


def text_of(glyphs, size, level):
    text, was_raised = [], False
    for glyph in glyphs:
        is_raised = was_raised if not glyph.box else is_above(glyph, size, level)
        if is_raised != was_raised:
            text.append(RAISED if is_raised else LEVEL)
        is_unknown = glyph.text in {RAISED, LEVEL} or (glyph.is_hidden and glyph.text.isalnum())
        text.append(UNKNOWN if is_unknown else glyph.text)
        was_raised = is_raised
    return "".join(text) + LEVEL * was_raised


def is_above(glyph, size, level):
    bottom, height = level
    return glyph.size < SMALLER * size and bottom - glyph.box[3] > HIGHER * height
