"""Titles as they are compared."""

import pytest

from submissions.titles import folded_title
from tests.factories import make_draft


@pytest.mark.parametrize(
    "typed",
    ["Élan, again!", "elan again", "ELAN  AGAIN", "E\N{COMBINING ACUTE ACCENT}lan – again…"],
)
def test_case_accents_spaces_and_punctuation_make_no_other_title(typed):
    assert folded_title(typed) == "elanagain"


def test_a_title_of_symbols_alone_is_like_no_other():
    assert folded_title("?! …") == ""


def test_a_title_in_another_script_keeps_its_letters():
    assert folded_title("省电的深度学习！") == "省电的深度学习"


def test_the_key_goes_with_the_title_when_that_alone_is_saved(db):
    draft = make_draft(title="Counting joules")

    draft.title = "Counting Watts"
    draft.save(update_fields=["title"])

    draft.refresh_from_db()
    assert draft.title_key == "countingwatts"
