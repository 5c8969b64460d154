"""CSV of any other meter, and the templates."""

from pathlib import Path

import pytest

from competition import energylogs
from tests.competition.energylogs.logs import codes_of, run_of, series

TEMPLATES = sorted(Path(energylogs.__file__).parent.glob("templates/*.csv"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_templates_are_readable(path):
    assert not run_of(path.read_text()).is_rejected


def test_samples_are_integrated_by_trapezoids():
    run = run_of("timestamp,power_w\n5,10\n7,20\n7.5,40\n")

    assert run.energy_j == pytest.approx(2 * 15 + 0.5 * 30, abs=1e-9)
    assert (run.duration_s, run.samples, run.max_power_w) == (2.5, 3, 40)


@pytest.mark.parametrize("zone", ["", "Z", "+01:00"])
def test_stamps_may_be_dates(zone):
    text = f"timestamp,power_w\n2021-11-17T10:00:00.5{zone},10\n2021-11-17T10:00:02{zone},20\n"

    run = run_of(text)

    assert (run.energy_j, run.is_naive) == (pytest.approx(22.5, abs=1e-9), not zone)


@pytest.mark.parametrize(
    ("text", "joules"),
    [
        ("timestamp;power_w\r\n0;10,5\r\n2;10,5\r\n", 21),
        ("\ufeff timestamp , power_w \n\n 0 , 10.5 \n2,10.5", 21),
        ('note,power_w,timestamp\n"a\nb",10.5,0\nc,10.5,2\n', 21),
        ("start,end,energy_j\n0,60,5000\n60,120,6000.5\n", 11000.5),
        ("energy_j;start;end\n5,5;0;60\n", 5.5),
    ],
)
def test_columns_are_read_by_name_as_spreadsheets_leave_them(text, joules):
    assert run_of(text).energy_j == pytest.approx(joules, abs=1e-9)


@pytest.mark.parametrize(
    "bad", ["nan", "inf", "-inf", "x", "", "1_0", "1e400", "0x1", "9" * 5000, "1,5"]
)
def test_a_power_that_is_no_number_is_rejected(bad):
    text = series([100.0] * 61) + f'61,"{bad}"\n62,100\n'

    assert codes_of(text) == ["E nan_or_text"]


@pytest.mark.parametrize("bad", ["1637143200000", "2021-13-01", "x", "", "nan", "2021-11-17"])
def test_a_stamp_of_another_kind_is_rejected(bad):
    assert codes_of(series([100.0] * 61) + f"{bad},100\n") == ["E nan_or_text"]


def test_milliseconds_are_not_guessed():
    text = "timestamp,power_w\n1637143200000,5\n1637143201000,5\n"

    assert codes_of(text) == ["E nan_or_text"]


def test_lines_in_another_order_are_told_as_that_alone():
    lines = series([100.0] * 61).splitlines(keepends=True)

    assert codes_of(lines[0] + "".join(reversed(lines[1:]))) == ["E time_order"]


def test_a_sample_that_cannot_be_does_not_make_a_log_short():
    assert codes_of(series(["x"] * 61)) == ["E nan_or_text"]


@pytest.mark.parametrize(("power", "found"), [("-0.1", ["E negative"]), ("-0.0", []), ("0", [])])
def test_a_negative_power_is_rejected(power, found):
    assert codes_of(series([100.0] * 61) + f"61,{power}\n") == found


def test_clocks_that_are_put_back_are_noticed():
    rows = [f"2021-10-31T02:{at:02}:00,5\n" for at in (0, 30, 59)]

    assert "E time_order" in codes_of("timestamp,power_w\n" + "".join(rows + rows))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("61,100,5\n", ["E field_count"]),
        ("61,100,\n", ["W field_count"]),
        ("61\n", ["E field_count"]),
        ("61", ["W truncated"]),
        ("61,", ["W truncated"]),
    ],
)
def test_a_row_with_other_fields(row, found):
    assert codes_of(series([100.0] * 61) + row) == found


def test_a_row_that_lacks_what_stands_right_of_the_power_is_kept():
    text = "timestamp,power_w,note\n" + "".join(f"{at},100,n\n" for at in range(60)) + "60,100\n"

    assert codes_of(text) == ["W field_count"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("0,60,5\n60,60,5\n", ["E time_order"]),
        ("0,60,5\n59,120,5\n", ["E time_order"]),
        ("0,60,5\n361,400,5\n", ["W gap"]),
        ("0,60,5\n300,360,5\n", []),
        ("0,59,5\n", ["W too_short"]),
        ("", ["E too_short"]),
        ("0,60,-5\n", ["E negative"]),
    ],
)
def test_intervals_follow_one_another(rows, found):
    assert codes_of("start,end,energy_j\n" + rows) == found


def test_the_duration_of_intervals_leaves_out_the_holes():
    run = run_of("start,end,energy_j\n0,60,5\n100,160,5\n")

    assert (run.duration_s, run.segments, run.energy_j) == (120, 2, 10)


def test_many_faults_of_a_kind_are_told_once():
    (found,) = run_of(series([100.0] * 61 + ["x"] * 9)).findings

    assert found.line == 63
    assert "8 more" in found.message


def test_a_cell_is_shown_short_and_escaped():
    message = run_of(series([1] * 61) + "61,\x1b[31m" + "é" * 90 + "\n").findings[0].message

    assert message.isprintable()
    assert "\\x1b" in message
    assert len(message) < 300
