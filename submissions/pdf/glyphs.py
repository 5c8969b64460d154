"""The glyphs of a page as PDFium sees them, and whether readers see them.

A glyph is hidden where the drawn page shows nothing in its box: white on white, clipped away,
covered, in a layer that is off, drawn with no ink. Only where something else shows there must its
own colour and mode say so. The text under a scan is none: it stands where the scan has its ink.
"""

import ctypes
from collections import namedtuple
from math import hypot

import pypdfium2.raw as pdfium

from .budgets import GLYPHS
from .pagetree import TooMuch
from .shown import Shown

CONTRAST = 18  # of 255, between the darkest and the lightest pixel of a glyph's box
NEAR_WHITE = 240
TINY = 1.5  # points
WHOLE_PAGE = 0.8  # of its area: a picture that large is a scan
BEYOND_LATIN = 0x250
SPACE = {0x20, 0xA0, 0x09, 0x0A, 0x0D}
Glyph = namedtuple("Glyph", "text box size turn is_hidden")


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
