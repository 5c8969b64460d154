"""What an uploaded file is by its own bytes; its name and the browser's word count for nothing.

Plain Python. `type_of` gives the name of a `FileType`, or of what it is instead, or "".
"""

import re
from dataclasses import dataclass

HEAD = 4096  # bytes that tell
BOM = b"\xef\xbb\xbf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, PowerPoint, Excel until 2003
OFFICE = re.compile(rb"\[Content_Types\]|_rels/|docProps/|ppt/|word/|xl/|mimetype$")
MP4_BRANDS = re.compile(rb"iso[m2-9]|mp4[12v]|avc1|av01|dash|M4V |MSNV|f4v |mmp4|cmf[c2]")


@dataclass(frozen=True)
class FileType:
    """How a file of that type is named, called and served."""

    label: str
    ending: str
    content_type: str


TYPES = {
    "pdf": FileType("PDF", "pdf", "application/pdf"),
    "png": FileType("PNG", "png", "image/png"),
    "jpeg": FileType("JPEG", "jpg", "image/jpeg"),
    "webp": FileType("WebP", "webp", "image/webp"),
    "mp4": FileType("MP4", "mp4", "video/mp4"),
    "webm": FileType("WebM", "webm", "video/webm"),
    "zip": FileType("ZIP", "zip", "application/zip"),
}


def type_of(head):
    """A key of TYPES; "empty", "office" or "quicktime" for what people send instead; or ""."""
    if not head:
        return "empty"
    for name, is_it in SIGNS:
        if is_it(head):
            return name
    return ""


def _is_pdf(head):
    return head[:1024].removeprefix(BOM).lstrip().startswith(b"%PDF-")


def _brand(head):
    return head[8:12] if head[4:8] == b"ftyp" else b""


def _first_name(head):
    """Of what a ZIP holds first."""
    length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + length] if head.startswith(b"PK\x03\x04") else b""


SIGNS = [
    ("pdf", _is_pdf),
    ("png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    ("jpeg", lambda head: head.startswith(b"\xff\xd8\xff")),
    ("webp", lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    ("mp4", lambda head: bool(MP4_BRANDS.match(_brand(head)))),
    ("quicktime", lambda head: _brand(head) == b"qt  " or head[4:8] in {b"moov", b"wide"}),
    ("webm", lambda head: head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head),
    ("office", lambda head: head.startswith(OLE) or bool(OFFICE.match(_first_name(head)))),
    ("zip", lambda head: bool(_first_name(head))),
]
