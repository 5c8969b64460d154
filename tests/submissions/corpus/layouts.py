"""Size of text, margins, and which way up it stands."""

from functools import partial

from reportlab.lib.pagesizes import A4

from tests.submissions.corpus.case import accepted
from tests.submissions.corpus.press import (
    SANS,
    body,
    canvas,
    column,
    edited,
    half_empty,
    paper,
    printed,
    roomy,
    sentence,
    title,
    two_columns,
    write,
)

WIDE, TALL = A4
SMALL, CUT = {"small-text"}, {"margins"}


def in_size(size):
    """The whole paper in letters of this size."""

    def draw(made, number):
        two_columns(made, title(made) if number == 1 else None, seed=number, size=size)

    return lambda: paper(draw=draw)


def four_up():
    """Eight pages on two sheets: each letter is said to have 9 points and is shown with half."""

    def draw(made, number):
        for x in (0, WIDE / 2):
            for y in (0, TALL / 2):
                made.saveState()
                made.translate(x, y)
                made.scale(0.5, 0.5)
                body(made, number)
                made.restoreState()

    return paper(draw=draw)


def said_to_be_one():
    """Size 1 in a matrix that makes it 9: as some programs write all their text."""

    def draw(made, number):
        for line in range(60):
            text = made.beginText()
            text.setFont(SANS, 1)
            text.setTextTransform(9, 0, 0, 9, 60, 760 - 11 * line)
            text.textOut(sentence(number * 99 + line, 80))
            made.drawText(text)

    return paper(draw=draw)


def upside_down_twice():
    """Drawn with the origin at the top, as browsers do, and letters of negative size."""

    def draw(made, number):
        made.transform(1, 0, 0, -1, 0, TALL)
        for line in range(60):
            text = made.beginText()
            text.setFont(SANS, 9)
            text.setTextTransform(1, 0, 0, -1, 60, 72 + 11 * line)
            text.textOut(sentence(number * 99 + line, 80))
            made.drawText(text)

    return paper(draw=draw)


def small_part(size, lines):
    """Some lines in small type below an ordinary half page: captions, footnotes, references."""

    def spoil(made):
        for line in range(lines):
            write(made, 60, 380 - line * size * 1.3, sentence(line, 90), size)

    return lambda: roomy(spoil)


def from_edge(left, bottom=60):
    def draw(made, number):
        column(made, left, TALL - max(left, 14), bottom, WIDE - 2 * left, 9, number)

    return lambda: paper(draw=draw)


def beyond_the_edge(made):
    """Lines that run off the paper on the right."""
    for line in range(20):
        write(made, 300, 300 - 11 * line, sentence(line, 80), 9)


def stamp(made):
    """As arXiv puts it: up the left side, well inside what the margins should keep free."""
    made.saveState()
    made.translate(20, 250)
    made.rotate(90)
    made.setFillGray(0.5)
    write(made, 0, 0, "arXiv:2611.01234v1  [cs.LG]  12 Nov 2026", 18)
    made.restoreState()


def line_numbers(made, x):
    for line in range(55):
        write(made, x, 740 - 12.6 * line, f"{line:03d}", 6)


def on_each_page(*spoilers):
    def draw(made, number):
        body(made, number)
        for spoil in spoilers:
            spoil(made)

    return lambda: paper(draw=draw)


def header(made):
    write(made, 54, TALL - 26, "Workshop on Power Efficient Deep Learning, under review", 8)


def low_page_number(made):
    write(made, WIDE / 2, 15, "1", 8)


def turned_text(made, number):
    """The page is upright, all of its text lies on its side."""
    made.translate(WIDE, 0)
    made.rotate(90)
    for line in range(42):
        write(made, 60, 60 + 11 * line, sentence(number * 50 + line, 110), 9)


def turned_table(made):
    made.saveState()
    made.translate(400, 100)
    made.rotate(90)
    for line in range(12):
        write(made, 0, 12 * line, "network   17.9   41.0   2.1", 8)
    made.restoreState()


