"""Fonts that come with the file, those that do not, and those that only seem to be used."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.submissions.corpus.case import accepted
from tests.submissions.corpus.press import edited, half_empty, paper, roomy, sentence, write

MISSING = {"fonts-not-embedded"}


def helvetica(made):
    write(made, 60, 200, "A line in a font that every printer had in 1985", 9, "Helvetica")


def japanese(made):
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    write(made, 60, 200, "計算の消費電力を測る", 9, "HeiseiMin-W3")


def figure(font="Helvetica"):
    file = BytesIO()
    made = Canvas(file, pagesize=(200, 100), invariant=True)
    made.rect(10, 20, 180, 70)
    made.setFont(font, 8)
    made.drawString(60, 8, "minutes since the start")
    made.save()
    return file.getvalue()


def with_figure(drawn=True, resources=True):
    """A figure made by another program stands on the page as a form of its own."""

    def change(pdf):
        with pikepdf.open(BytesIO(figure())) as other:
            form = pdf.copy_foreign(other.pages[0].as_form_xobject())
        page = pdf.pages[0]
        if not resources:
            page.obj.Resources.Font["/F1"] = form.Resources.Font["/F1"]
            del form.Resources
        name = page.add_resource(form, Name.XObject)
        if drawn:
            page.contents_add(b"q 1 0 0 1 60 200 cm %s Do Q" % str(name).encode())

    return lambda: edited(roomy(), change)


def in_a_pattern():
    def change(pdf):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        tile = pdf.make_stream(
            b"BT /F 9 Tf 2 2 Td (joules) Tj ET",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 60, 20]),
            XStep=60,
            YStep=20,
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        name = pdf.pages[0].add_resource(tile, Name.Pattern)
        fill = b"q /Pattern cs %s scn 60 100 200 200 re f Q" % str(name).encode()
        pdf.pages[0].contents_add(fill)

    return edited(roomy(), change)


def letters_drawn_as_boxes(pdf):
    """A Type 3 font: each letter is a little drawing."""
    box = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 600, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=65,
            LastChar=67,
            Widths=Array([600] * 3),
            CharProcs=Dictionary(A=box),
            Encoding=Dictionary(Differences=Array([65, Name.A, Name.A, Name.A])),
            Resources=Dictionary(),
        )
    )


def drawn_letters(pdf):
    name = pdf.pages[0].add_resource(letters_drawn_as_boxes(pdf), Name.Font)
    show = b"BT %s 9 Tf 60 200 Td (ABCABC CBA) Tj ET" % str(name).encode()
    pdf.pages[0].contents_add(show)


def without_programs(pdf):
    """The fonts are described, but what draws their letters is left out."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/FontDescriptor":
            del thing.FontFile2


def without_descriptors(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontDescriptor" in thing:
            del thing.FontDescriptor


def spoiled_font(pdf):
    pdf.pages[0].obj.Resources.Font["/Odd"] = 7


def in_times(made, number):
    for line in range(58):
        write(made, 60, 760 - 12 * line, sentence(number * 99 + line, 90), 10, "Times-Roman")


def unused(made):
    made.setFont("Courier", 9)


def blank(made):
    write(made, 60, 200, "   ", 9, "Courier")


def commented():
    def change(pdf):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        face = pdf.make_stream(
            b"BT /F 9 Tf 2 2 Td (a remark) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 99, 20]),
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=Array([60, 200, 159, 220]),
            Contents="a remark",
            AP=Dictionary(N=face),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return edited(roomy(), change)


def second_in_courier(made, number):
    half_empty(made, number)
    if number == 2:
        write(made, 60, 200, "A listing in a font that did not come along", 9, "Courier")


CASES = [
    accepted("all embedded, Helvetica declared and not used", paper),
    accepted("none embedded", lambda: paper(draw=in_times), MISSING),
    accepted("one line in Helvetica", lambda: roomy(helvetica), MISSING),
    accepted("one line in Japanese, not embedded", lambda: roomy(japanese), MISSING),
    accepted("a figure in Helvetica", with_figure(), MISSING),
    accepted("a figure in the fonts of its page", with_figure(resources=False), MISSING),
    accepted("a figure that is never drawn", with_figure(drawn=False), may=MISSING),
    accepted("a pattern in Courier", in_a_pattern, may=MISSING),
    accepted("a comment in Helvetica", commented, {"annotations"}, MISSING),
    accepted("described without programs", lambda: edited(paper(), without_programs), MISSING),
    accepted("not described", lambda: edited(paper(), without_descriptors), MISSING),
    accepted("set and not used", lambda: roomy(unused)),
    accepted("used for blanks alone", lambda: roomy(blank), may=MISSING),
    accepted("a font that is a number", lambda: edited(paper(), spoiled_font)),
    accepted("letters drawn one by one", lambda: edited(roomy(), drawn_letters), {"type3"}),
    accepted("a second page in Courier", lambda: paper(draw=second_in_courier), MISSING),
]
