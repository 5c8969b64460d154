"""What a file is, whatever it is called."""

import gzip
import zipfile
from io import BytesIO

from PIL import Image

from tests.pdfs import docx
from tests.submissions.corpus.case import accepted, either, refused, survived
from tests.submissions.corpus.press import paper

HTML = b"<!doctype html><html><title>Sign in</title><body>Please sign in.</body></html>"


def zipped(**files):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def image(kind):
    file = BytesIO()
    Image.new("RGB", (20, 20), "white").save(file, kind)
    return file.getvalue()


def with_archive_behind():
    """Both a PDF and an archive: programs for either find what they look for."""
    return paper() + zipped(**{"run.exe": b"MZ" * 500})


def with_page_inside():
    """Both a PDF and, for those who guess, a web page."""
    return paper().replace(b"\n", b"\n%<html><script>alert(1)</script></html>\n", 1)


CASES = [
    refused("empty", bytes, "not-pdf"),
    refused("one byte", lambda: b"%", "not-pdf"),
    refused("white space", lambda: b" \n" * 999, "not-pdf"),
    refused("a web page", lambda: HTML, "not-pdf"),
    refused("a web page that holds a PDF", lambda: HTML + paper(), "not-pdf"),
    refused("a Word document", docx, "not-pdf"),
    refused("an archive", lambda: zipped(a=b"x"), "not-pdf"),
    refused("an archive with a PDF inside, not packed", lambda: zipped(a=paper()), "not-pdf"),
    refused("a packed PDF", lambda: gzip.compress(paper()), "not-pdf"),
    refused("a PNG", lambda: image("PNG"), "not-pdf"),
    refused("a JPEG", lambda: image("JPEG"), "not-pdf"),
    refused("PostScript", lambda: b"%!PS-Adobe-3.0\n%%EOF\n", "not-pdf"),
    refused("LaTeX", lambda: b"% a comment\n\\documentclass{article}\n", "not-pdf"),
    refused("form data", lambda: b"%FDF-1.2\n1 0 obj <<>> endobj\n%%EOF", "not-pdf"),
    refused("a PDF as UTF-16", lambda: paper().decode("latin-1").encode("utf-16"), "not-pdf"),
    refused("the header at 2000", lambda: b"\0" * 2000 + paper(), "not-pdf"),
    refused("the header behind other things", lambda: b"MZ\x90\0" * 9 + paper(), "not-pdf"),
    accepted("a byte order mark", lambda: b"\xef\xbb\xbf" + paper(), may={"repaired"}),
    accepted("blank lines in front", lambda: b"\r\n\r\n" + paper(), may={"repaired"}),
    either("no more than the header", lambda: b"%PDF-1.7\n", "broken"),
    accepted(
        "a version of the future", lambda: paper().replace(b"-1.3", b"-9.9", 1), may={"repaired"}
    ),
    survived("a version that is a word", lambda: paper().replace(b"-1.3", b"-new", 1)),
    survived("a header in small letters", lambda: paper().replace(b"%PDF", b"%pdf", 1)),
    accepted("an archive behind it", with_archive_behind, {"trailing-data"}, may={"repaired"}),
    accepted("a web page in a comment", with_page_inside, may={"repaired"}),
    accepted("another name", paper, file="proposal.docx"),
]
