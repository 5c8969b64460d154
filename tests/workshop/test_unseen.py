"""Signs that nobody sees are in no text that was typed, no file's name and no line of a log."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from workshop.fields import validate_mail_address
from workshop.logs import MaskTokens
from workshop.middleware import DropUnseen
from workshop.models import Message, User
from workshop.sheets import text_of
from workshop.unseen import without_unseen

UNSEEN = [0x0, 0x1B, 0x7F, 0x85, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]
UNSEEN += [0xE0041, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
EACH = pytest.mark.parametrize("sign", [chr(one) for one in UNSEEN], ids=[*map(hex, UNSEEN)])
NEEDED = ["שרה לוי", "محمد رضا", "می\u200cخواهم", "क्\u200dष", "👩\u200d🔬", "Zoë\tÑ\r\nline"]


@EACH
def test_it_is_taken_out(sign):
    assert without_unseen(f"Ada{sign} Boole") == "Ada Boole"


@pytest.mark.parametrize("text", NEEDED)
def test_what_a_script_needs_stays(text):
    assert without_unseen(text) == text


@EACH
def test_no_field_of_a_form_has_it(client, cast, sign):
    client.force_login(cast.chair)

    client.post("/me/", {"name": f"Ada{sign} Boole"})

    assert User.objects.get(pk=cast.chair.pk).name == "Ada Boole"


def test_a_name_from_right_to_left_is_taken_as_it_is(client, cast):
    client.force_login(cast.chair)

    client.post("/me/", {"name": "שרה לוי"})

    assert User.objects.get(pk=cast.chair.pk).name == "שרה לוי"


@EACH
def test_neither_query_nor_name_of_a_file_has_it(sign):
    upload = SimpleUploadedFile(f"long{sign}fdp.exe", b"x")
    request = RequestFactory().post("/", {"a": [f"b{sign}", "c"], "file": upload})
    request.GET = RequestFactory().get("/", {"q": f"d{sign}"}).GET

    DropUnseen(HttpResponse).process_view(request, None, (), {})

    assert request.GET["q"] == "d"
    assert request.POST.getlist("a") == ["b", "c"]
    assert request.FILES["file"].name == "longfdp.exe"


@EACH
def test_no_cell_of_a_sheet_has_it(sign):
    if sign != "\0":  # which is no text at all
        assert text_of(f"name\nAda{sign} Boole\n".encode())[0] == "name\nAda Boole\n"


def test_a_separator_of_headers_is_gone_from_an_address(client, db):
    client.post("/accounts/login/code/", {"email": "ada\x1e@example.org"})

    assert Message.objects.get().recipient == "ada@example.org"
    validate_mail_address("ada@example.org")


@pytest.mark.parametrize(
    ("sent", "logged"),
    [
        ("/a\nERROR django: forged", r"/a\nERROR django: forged"),
        ("/a\r\u2028\x1b[31mred", r"/a\r\u2028\x1b[31mred"),
        ("/\u202egnp.exe", r"/\u202egnp.exe"),
        ("/é/שרה", "/é/שרה"),
    ],
)
def test_what_comes_from_outside_forges_no_line_of_the_log(sent, logged):
    record = logging.LogRecord("x", logging.WARNING, "x", 1, "Not Found: %s", (sent,), None)

    MaskTokens().filter(record)

    assert record.getMessage() == f"Not Found: {logged}"
