"""Boxes of pages, and what they hide or turn."""

from pikepdf import Array
from reportlab.lib.pagesizes import A3, A4, A5, LEGAL, LETTER, landscape

from tests.pdfs import CATALOGUE, node, raw_pdf
from tests.submissions.corpus.case import accepted, either, refused
from tests.submissions.corpus.press import body, canvas, edited, paper, printed

WIDE, TALL = A4
SIDEWAYS = {"warn": {"rotated"}, "may": {"margins"}}


def boxed(content=None, pages=None, **boxes):
    """The paper with these entries on each page, or on those that are named."""

    def change(pdf):
        for number, page in enumerate(pdf.pages):
            if pages is None or number in pages:
                for name, value in boxes.items():
                    page.obj[f"/{name}"] = Array(value) if isinstance(value, list) else value

    return lambda: edited(content() if content else paper(), change)


def inherited(**boxes):
    """The same entries on the node above the pages alone."""

    def change(pdf):
        for page in pdf.pages:
            for name in boxes:
                if f"/{name}" in page.obj:
                    del page.obj[f"/{name}"]
        for name, value in boxes.items():
            pdf.Root.Pages[f"/{name}"] = Array(value) if isinstance(value, list) else value

    return lambda: edited(paper(), change)


def shifted(x, y, scale=1):
    """What is drawn is moved, as a box with another origin demands."""

    def change(pdf):
        for page in pdf.pages:
            page.contents_add(b"q %g 0 0 %g %g %g cm" % (scale, scale, x, y), prepend=True)
            page.contents_add(b"Q")

    return lambda: edited(paper(), change)


def turned(degrees):
    """Drawn on its side and turned back by /Rotate: it reads like any other."""
    matrix = {90: b"0 1 -1 0 842 0", 270: b"0 -1 1 0 0 595"}[degrees]

    def change(pdf):
        for page in pdf.pages:
            page.contents_add(b"q " + matrix + b" cm", prepend=True)
            page.contents_add(b"Q")
            page.obj.MediaBox, page.obj.Rotate = Array([0, 0, 842, 595]), degrees

    return lambda: edited(paper(), change)


def mixed():
    made = canvas()
    for number, size in enumerate((A4, LETTER), 1):
        made.setPageSize(size)
        body(made, number)
        made.showPage()
    return printed(made)


def tall(pages, crop):
    """Some pages one above the other on a single tall one."""

    def make():
        made = canvas((WIDE, TALL * pages))
        for number in range(pages):
            made.saveState()
            made.translate(0, TALL * number)
            made._pagesize = A4
            body(made, number + 1)
            made.restoreState()
        made._pagesize = (WIDE, TALL * pages)
        made.showPage()
        return printed(made)

    return boxed(make, CropBox=[0, 0, WIDE, TALL]) if crop else make


def with_printers_marks():
    """A sheet larger than the page: marks and a line of the printer's outside of what is seen."""

    def change(pdf):
        for page in pdf.pages:
            page.obj.MediaBox = Array([-20, -20, WIDE + 20, TALL + 20])
            page.obj.CropBox = page.obj.TrimBox = Array([0, 0, WIDE, TALL])
            page.contents_add(b"-20 0 m -5 0 l S -20 842 m -5 842 l S 0 -20 m 0 -5 l S")

    return edited(paper(), change)


def bare(**boxes):
    entries = b" ".join(b"/%s %s" % (name.encode(), text) for name, text in boxes.items())
    return lambda: raw_pdf(CATALOGUE, node(3), b"<< /Type /Page /Parent 2 0 R %s >>" % entries)


def halved(pdf):
    for page in pdf.pages:
        page.obj.MediaBox, page.obj.UserUnit = Array([0, 0, WIDE / 2, TALL / 2]), 2


def below(pdf):
    for page in pdf.pages:
        page.obj.MediaBox = Array([-100, -200, WIDE - 100, TALL - 200])


def far(pdf):
    for page in pdf.pages:
        page.obj.MediaBox = Array([9000, 8000, 9000 + WIDE, 8000 + TALL])


