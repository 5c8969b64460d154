import gzip
from pathlib import Path

import pytest

from workshop.footprint import MARK, grams, state_weight, weight_of_static

STATIC = Path(__file__).parent.parent.parent / "static"


def test_a_gigabyte_stands_for_what_the_model_says():
    # SWDM v4: (0.055 + 0.059 + 0.080 + 0.012 + 0.013 + 0.081) kWh/GB at 494 g/kWh
    assert grams(1e9) == pytest.approx(148.2)


def test_a_static_file_weighs_what_is_transferred():
    css = (STATIC / "ossau.css").read_bytes()

    assert weight_of_static("ossau.css") == len(gzip.compress(css, 9)) < 10_000


def test_the_weight_is_written_where_the_page_left_a_mark():
    assert b"kB, about 0.00" in state_weight(b"<footer>" + MARK + b"</footer>")


def test_a_page_without_a_mark_stays_as_it_is():
    assert state_weight(b"plain") == b"plain"
