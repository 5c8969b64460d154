"""PDFs and files that only claim to be, made when asked for."""

import zipfile
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas


def make_pdf(pages=2, text="Counting joules", **encryption):
    """The bytes of a PDF; `user` and `owner` passwords encrypt it."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"{text}, page {number}")
        canvas.showPage()
    canvas.save()
    return encrypted(made.getvalue(), **encryption) if encryption else made.getvalue()


def encrypted(pdf, user="", owner="secret"):
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(made, encryption=pikepdf.Encryption(user=user, owner=owner))
    return made.getvalue()


def make_word_document():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<w:document/>")
    return made.getvalue()


def changed_tree(change):
    """A PDF of one page after `change(pdf)` has been at it."""
    made = BytesIO()
    with pikepdf.open(BytesIO(make_pdf(1))) as pdf:
        change(pdf)
        pdf.save(made)
    return made.getvalue()
