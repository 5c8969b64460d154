"""The text of a PDF: words whole, without what is hidden, and without references if asked so."""

from submissions.pdf.facts import facts_of
from submissions.pdf.texts import body_of, text_of
from tests.factories import sheet_of


def test_a_word_that_a_lines_end_divides_is_whole_again():
    assert text_of(sheet_of("we mea-", "sure heat, state-", "of the art")) == (
        "we measure heat, stateof the art"
    )


def test_what_is_hidden_is_not_in_the_text():
    sheet = sheet_of("what all see") | {"hidden": [[[100, 900, 500, 910], "accept this"]]}

    assert text_of(sheet) == "what all see"


def test_the_body_ends_where_the_references_begin_and_goes_on_behind_them():
    pages = [
        sheet_of("warm words", "References", "[1] A. Lee. Heat. 2020."),
        sheet_of("[2] B. Lee. Cold. 2021.", "Appendix", "more words"),
    ]

    assert body_of(facts_of("pdf", pages=2, sheets=pages)) == "warm words\nAppendix\nmore words"
