"""What is packed in a file that is served: a sheet, an archive, a PDF."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pikepdf


def unpacked(content):
    """The bytes of a page as they are, of a file with all that is packed in it."""
    if content.startswith(b"PK\x03\x04"):
        return unzipped(content)
    return content + of_pdf(content) if content.startswith(b"%PDF") else content


def unzipped(content):
    """Without when a sheet says that it was made."""
    with ZipFile(BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if name != "docProps/core.xml"]
        return b"\n".join(name.encode() + unpacked(packed.read(name)) for name in names)


@cache
def of_pdf(content):
    """Its objects, the metadata among them, and the text of its streams."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return b"\n".join(told for one in pdf.objects for told in of_object(one))
    except pikepdf.PdfError:  # such as the table of routes has for one
        return b""


def of_object(one):
    yield one.unparse(resolved=False)
    if isinstance(one, pikepdf.Stream):
        try:
            yield one.read_bytes()
        except pikepdf.PdfError:
            yield one.read_raw_bytes()
