"""Open a PDF, look through it, draw its pages. Runs in the child only.

One parser decides what the file is: qpdf reads it, mends it where needed, and PDFium is given what
qpdf has written. A file that the two would read differently cannot show one thing to the check and
another to the reader of the drawn pages.
"""

import re
from contextlib import suppress
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from . import budgets
from .drawing import draw
from .facts import FARTHEST, MEASURED_PAGES, facts_of
from .firstpage import offered
from .lines import lines_of
from .pagetree import Broken, TooMuch, pages_of
from .places import has_no_area, unit_of
from .revisions import revisions, trailing, whole_of
from .scanning import scanned
from .showing import fonts_of, is_whole
from .sniffing import kind_of


def read(path, folder):
    content = path.read_bytes()
    kind = kind_of(content)
    if kind != "pdf":
        return facts_of(kind)
    budgets.limit_qpdf()
    try:
        return read_pdf(content, folder)
    except pikepdf.PasswordError:
        return facts_of("pdf", encrypted=True)
    except TooMuch:
        return facts_of("pdf", "resource")
    except (Broken, pikepdf.PdfError, pdfium.PdfiumError) as error:
        return facts_of("pdf", "resource" if budgets.is_of_limit(error) else "broken")


def read_pdf(content, folder):
    with pikepdf.open(BytesIO(whole_of(content)), inherit_page_attributes=False) as pdf:
        if pdf.is_encrypted:  # also where only printing or copying is locked, which opens freely
            return facts_of("pdf", encrypted=True)
        try:
            about = look_through(pdf, folder)
        except Broken as broken:
            is_damaged(pdf.get_warnings())  # what broke it may be that qpdf stopped at a limit
            raise broken
    return facts_of("pdf", revisions=revisions(content), trailing=trailing(content), **about)


def look_through(pdf, folder):
    """What the file holds and shows. Raises Broken, TooMuch."""
    is_repaired = is_damaged(pdf.get_warnings())
    pages = pages_of(pdf)
    if is_repaired and not all("/Contents" in page for page in pages):
        raise Broken("cut off before what stood on the pages")
    budgets.count(pdf)
    measured = pages[:MEASURED_PAGES]
    unreadable = [page for page in measured if not is_whole(page)]
    if len(unreadable) == len(measured):
        raise Broken("nothing that stands on the pages can be unpacked")
    if any(map(has_no_area, measured)):
        raise Broken("a page without area")
    about = scanned(pdf, measured) | {"fonts": fonts_of(measured)}
    pieces = []
    sheets = list(sheets_of(rewritten(pdf), map(unit_of, measured), folder, pieces))
    with suppress(Exception):  # no file is refused for what was only to spare its authors typing
        about["offered"] = offered(pieces)
    # Some damage shows only where an object is looked at.
    repaired = is_repaired or bool(unreadable) or is_damaged(pdf.get_warnings())
    return about | {"pages": len(pages), "sheets": sheets, "repaired": repaired}


# Said of files that nothing is wrong with: a table that counts wrongly, a page with no resources.
BENIGN = re.compile("reported number of objects|Resources is missing|MediaBox is undefined")


def is_damaged(warnings):
    """Whether qpdf had to mend the file. Raises TooMuch where it stopped at a limit."""
    if any(map(budgets.is_of_limit, warnings)):
        raise TooMuch("bytes")
    return any(not BENIGN.search(str(warning)) for warning in warnings)


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


def sheets_of(content, units, folder, pieces):
    """What is seen of each page, which is drawn on the way; the first one's in `pieces`, too."""
    document = pdfium.PdfDocument(content)
    for index, unit in enumerate(units):
        page = document[index]
        image = draw(page, folder, index + 1)
        lines, hidden = lines_of(page, image.convert("L"), unit, None if index else pieces)
        size = [min(float(FARTHEST), side * unit) for side in page.get_size()]
        yield {"size": size, "drawn": image.size, "lines": lines, "hidden": hidden}
