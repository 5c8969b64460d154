"""What does not count against a blind copy, and what withholds it."""

import pytest
from pikepdf import Name

from submissions.pdf.people import Person
from tests.pdfs import paper
from tests.submissions.blind.dressing import (
    add_content,
    drawn,
    dressed,
    jpeg,
    pack_a_text,
    show_picture,
)


def test_what_the_pages_show_does_not_count(attempt):
    def dress(pdf):
        font = next(iter(pdf.pages[0].obj.Resources.Font.keys()))
        add_content(pdf, b"BT %s 9 Tf 60 60 Td (Ana Moreau, 100%% Moreau) Tj ET" % font.encode())

    facts, copy = attempt(dressed(dress))

    assert facts["outcome"] == "made"
    assert drawn(copy) == drawn(dressed(dress))


def test_the_name_of_a_font_does_not_count(attempt):
    def dress(pdf):
        next(iter(pdf.pages[0].obj.Resources.Font.values())).BaseFont = Name("/Moreau-Roman")

    assert attempt(dressed(dress))[0]["outcome"] == "made"


def name_a_picture(pdf):
    show_picture(pdf, jpeg(), Name.DCTDecode)
    pictures = pdf.pages[0].obj.Resources.XObject
    pictures.Moreau = pictures.Im1


def photograph_in_pieces(pdf):
    show_picture(pdf, b"\xff\xd8\xff\xe1\xff\xffAna Moreau", Name.DCTDecode)


@pytest.mark.parametrize(
    ("dress", "place"),
    [
        (name_a_picture, {"where": "resource", "page": 1}),
        (pack_a_text, {"where": "resource", "page": 2}),
        (photograph_in_pieces, {"where": "resource", "page": 1}),
    ],
)
def test_what_cannot_be_taken_out_withholds_the_copy(attempt, dress, place):
    facts, copy = attempt(dressed(dress))

    assert (facts["outcome"], copy) == ("withheld", None)
    assert facts["left"] == [place]


def test_the_picture_named_after_somebody_else_is_copied(attempt):
    assert attempt(dressed(name_a_picture), [Person("Ana Young")])[0]["outcome"] == "made"


def test_the_words_of_the_format_are_nobodys_name(attempt):
    people = [Person(f"Ana {name}") for name in ("Parent", "Pages", "Width", "Filter", "Pattern")]

    assert attempt(paper(), people)[0]["outcome"] == "made"
