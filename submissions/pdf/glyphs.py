"""The lines of a page by the glyphs that PDFium sees, and those of them that readers do not see.

A glyph is hidden where the drawn page shows nothing in its box: white on white, clipped away,
covered, in a layer that is off, drawn with no ink. Only where something else shows there must its
own colour and mode say so. The text under a scan is none: it stands where the scan has its ink.
"""

import ctypes
from collections import namedtuple
from itertools import groupby
from math import atan2, degrees, hypot
from statistics import median

import pypdfium2.raw as pdfium

from .budgets import GLYPHS
from .facts import LONGEST_TEXT
from .pagetree import TooMuch
from .shapes import storable

CONTRAST = 18  # of 255, between the darkest and the lightest pixel of a glyph's box
NEAR_WHITE = 240
MOST_LINES = 2000  # of one page
TINY = 1.5  # points
SHORTEST_RUN = 4  # glyphs: fewer in a row that seem hidden are an odd accent or a dash
WHOLE_PAGE = 0.8  # of its area: a picture that large is a scan
BEYOND_LATIN = 0x250
SPACE = {0x20, 0xA0, 0x09, 0x0A, 0x0D}
Glyph = namedtuple("Glyph", "text box size turn is_hidden")


def lines_of(page, image, unit):
    """(lines, hidden lines) as the facts have them, of a page and its drawing in grey."""
    lines, hidden = [], []
    for row in rows_of(PageGlyphs(page, image, unit).glyphs()):
        for run, is_hidden in runs_of(row):
            if is_hidden:
                hidden.append((box_of(run), text_of(run)))
            elif text_of(run).strip():
                lines.append((box_of(run), *size_of(run), text_of(run)))
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


class PageGlyphs:
    """Asks PDFium glyph by glyph: as each is many calls, into variables made once."""

    def __init__(self, page, image, unit):
        self.page, self.image, self.unit = page, image, unit
        self.text = page.get_textpage()
        self.matrix = pdfium.FS_MATRIX()
        self.edges = [ctypes.c_double() for _ in range(4)]
        self.shown = Shown(page)
        self.modes = {}
        self.is_scan = is_scan(page)

    def glyphs(self):
        """Glyph, or None where a line ends."""
        number = self.text.count_chars()
        if number > GLYPHS:
            raise TooMuch("glyphs")
        for index in range(number):
            code = pdfium.FPDFText_GetUnicode(self.text, index)
            if code in {0x0A, 0x0D}:
                yield None
            elif code in SPACE or pdfium.FPDFText_IsGenerated(self.text, index) == 1:
                yield Glyph(" " if code in SPACE else chr(code), None, 0, None, None)
            else:
                yield self.glyph(index, code)

    def glyph(self, index, code):
        pdfium.FPDFText_GetMatrix(self.text, index, self.matrix)
        matrix = self.matrix
        height = hypot(matrix.c, matrix.d) * self.unit
        size = abs(pdfium.FPDFText_GetFontSize(self.text, index)) * height
        box = self.box(index)
        turn = self.shown.angle(matrix.a, matrix.b)
        text = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""
        return Glyph(text, box, size, turn, self.is_hidden(index, code, box, size))

    def box(self, index):
        """On the page as shown, its sides 1 long; None for a glyph without extent."""
        left, right, bottom, top = self.edges
        pdfium.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        if not (left.value < right.value and bottom.value < top.value):
            return None
        first = self.shown.place(left.value, bottom.value)
        second = self.shown.place(right.value, top.value)
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(first, second, strict=True))
        return left, top, right, bottom

    def is_hidden(self, index, code, box, size):
        """None where that cannot be said, as of a script that no font here has."""
        if box is None:
            return None
        pixels = self.pixels(box)
        if pixels is None or size < TINY:
            return True
        mode, white, is_embedded = self.mode(index)
        darkest, lightest = pixels.getextrema()
        if lightest - darkest < CONTRAST:
            return is_embedded or code < BEYOND_LATIN
        if mode in {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}:
            return not self.is_scan
        return white and not self.is_scan and lightest > NEAR_WHITE and is_mostly_white(pixels)

    def pixels(self, box):
        """What is drawn there; None where that is outside of the page."""
        width, height = self.image.size
        left, top = int(box[0] * width), int(box[1] * height)
        right, bottom = int(box[2] * width) + 1, int(box[3] * height) + 1
        if right <= 0 or bottom <= 0 or left >= width or top >= height:
            return None
        return self.image.crop((max(left, 0), max(top, 0), min(right, width), min(bottom, height)))

    def mode(self, index):
        """(the mode of rendering, whether its fill is near white or see-through, its font here?)"""
        drawn = pdfium.FPDFText_GetTextObject(self.text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        if key not in self.modes:
            self.modes[key] = self.mode_of(drawn)
        return self.modes[key]

    def mode_of(self, drawn):
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        colours = [ctypes.c_uint() for _ in range(4)]
        known = pdfium.FPDFPageObj_GetFillColor(drawn, *colours)
        red, green, blue, alpha = (colour.value for colour in colours)
        is_filled = mode in {pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP}
        is_white = min(red, green, blue) > NEAR_WHITE or alpha < 255 - NEAR_WHITE
        font = pdfium.FPDFTextObj_GetFont(drawn)
        is_embedded = bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 1
        return mode, bool(known and is_filled and is_white), is_embedded


def is_mostly_white(pixels):
    """Most of a glyph's box is what lies behind it."""
    counts = pixels.histogram()
    return sum(counts[NEAR_WHITE:]) * 2 > sum(counts)


def is_scan(page):
    """Whether one picture covers the page, as a scanner makes it."""
    width, height = page.get_size()
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) >= WHOLE_PAGE * width * height:
            return True
    return False


class Shown:
    """From a page's own coordinates to the page as shown: from the left and the top, in parts of 1.

    PDFium, which knows the crop box and the turn, is asked for three points on a device of DOTS.
    """

    DOTS = 1_000_000
    STEP = 1000  # units of the page

    def __init__(self, page):
        self.width, self.height = page.get_size()
        self.left, self.top = left, top = self.device_place(page, 0, 0)
        x, y = self.device_place(page, self.STEP, 0), self.device_place(page, 0, self.STEP)
        self.x = (x[0] - left) / self.STEP, (x[1] - top) / self.STEP
        self.y = (y[0] - left) / self.STEP, (y[1] - top) / self.STEP

    def device_place(self, page, x, y):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, self.DOTS, self.DOTS, 0, x, y, across, down)
        return across.value / self.DOTS, down.value / self.DOTS

    def direction(self, x, y):
        return self.x[0] * x + self.y[0] * y, self.x[1] * x + self.y[1] * y

    def place(self, x, y):
        across, down = self.direction(x, y)
        return self.left + across, self.top + down

    def angle(self, x, y):
        """Of a direction, against the clock, in whole degrees below 360."""
        across, down = self.direction(x, y)
        return round(degrees(atan2(-down * self.height, across * self.width))) % 360
