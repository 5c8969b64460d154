"""A file is what its bytes say, whatever it is called."""

import io
import zipfile

import pytest
from PIL import Image

from program.filetypes import TYPES, type_of
from tests.pdfs import paper


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "some text")
    return file.getvalue()


def film(brand):
    return b"\0\0\0\x20ftyp" + brand + b"\0\0\2\0isomiso2mp41"


def matroska(kind):
    size = 0x80 | len(kind)
    return b"\x1a\x45\xdf\xa3\x93\x42\x86\x81\x01\x42\x82" + bytes([size]) + kind + b"\x42\x87"


FILES = {
    "pdf": paper(),
    "png": picture("PNG"),
    "jpeg": picture("JPEG"),
    "webp": picture("WEBP"),
    "mp4": film(b"isom"),
    "webm": matroska(b"webm"),
    "zip": archive("code/train.py", "README.md"),
}
OTHERS = {
    "empty": b"",
    "office": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "quicktime": film(b"qt  "),
}


@pytest.mark.parametrize("name", TYPES)
def test_what_is_taken_is_recognised(name):
    assert type_of(FILES[name]) == name


@pytest.mark.parametrize("name", OTHERS)
def test_what_people_send_instead_is_called_by_its_name(name):
    assert type_of(OTHERS[name]) == name


@pytest.mark.parametrize(
    "head",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"plain text that speaks of %PDF-1.7",
        film(b"heic"),
        matroska(b"matroska"),
        b"PK\x05\x06" + bytes(18),
        b"\x7fELF\x02\x01",
        b"%P",
        b"PK\x03\x04",
    ],
)
def test_anything_else_is_nothing(head):
    assert type_of(head) == ""


def test_a_text_by_an_office_of_old_or_another_make_is_one():
    assert type_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)) == "office"
    assert type_of(archive("mimetype", "content.xml")) == "office"
