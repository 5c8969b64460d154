"""The throw-away process: limits first, then one file, one line of JSON, and gone.

Run as `python -m submissions.pdf.child FILE FOLDER` by `submissions.pdf.measure`.
"""

import resource

LIMITS = {
    resource.RLIMIT_AS: 512 * 2**20,
    resource.RLIMIT_CPU: 6,
    resource.RLIMIT_FSIZE: 40 * 2**20,
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_CORE: 0,
}
if __name__ == "__main__":
    for which, most in LIMITS.items():
        resource.setrlimit(which, (most, most))

import json
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from submissions.pdf.measure import facts_of

MOST_NODES, MOST_DEPTH, MOST_DRAWN, MOST_TEXT = 5_000, 50, 4, 20_000
WIDTH, TALLEST = 1100, 3300  # pixels of a drawn page


class Budget(Exception):
    """The file asks for more work than an honest one does."""


def facts(path, folder):
    kind = kind_of(path)
    if kind != "pdf":
        return facts_of(kind, "read")
    import pikepdf

    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError:
        return facts_of("pdf", "read", encrypted=True)
    except pikepdf.PdfError:
        return facts_of("pdf", "broken")
    if pdf.is_encrypted:
        return facts_of("pdf", "read", encrypted=True)
    try:
        return read(pdf, folder)
    except Budget:
        return facts_of("pdf", "resource")
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return facts_of("pdf", "broken")


def kind_of(path):
    """What the first bytes say; the name and the sender's MIME type say nothing."""
    with path.open("rb") as file:
        head = file.read(1024)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "word" if is_word(path) else "zip"
    if start[:1] == b"<":
        return "html"
    return "other" if start else "empty"


def is_word(path):
    try:
        with zipfile.ZipFile(path) as parts:
            return "word/document.xml" in parts.NameToInfo
    except (zipfile.BadZipFile, OSError):
        return False


def read(pdf, folder):
    """The facts of an opened PDF. Pages are counted by walking: `/Count` may lie."""
    pages = max(count_pages(pdf), len(pdf.pages))
    drawn, texts = [], []
    for number, (image, text) in enumerate(drawn_pages(pdf, min(pages, MOST_DRAWN)), 1):
        image.save(folder / f"page-{number}.webp", quality=80)
        drawn.append(list(image.size))
        texts.append(text.replace("\0", "").encode("utf-8", "ignore").decode()[:MOST_TEXT])
    return facts_of("pdf", "read" if drawn else "broken", pages=pages, drawn=drawn, texts=texts)


def count_pages(pdf):
    """How many leaves the page tree has, a shared one as often as it hangs there."""
    waiting, pages, nodes = [(pdf.Root.Pages, 0)], 0, 0
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES or depth > MOST_DEPTH:
            raise Budget
        if "/Kids" in node:
            waiting += [(kid, depth + 1) for kid in node.Kids]
        else:
            pages += 1
    return pages


def drawn_pages(pdf, most):
    """(image, text) of the first pages. PDFium gets the rewritten file: it repairs less."""
    import pypdfium2

    rewritten = BytesIO()
    pdf.save(rewritten, fix_metadata_version=False)
    document = pypdfium2.PdfDocument(rewritten.getvalue())
    for number in range(min(most, len(document))):
        page = document[number]
        image = page.render(scale=scale_of(*page.get_size())).to_pil().convert("RGB")
        yield image, page.get_textpage().get_text_range()


def scale_of(width, height):
    """At reading width, and no box so tall that it eats the machine."""
    if not (0 < width < 20_000 and 0 < height < 20_000):
        raise Budget
    return min(WIDTH / width, TALLEST / height)


def main():
    path, folder = map(Path, sys.argv[1:])
    try:
        found = facts(path, folder)
    except (MemoryError, RecursionError):
        found = facts_of("pdf", "resource")
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