def axis_labels(made):
    for x in (120, 340):
        made.rect(x, 120, 180, 200)
        made.saveState()
        made.translate(x - 8, 180)
        made.rotate(90)
        write(made, 0, 0, "power in watts", 7)
        made.restoreState()


def slanted_ticks(made):
    for place in range(8):
        made.saveState()
        made.translate(100 + 50 * place, 200)
        made.rotate(45)
        write(made, 0, 0, "network", 6)
        made.restoreState()


def watermark(made):
    made.saveState()
    made.translate(120, 200)
    made.rotate(55)
    made.setFillGray(0.9)
    write(made, 0, 0, "UNDER REVIEW", 70)
    made.restoreState()


def full_bleed(made):
    """A coloured band across the whole head of the page; no letter of it is near the edge."""
    made.setFillColorRGB(0.1, 0.2, 0.4)
    made.rect(-5, TALL - 40, WIDE + 10, 45, stroke=0, fill=1)
    made.setFillGray(0)


def coloured_ground(made):
    made.setFillColorRGB(1, 0.99, 0.94)
    made.rect(0, 0, WIDE, TALL, stroke=0, fill=1)
    made.setFillGray(0)


def formulas(made):
    """Indices of indices: small letters among large ones."""
    for line in range(8):
        y = 300 - 22 * line
        write(made, 120, y, "E = P t + a b", 10)
        write(made, 137, y - 3, "i", 7)
        write(made, 140, y - 5, "k", 5)
        write(made, 160, y + 4, "2", 7)


def one_wide_column():
    made = canvas()
    for number in (1, 2):
        column(made, 72, 770, 72, WIDE - 144, 10, number)
        made.showPage()
    return printed(made)


CASES = [
    *[accepted(f"all in {size} points", in_size(size)) for size in (8, 9, 10, 11)],
    *[accepted(f"all in {size} points", in_size(size), SMALL) for size in (4, 5, 6)],
    accepted("all in 7 points", in_size(7), may=SMALL),
    accepted("four pages on each sheet", four_up, SMALL, {"margins"}),
    accepted("size 1, nine times enlarged", said_to_be_one),
    accepted("an origin at the top", upside_down_twice),
    accepted("six lines in 6.5 points", small_part(6.5, 6)),
    accepted("footnotes in 6 points", small_part(6, 4)),
    accepted("half of it in 6 points", small_part(6, 46), SMALL),
    accepted("indices of indices", lambda: roomy(formulas)),
    accepted("one wide column", one_wide_column),
    accepted("margins of an inch", from_edge(72, 72)),
    accepted("margins of half an inch", from_edge(36, 40)),
    accepted("margins of 10 points", from_edge(10), CUT),
    accepted("margins of 4 points", from_edge(4), CUT),
    accepted("lines down to the lower edge", from_edge(60, 4), CUT),
    accepted("lines beyond the right edge", lambda: roomy(beyond_the_edge), CUT, {"hidden-text"}),
    accepted("a stamp up the left side", lambda: paper(stamp)),
    accepted("a stamp on each page", on_each_page(stamp)),
    accepted("line numbers at 30 points", on_each_page(partial(line_numbers, x=30))),
    accepted("line numbers at 14 points", on_each_page(partial(line_numbers, x=14)), may=CUT),
    accepted("a running head", on_each_page(header)),
    accepted("a page number at 15 points", on_each_page(low_page_number), may=CUT),
    accepted("all text on its side", lambda: paper(draw=turned_text), {"rotated"}, CUT),
    accepted("a table on its side", lambda: roomy(turned_table)),
    accepted("labels up the axes", lambda: roomy(axis_labels)),
    accepted("labels askew", lambda: roomy(slanted_ticks)),
    accepted("a watermark across", lambda: paper(before=(watermark,))),
    accepted("a band across the head", lambda: paper(full_bleed)),
    accepted("a coloured ground", lambda: paper(before=(coloured_ground,))),
    accepted("a last page half empty", lambda: paper(draw=half_empty)),
    accepted("one page where two are allowed", lambda: paper(pages=1)),
    accepted("compressed anew", lambda: edited(paper(), recompress_flate=True)),
]
