"""The card of a workshop that other sites show beside a link to it.

Pillow's own font has hardly more than ASCII. Marks over letters are drawn by us; of a text that
it cannot write at all the next best is taken.
"""

import unicodedata
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
PAPER, INK, SOFT, ACCENT = (252, 252, 250), (29, 37, 33), (85, 96, 90), (31, 107, 74)
FAR = (165, 196, 182)
SIZES, MOST_LINES = [78, 70, 62, 54, 46], 3
BEHIND = [0, 90, 160, 60, 300, 80, 430, 20, 590, -30, 700, 60, 850, 40, 1000, 85, 1200, 70]
BEFORE = [0, 150, 200, 120, 380, 145, 520, 40, 600, -5, 660, 55, 760, 130, 950, 100, 1200, 140]
# What has no parts to take apart, as it is written where such letters are not to be had.
INSTEAD = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "ð": "d", "þ": "th", "Þ": "Th", "ı": "i"}
    | dict.fromkeys("–—−", "-")
    | dict.fromkeys("\u00a0\u202f", " ")
)
# Lines from point to point, in parts of the font's size: from the middle of the letter and from
# its top upwards, or, for those below, from the line it stands on.
ABOVE = {
    "\u0300": [[(-0.1, -0.17), (0.04, -0.05)]],
    "\u0301": [[(0.1, -0.17), (-0.04, -0.05)]],
    "\u0302": [[(-0.11, -0.05), (0, -0.17), (0.11, -0.05)]],
    "\u0303": [[(-0.13, -0.06), (-0.06, -0.13), (0.06, -0.07), (0.13, -0.14)]],
    "\u0304": [[(-0.12, -0.1), (0.12, -0.1)]],
    "\u0306": [[(-0.11, -0.16), (-0.05, -0.07), (0.05, -0.07), (0.11, -0.16)]],
    "\u0307": [[(0, -0.11), (0, -0.1)]],
    "\u0308": [[(-0.1, -0.11), (-0.1, -0.1)], [(0.1, -0.11), (0.1, -0.1)]],
    "\u030a": [[(0, -0.19), (0.06, -0.13), (0, -0.06), (-0.06, -0.13), (0, -0.19)]],
    "\u030b": [[(0.02, -0.17), (-0.08, -0.05)], [(0.16, -0.17), (0.06, -0.05)]],
    "\u030c": [[(-0.11, -0.17), (0, -0.05), (0.11, -0.17)]],
}
BELOW = {
    "\u0326": [[(0.01, 0.08), (-0.04, 0.18)]],
    "\u0327": [[(0, 0.02), (0.05, 0.1), (-0.05, 0.17)]],
    "\u0328": [[(0.08, 0.01), (0.02, 0.1), (0.1, 0.16)]],
}


def draw_card(*, names, when, where="", host=""):
    """As the bytes of a PNG. `names` and `when` are texts of which the first is written that can
    be; what stays empty or cannot be written is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    range_of(pen, BEHIND, FAR)
    range_of(pen, BEFORE, ACCENT)
    size, lines = fitting(first_of(names))
    top = MARGIN
    if host := first_of([host]):
        write(pen, (MARGIN, top), shortened(host, 32), 32, SOFT)
        top += 60
    for line in lines:
        write(pen, (MARGIN, top), line, size, INK, bold=2)
        top += round(size * 1.18)
    facts = " · ".join(filter(None, [first_of(when), first_of([where])]))
    write(pen, (MARGIN, top + 20), shortened(facts, 40), 40, ACCENT, bold=1)
    output = BytesIO()
    image.quantize(64).save(output, "PNG", optimize=True)
    return output.getvalue()


def range_of(pen, points, colour):
    """Mountains along the lower edge."""
    outline = [(x, 520 + 0.6 * y) for x, y in zip(points[::2], points[1::2], strict=True)]
    pen.polygon([*outline, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


# --- texts that the font can write ---


def first_of(texts):
    return next((text for text in texts if text and can_write(text)), "")


def can_write(text):
    return all(has_glyph(letter) for letter, _marks in letters_of(text))


def letters_of(text):
    """[(letter, its marks), …]"""
    found = []
    for char in unicodedata.normalize("NFKD", text.translate(INSTEAD)):
        if unicodedata.combining(char) and found:
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((char, ""))
    return found


@cache
def has_glyph(letter):
    """Otherwise the font draws the same box for all."""
    font, none = font_of(32), "\U000f0000"
    return bytes(font.getmask(letter)) != bytes(font.getmask(none)) or letter == " "


@cache
def font_of(size):
    return ImageFont.load_default(size)


def bare(text):
    return "".join(letter for letter, _marks in letters_of(text))


def length(text, size):
    return font_of(size).getlength(bare(text))


# --- lines ---


def fitting(text):
    """The largest size at which the text needs few lines, and these."""
    for size in SIZES:
        lines = wrapped(text, size)
        if len(lines) <= MOST_LINES and all(length(line, size) <= room() for line in lines):
            return size, lines
    kept, rest = lines[: MOST_LINES - 1], lines[MOST_LINES - 1 :]
    return size, [shortened(line, size) for line in [*kept, " ".join(rest)]]


def room():
    return WIDTH - 2 * MARGIN


def wrapped(text, size):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and length(longer, size) > room():
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def shortened(text, size):
    if length(text, size) <= room():
        return text
    while text and length(f"{text}…", size) > room():
        text = text[:-1]
    return f"{text.rstrip()}…"


def write(pen, place, text, size, colour, bold=0):
    """At its upper left corner; heavier by a stroke, since the font has one weight."""
    left, top = place
    font, line = font_of(size), bare(text)
    pen.text(place, line, colour, font, stroke_width=bold)
    for number, (letter, marks) in enumerate(letters_of(text)):
        begins, above, ends, _below = font.getbbox(letter)
        middle = left + font.getlength(line[:number]) + (begins + ends) / 2 + bold
        stand = top + font.getmetrics()[0] + bold
        for mark in marks:
            draw_mark(pen, mark, middle, top + above, stand, size, colour)


def draw_mark(pen, mark, middle, top, stand, size, colour):
    """One that is not known is left out: the letter without it is still read."""
    from_y = stand if mark in BELOW else top
    thick = max(round(size * 0.09), 2)
    for line in (ABOVE | BELOW).get(mark, []):
        points = [(middle + x * size, from_y + y * size) for x, y in line]
        pen.line(points, colour, thick, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), colour)
