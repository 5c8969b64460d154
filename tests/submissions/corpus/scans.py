"""Pages without letters: images of them, drawings of them, and empty ones."""

import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from tests.submissions.corpus.case import accepted
from tests.submissions.corpus.press import body, edited, half_empty, paper, write

NONE = {"no-text"}


@cache
def page_image(mode="1", size=(1240, 1754)):
    """Grey words as a scanner sees them; it packs to a few kilobytes."""
    image = Image.new("L", size, 255)
    draw, chance = ImageDraw.Draw(image), random.Random(5)
    for top in range(150, size[1] - 150, 24):
        x = 140
        while x < size[0] - 220:
            word = chance.randint(20, 90)
            draw.rectangle((x, top, x + word, top + 11), fill=30)
            x += word + 9
    return ImageReader(image.convert(mode))


def photographed():
    file = BytesIO()
    page_image("L")._image.convert("L").resize((620, 877)).save(file, "JPEG", quality=40)
    return ImageReader(file)


def scanned(made, number):
    made.drawImage(page_image(), 0, 0, *made._pagesize)


def taken(made, number):
    made.drawImage(photographed(), 0, 0, *made._pagesize)


def outlines(made, number):
    """All letters turned into drawings, as some illustrators' programs do."""
    chance = random.Random(number)
    for y in range(80, 780, 11):
        for x in range(60, 530, 6):
            made.rect(x, y, chance.uniform(2, 5), chance.uniform(3, 6), stroke=0, fill=1)


def nothing(made, number):
    del made, number


def three_words(made, number):
    write(made, 60, 700, "Joules, briefly told" if number == 1 else "", 12)


def first_scanned(made, number):
    (scanned if number == 1 else body)(made, number)


def last_empty(made, number):
    if number == 1:
        body(made, number)


def without_content():
    def change(pdf):
        del pdf.pages[1].obj.Contents

    return edited(paper(), change)


def with_photograph(made):
    made.drawImage(photographed(), 120, 80, 300, 300)


def with_large_photograph(made):
    made.drawImage(photographed(), 0, 0, made._pagesize[0], made._pagesize[1] / 2)


CASES = [
    accepted("scanned", lambda: paper(draw=scanned), NONE),
    accepted("photographed", lambda: paper(draw=taken), NONE),
    accepted("letters turned into drawings", lambda: paper(draw=outlines), NONE),
    accepted("empty pages", lambda: paper(draw=nothing), NONE),
    accepted("three words", lambda: paper(draw=three_words), NONE),
    accepted("the first page scanned", lambda: paper(draw=first_scanned), may=NONE),
    accepted("the second page empty", lambda: paper(draw=last_empty), may=NONE),
    accepted("a second page without content", without_content, may=NONE),
    accepted("a photograph among the text", lambda: paper(with_photograph, draw=half_empty)),
    accepted(
        "a photograph on half the page", lambda: paper(with_large_photograph, draw=half_empty)
    ),
]
