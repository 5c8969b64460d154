"""The lines of a page by its glyphs, and those lines, or parts of them, that readers do not see."""

from itertools import groupby
from statistics import median

from .facts import LONGEST_TEXT
from .glyphs import PageGlyphs
from .pieces import LONGEST, MOST, pieces_of
from .shapes import storable

MOST_LINES = 2000  # of one page
SHORTEST_RUN = 4  # glyphs: fewer in a row that seem hidden are an odd accent or a dash


def lines_of(page, image, unit, pieces=None):
    """(lines, hidden lines) as the facts have them, of a page and its drawing in grey.

    What is seen first is added to `pieces`, if that is a list.
    """
    lines, hidden = [], []
    width = page.get_width() * unit
    for row in rows_of(PageGlyphs(page, image, unit).glyphs()):
        for run, is_hidden in runs_of(row):
            if is_hidden:
                hidden.append((box_of(run), text_of(run)))
            elif text_of(run).strip():
                lines.append((box_of(run), *size_of(run), text_of(run)))
                if pieces is not None and len(pieces) < MOST and len(run) <= LONGEST:
                    pieces += pieces_of(run, width)[: MOST - len(pieces)]
    return capped(lines), capped(hidden)


def capped(lines):
    """No more text than a page may have."""
    kept, room = [], LONGEST_TEXT
    for *about, text in lines[:MOST_LINES]:
        if room <= 0:
            break
        kept.append([*about, text[:room]])
        room -= len(text)
    return kept


def rows_of(glyphs):
    """Glyphs up to each end of a line; one that is turned otherwise begins a row."""
    row, turn = [], None
    for glyph in glyphs:
        ends = glyph is None or (row and glyph.turn is not None and turn not in {None, glyph.turn})
        if ends and row:
            yield row
            row, turn = [], None
        if glyph is not None:
            row.append(glyph)
            turn = glyph.turn if glyph.turn is not None else turn
    if row:
        yield row


def runs_of(row):
    """[(glyphs, whether hidden)]: a few alone that seem hidden go with those around them."""
    inked = [glyph for glyph in row if glyph.is_hidden is not None]
    hidden = set()
    for is_hidden, some in groupby(inked, key=lambda glyph: glyph.is_hidden):
        run = list(some)
        if is_hidden and (len(run) >= SHORTEST_RUN or len(run) == len(inked) > 1):
            hidden |= set(map(id, run))
    marked, last = [], False
    for glyph in row:
        last = last if glyph.is_hidden is None else id(glyph) in hidden
        marked.append((glyph, last))
    for is_hidden, some in groupby(marked, key=lambda pair: pair[1]):
        yield [glyph for glyph, _hidden in some], is_hidden


def box_of(run):
    boxes = [glyph.box for glyph in run if glyph.box]
    if not boxes:
        return (0, 0, 0, 0)
    left, top, right, bottom = zip(*boxes, strict=True)
    edges = min(left), min(top), max(right), max(bottom)
    return tuple(max(-9_999, min(9_999, round(1000 * edge))) for edge in edges)


def size_of(run):
    """(tenths of a point, degrees)"""
    sized = [glyph for glyph in run if glyph.size]
    if not sized:
        return 0, 0
    size = median(glyph.size for glyph in sized)
    return min(round(10 * size), 99_999), sized[0].turn or 0


def text_of(run):
    return storable("".join(glyph.text for glyph in run))
