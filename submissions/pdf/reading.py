"""Open a PDF, count its pages, draw and read the first of them. Runs in the child only.

One parser decides what the file is: qpdf reads it, mends it where needed, and PDFium is given what
qpdf has written. A file that the two would read differently cannot show one thing to the check and
another to the reader of the drawn pages.
"""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from .drawing import draw, text_of
from .facts import DRAWN_PAGES, facts_of
from .pagetree import Broken, TooMuch, pages_of
from .sniffing import kind_of


def read(path, folder):
    content = path.read_bytes()
    kind = kind_of(content)
    if kind != "pdf":
        return facts_of(kind)
    try:
        return read_pdf(content, folder)
    except pikepdf.PasswordError:
        return facts_of("pdf", encrypted=True)
    except TooMuch:
        return facts_of("pdf", "resource")
    except (Broken, pikepdf.PdfError, pdfium.PdfiumError):
        return facts_of("pdf", "broken")


def read_pdf(content, folder):
    with pikepdf.open(BytesIO(content)) as pdf:
        if pdf.is_encrypted:  # also where only printing or copying is locked, which opens freely
            return facts_of("pdf", encrypted=True)
        pages = pages_of(pdf)
        if pdf.get_warnings() and not all("/Contents" in page for page in pages):
            raise Broken("cut off before what stood on the pages")
        shown = list(show_pages(rewritten(pdf), len(pages), folder))
    drawn, texts = zip(*shown, strict=True)
    return facts_of("pdf", pages=len(pages), drawn=drawn, texts=texts)


def rewritten(pdf):
    """The file anew, without inflating a stream or parsing its metadata."""
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return file.getvalue()


def show_pages(content, pages, folder):
    """The size in pixels and the text of each page that is drawn."""
    document = pdfium.PdfDocument(content)
    for index in range(min(pages, DRAWN_PAGES)):
        page = document[index]
        yield draw(page, folder / f"page-{index + 1}.webp"), text_of(page)
