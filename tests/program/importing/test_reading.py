"""Reading a sheet: its encoding, its separator, its columns, and what is wrong with it."""

import pytest

from program.importing.services import plan_of
from program.models import Speaker
from tests.program.importing.sheets import do, plan
from workshop.sheets import Unreadable, sheet_of, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_what_spreadsheets_write(encoding):
    assert text_of("Anne-Cécile\r\n".encode(encoding))[0].lstrip("\ufeff") == "Anne-Cécile\n"


def test_windows_1252_is_read_with_a_note():
    text, note = text_of("Anne-Cécile – 5 €".encode("cp1252"))

    assert text == "Anne-Cécile – 5 €"
    assert "Windows-1252" in note


@pytest.mark.parametrize("content", [b"PK\x03\x04zip", b"a\0b", b"\xff\xfea", b"%PDF-1.7"])
def test_what_is_no_text_is_refused_in_words(content):
    with pytest.raises(Unreadable, match=r"(?i)save"):
        text_of(content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_separated_by_what_the_line_of_names_has(separator):
    text = separator.join(["Name", "E-Mail Address"]) + "\n" + separator.join(["Ada", "a@b.org"])

    sheet = sheet_of(text, {"name": [], "mail": ["e-mail address"]}, ["name"])

    assert sheet.lines == [(2, {"name": "Ada", "mail": "a@b.org"}, "")]


BROKEN = {
    "": "nothing in it",
    "affiliation\nPau": "missing: name",
    "name,name\nAda,Bob": "twice: name",
    "name,afiliation\nAda,Pau": "Write “affiliation”",
    "name\n" + "Ada\n" * 2001: "2001 lines",
    "name\n" + "\n" * 200_001: "over 200000 line breaks",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_sheet_that_cannot_be_read_says_why(workshop, text):
    with pytest.raises(Unreadable, match=BROKEN[text]):
        plan_of(workshop, "speakers", text)


def test_empty_lines_are_counted_and_left_out(workshop):
    lines = plan_of(workshop, "speakers", "\n,\nname,affiliation\n\nAda,Pau\n , \nBob,Lyon\n").lines

    assert [(line.number, line.act) for line in lines] == [(5, "add"), (7, "add")]


def test_columns_that_nothing_is_read_from_are_named(workshop):
    assert plan_of(workshop, "speakers", "name,hotel\nAda,Gare\n").unused == ["hotel"]


def test_a_line_with_another_number_of_cells_is_wrong(workshop):
    text = "name,affiliation\nAda,Pau,France\nBob\nEve,Lyon\n"

    assert [one[0] for one in plan(workshop, "speakers", text)] == ["wrong", "wrong", "add"]


def test_a_quotation_mark_that_never_closes_is_wrong_where_it_opens(workshop):
    lines = plan_of(workshop, "speakers", 'name,affiliation\nAda,Pau\nBob,"Lyon\nEve,Metz\n').lines

    assert [(line.number, line.act) for line in lines] == [(2, "add"), (3, "wrong")]
    assert "quotation mark" in lines[1].errors[0]


def test_a_cell_that_is_far_too_long_is_named_as_that(workshop):
    [(_act, told)] = plan(workshop, "speakers", f"name,biography\nAda,{'x' * 140_000}\n")

    assert "A cell is longer than 131072 characters." in told


def test_a_quoted_cell_holds_separators_and_lines(workshop, cast):
    text = 'name,biography\nAda,"One, two.\n\nThree ""four""."\n'

    do(workshop, "speakers", text, cast.chair)

    assert Speaker.objects.get().biography == 'One, two.\n\nThree "four".'
