"""What a file is by its own bytes: its name and the browser's word for it count for nothing."""

HEAD = 1024
BOM = b"\xef\xbb\xbf"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(content):
    head = content[:HEAD].removeprefix(BOM).lstrip().lower()
    if not content:
        return "empty"
    if head.startswith(b"%pdf-"):
        return "pdf"
    if is_word(content):
        return "word"
    if content.startswith(ZIP):
        return "zip"
    return "html" if head.startswith(b"<") and b"<html" in head else "other"


def is_word(content):
    """A .docx or a .doc, told by the names of their parts, which both formats keep readable."""
    if content.startswith(ZIP):
        return b"word/document.xml" in content
    return content.startswith(OLE) and "WordDocument".encode("utf-16-le") in content
