"""Set type: papers that would pass for honest ones, with fonts embedded, to be spoiled elsewhere.

reportlab declares Helvetica on each page and here shows no letter of it: that is no finding.
"""

from functools import cache
from io import BytesIO

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.pdfs import saved

SANS, BOLD, SLANTED = "Vera", "VeraBd", "VeraIt"
WORDS = """energy spent while training is measured with a wattmeter at each socket and compared to
the estimate of a model that counts operations only the gap grows with batch size
because memory traffic dominates on small boards we repeat every run five times and
report the median with its spread the cooler the room the smaller the spread pruning
saves a third of all joules but needs longer schedules quantised layers save more at the
price of one point of accuracy which nobody noticed in practice""".split()
MARGIN, GUTTER = 54, 18


@cache
def fonts():
    for name in (SANS, BOLD, SLANTED):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def canvas(size=A4, **options):
    fonts()
    file = BytesIO()
    made = Canvas(file, pagesize=size, invariant=True, **options)
    made.file = file
    return made


def printed(made):
    made.save()
    return made.file.getvalue()


def sentence(seed, letters):
    """So many letters of text, another text for each seed."""
    words, place = [], seed * 13
    while len(" ".join(words)) < letters:
        place += 1
        words.append(WORDS[(place * place + seed * 5) % len(WORDS)])
    return " ".join(words)[:letters].rstrip()


def write(made, x, y, text, size=9, font=SANS):
    made.setFont(font, size)
    made.drawString(x, y, text)


def column(made, x, top, bottom, width, size=8.5, seed=0):
    """Lines of text from `top` down to `bottom`."""
    lines = int((top - bottom) / (size * 1.25))
    for line in range(lines):
        text = sentence(seed * 100 + line, int(width / (size * 0.6)))
        write(made, x, top - line * size * 1.25, text, size)


def two_columns(made, top=None, bottom=MARGIN + 10, seed=0, size=8.5):
    width, height = made._pagesize
    wide = (width - 2 * MARGIN - GUTTER) / 2
    for side in (0, 1):
        left = MARGIN + side * (wide + GUTTER)
        column(made, left, top or height - 72, bottom, wide, size, seed * 2 + side)


def title(made, words="Joules counted at the socket"):
    _, height = made._pagesize
    write(made, MARGIN, height - 62, words, 15, BOLD)
    return height - 92


def body(made, number=1):
    """What an honest page of a proposal holds."""
    two_columns(made, title(made) if number == 1 else None, seed=number)
    write(made, made._pagesize[0] / 2, 36, str(number), 8)


def paper(*spoilers, pages=2, size=A4, before=(), info=None, draw=body):
    """Pages of text; each spoiler draws on the first page above it, `before` below it."""
    made = canvas(size)
    for name, value in (info or {}).items():
        getattr(made, f"set{name}")(value)
    for number in range(1, pages + 1):
        for spoil in before if number == 1 else ():
            spoil(made)
        draw(made, number)
        for spoil in spoilers if number == 1 else ():
            spoil(made)
        made.showPage()
    return printed(made)


def half_empty(made, number):
    """The lower half of the page is left for something else."""
    two_columns(made, title(made) if number == 1 else None, made._pagesize[1] / 2, seed=number)


def roomy(*spoilers, **more):
    """A paper with room in the lower half of its pages."""
    return paper(*spoilers, draw=half_empty, **more)


def edited(content, *changes, **options):
    """The file after each change was made to the open PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for change in changes:
            change(pdf)
        return saved(pdf, fix_metadata_version=False, static_id=True, **options)


def plain(pdf, **values):
    """A dictionary object of this PDF, from plain Python values with `/`-less keys."""
    return pdf.make_indirect(pikepdf.Dictionary({f"/{key}": one for key, one in values.items()}))


def appended(page, code, pdf):
    """More content on a page, as written in the PDF's own operators."""
    page.contents_add(pdf.make_stream(code), prepend=False)


def code(text):
    """A change: these operators after the first page's own."""

    def change(pdf):
        pdf.pages[0].contents_add(b"q", prepend=True)
        pdf.pages[0].contents_add(pdf.make_stream(b"Q\n" + text), prepend=False)

    return change