EMPTY = {"may": {"no-text"}}
CASES = [
    accepted("A4", paper),
    accepted("letter", lambda: paper(size=LETTER)),
    accepted("A4 and letter in one", mixed),
    *[
        refused(name, lambda size=size: paper(size=size), "page-size")
        for name, size in {"A5": A5, "A3": A3, "legal": LEGAL, "a square": (600, 600)}.items()
    ],
    refused("A4 where letter is asked for", paper, "page-size", policy={"paper": ("letter",)}),
    refused(
        "letter where A4 is asked for",
        lambda: paper(size=LETTER),
        "page-size",
        policy={"paper": ("a4",)},
    ),
    accepted(
        "letter where it is asked for", lambda: paper(size=LETTER), policy={"paper": ("letter",)}
    ),
    accepted("A4 with a bit more", lambda: paper(size=(WIDE + 7, TALL - 7))),
    refused("A4 with too much more", lambda: paper(size=(WIDE + 11, TALL)), "page-size"),
    accepted("A4 in whole points", boxed(MediaBox=[0, 0, 595, 842])),
    either(
        "A4 landscape", lambda: paper(size=landscape(A4)), "page-size", "accept", may={"rotated"}
    ),
    refused("a second page of A5", boxed(pages={1}, MediaBox=[0, 0, *A5]), "page-size"),
    either("seen on its side", boxed(Rotate=90), "page-size", "accept", **SIDEWAYS),
    accepted("seen upside down", boxed(Rotate=180), **SIDEWAYS),
    accepted("drawn on its side, turned back by 90", turned(90)),
    accepted("drawn on its side, turned back by 270", turned(270)),
    accepted("turned by 360", boxed(Rotate=360)),
    accepted("turned by 0", boxed(Rotate=0)),
    accepted("turned by 45, which is nothing", boxed(Rotate=45), may={"rotated", "repaired"}),
    accepted("units of two points on half an A4", lambda: edited(shifted(0, 0, 0.5)(), halved)),
    refused("units of two points on A4", boxed(UserUnit=2), "page-size"),
    refused("units of a million points", boxed(UserUnit=1_000_000), "page-size"),
    either("units of zero points", boxed(UserUnit=0), "page-size", "broken", "accept"),
    refused("a crop to half", boxed(CropBox=[0, 0, WIDE, TALL / 2]), "page-size"),
    accepted("a crop larger than the page", boxed(CropBox=[-50, -50, WIDE + 50, TALL + 50])),
    accepted("a crop to the page of a sheet with printers’ marks", with_printers_marks),
    either(
        "a crop beside the page",
        boxed(CropBox=[2000, 2000, 2595, 2842]),
        "page-size",
        "broken",
        "accept",
        may={"hidden-text", "no-text"},
    ),
    refused("four pages on a tall one", tall(4, crop=False), "page-size"),
    either(
        "four pages on a tall one, three cropped away",
        tall(4, crop=True),
        "page-size",
        "accept",
        warn={"hidden-text"},
    ),
    accepted("two pages on a tall one, one cropped away", tall(2, crop=True), {"hidden-text"}),
    accepted("swapped corners", boxed(MediaBox=[WIDE, TALL, 0, 0])),
    accepted("a swapped left and right", boxed(MediaBox=[WIDE, 0, 0, TALL])),
    accepted("an origin below zero", lambda: edited(shifted(-100, -200)(), below)),
    accepted("an origin far away", lambda: edited(shifted(9000, 8000)(), far)),
    accepted("a box of the node above", inherited(MediaBox=[0, 0, WIDE, TALL])),
    refused("an A5 of the node above", inherited(MediaBox=[0, 0, *A5]), "page-size"),
    refused(
        "a crop of the node above",
        inherited(MediaBox=[0, 0, WIDE, TALL], CropBox=[0, 0, 300, 300]),
        "page-size",
    ),
    accepted(
        "turned by the node above", inherited(MediaBox=[0, 0, WIDE, TALL], Rotate=180), **SIDEWAYS
    ),
    either(
        "a box of a billion points",
        bare(MediaBox=b"[0 0 1000000000 1000000000]"),
        "page-size",
        "broken",
    ),
    either("a box of no size", bare(MediaBox=b"[0 0 0 0]"), "page-size", "broken"),
    either("no box", bare(), "page-size", "broken", "accept", **EMPTY),
    either(
        "a box of words", bare(MediaBox=b"[/A /B /C /D]"), "page-size", "broken", "accept", **EMPTY
    ),
    either(
        "a box of three numbers",
        bare(MediaBox=b"[0 0 595]"),
        "page-size",
        "broken",
        "accept",
        **EMPTY,
    ),
    either(
        "a box beyond all numbers",
        bare(MediaBox=b"[0 0 1" + b"0" * 400 + b" 842]"),
        "page-size",
        "broken",
    ),
]
