"""Real files for tests, made on the spot: honest ones, and ones that are not."""

import zipfile
import zlib
from functools import cache
from io import BytesIO

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WORDS = """heat that is measured can be saved and what was never spent need not cool away while a
model learns less power for each answer on small boards in May we found how""".split()

registerFont(TTFont("Vera", "Vera.ttf"))  # which comes with reportlab, to be embedded


@cache
def paper(pages=2, size=A4):
    """Pages full of text, as an author's tool writes them."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    for number in range(1, pages + 1):
        canvas.setFont("Vera", 8)
        canvas.drawString(60, 780, f"Page {number} of a warm proposal")
        for line in range(58):
            canvas.drawString(60, 760 - 12 * line, line_of_text(number * line))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def line_of_text(number):
    """Each line another one, or the drawn page would pack better than a real one."""
    return " ".join(WORDS[(number * 7 + place * place) % len(WORDS)] for place in range(20))


@cache
def signed(name):
    """A paper that says in plain bytes who wrote it, as most tools make them."""
    with pikepdf.open(BytesIO(paper())) as pdf:
        pdf.docinfo["/Author"] = name
        return saved(pdf, deterministic_id=True)


def raw_pdf(*objects):
    """A PDF of exactly these objects, numbered from 1; the first is the catalogue."""
    content, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return bytes(content + end)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
LEAF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def node(*kids, count=1):
    kids = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)


def exploding_tree():
    """Nine levels, each naming the next ten times: a billion pages in a kilobyte."""
    levels = [node(*[number + 1] * 10, count=10) for number in range(2, 11)]
    return raw_pdf(CATALOGUE, *levels, LEAF)


@cache
def bomb(filters=2, size=600_000_000):
    """A page whose content inflates to `size` bytes, packed as often as there are filters."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    packed += packer.flush()
    for _ in range(filters - 1):
        packed = zlib.compress(packed, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    stream = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), names, packed)
    return raw_pdf(CATALOGUE, node(3), page, stream)


def with_count(count, pages):
    """A good paper whose page tree says another number of pages than it has."""
    with pikepdf.open(BytesIO(paper(pages))) as pdf:
        pdf.Root.Pages.Count = count
        return saved(pdf)


def locked(**passwords):
    with pikepdf.open(BytesIO(paper())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(**passwords))


def saved(pdf, **options):
    file = BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def docx():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return file.getvalue()
