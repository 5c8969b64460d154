"""Whatever the bytes are: a list of runs, each with joules or a code, never an exception."""

import json
import math
import pickle
import random
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competition.energylogs import source
from tests.competition.energylogs.logs import (
    EXAMPLES,
    aipowermeter,
    codecarbon,
    codes_of,
    eco2ai,
    output_log,
    run_of,
    runs_of,
    series,
    zeus,
)

NAMES = st.sampled_from(sorted(EXAMPLES))


def archive():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("emissions.csv", EXAMPLES["codecarbon"])
    return stream.getvalue()


UNKNOWN = {
    "empty": (b"", "empty"),
    "blanks": (b" \r\n\t\n", "empty"),
    "byte-order mark alone": (b"\xef\xbb\xbf", "empty"),
    "pickle": (pickle.dumps({"a": 1}), "pickle"),
    "zip": (archive(), "ZIP"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "NUL": (b"timestamp,power_w\n0,\x001\n", "no text"),
    "UTF-16": (EXAMPLES["samples"].encode("utf-16"), "UTF-16"),
    "encoded": (b"QUJD" * 40, "encoded"),
    "impact tracker": (b'{"timestamp": 5, "rapl_power_draw_absolute": 3}', "impact-tracker"),
    "Scaphandre": (b'[{"host":{"consumption": 5,"timestamp":7}}]', "Scaphandre"),
    "Omegawatt": (b"#timestamp,#frame_is_ok,#activepow1\n", "Omegawatt"),
    "deep JSON": (b"[" * 50_000, "no energy log"),
    "another table": (b"a,b\n1,2\n", "no energy log"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_read_is_told_why(name):
    data, why = UNKNOWN[name]

    run = run_of(data)

    assert (run.energy_j, run.codes()) == (None, ["not_recognised"])
    assert why in run.findings[0].message
    assert "CodeCarbon" in run.findings[0].message


@pytest.mark.parametrize("name", ["codecarbon", "eco2ai", "zeus", "samples", "intervals"])
def test_a_carriage_return_inside_of_a_header_is_no_fault_of_ours(name):
    header, rows = EXAMPLES[name].split("\n", 1)

    assert codes_of(f"{header}\r,more\n{rows}") == ["E not_recognised"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_readable(name):
    assert not any(run.is_rejected for run in runs_of(EXAMPLES[name]))


@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_may_end_as_windows_ends_them(name):
    whole, other = (
        runs_of(text) for text in (EXAMPLES[name], EXAMPLES[name].replace("\n", "\r\n"))
    )

    assert [one.as_json("") for one in whole] == [one.as_json("") for one in other]


def assert_judged(data):
    runs = runs_of(data)

    assert runs
    for run in runs:
        told = run.energy_j
        assert run.is_rejected == (told is None)
        assert told is None or (math.isfinite(told) and told >= 0)
        json.dumps(run.as_json("x"), allow_nan=False)
        assert "This could not be read." not in str(run.findings)  # a fault of ours


@given(NAMES, st.floats(0, 1))
def test_cut_anywhere(name, where):
    data = EXAMPLES[name].encode()
    assert_judged(data[: int(where * len(data))])


@given(NAMES, st.randoms(use_true_random=False))
def test_lines_in_any_order(name, by):
    lines = EXAMPLES[name].splitlines(keepends=True)
    by.shuffle(lines)
    assert_judged("".join(lines))


SERIES = {
    "aipowermeter": aipowermeter().splitlines(keepends=True),
    "mlperf": EXAMPLES["mlperf"].splitlines(keepends=True),
    "samples": EXAMPLES["samples"].splitlines(keepends=True)[1:],
}
HEADS = {"samples": EXAMPLES["samples"].splitlines(keepends=True)[0]}
ORDERS = st.permutations(range(61)).filter(lambda order: order != sorted(order))


@given(st.sampled_from(sorted(SERIES)), ORDERS)
def test_samples_in_another_order_than_they_were_taken_are_rejected(name, order):
    lines = [SERIES[name][place] for place in order]

    run = run_of(HEADS.get(name, "") + "".join(lines))

    assert run.energy_j is None
    assert "E time_order" in [f"{one.level} {one.code}" for one in run.findings]


@given(NAMES, st.integers(0, 2**32), st.integers(1, 30))
def test_bytes_changed_anywhere(name, seed, count):
    data, by = bytearray(EXAMPLES[name].encode()), random.Random(seed)
    for _number in range(count):
        data[by.randrange(len(data))] = by.randrange(256)
    assert_judged(bytes(data))


@given(NAMES, NAMES, st.floats(0, 1), st.floats(0, 1))
def test_one_format_spliced_to_another(one, other, until, since):
    first, second = EXAMPLES[one].encode(), EXAMPLES[other].encode()
    assert_judged(first[: int(until * len(first))] + second[int(since * len(second)) :])


ODD = ['"', "'", "1e308", "-", "NaN", "9" * 400, "\\", "{", "[", ",", ";", "\0", "\r", "\n"]


@given(NAMES, st.sampled_from(ODD),
       st.integers(0, 2**32))  # fmt: skip
def test_odd_words_put_anywhere(name, word, seed):
    text, by = EXAMPLES[name], random.Random(seed)
    place = by.randrange(len(text))
    assert_judged(text[:place] + word + text[place:])


@given(st.binary(max_size=300))
def test_any_bytes_at_all(data):
    assert_judged(data)


@given(st.sampled_from(["samples", "aipowermeter", "mlperf"]), st.integers(1, 10**6))
def test_a_cut_log_never_has_more_energy(name, seed):
    data = EXAMPLES[name].encode()
    whole = run_of(data).energy_j

    found = run_of(data[: seed % len(data)]).energy_j

    assert found is None or found <= whole + 1e-9


def test_a_sum_that_grows_out_of_hand_is_rejected():
    assert codes_of(series(["1e308"] * 61)) == ["E nan_or_text"]


@pytest.mark.parametrize("form", ["[" * 30_000, '{"a":' * 10_000, '{"a": ' + "9" * 5000 + "}"])
def test_json_that_is_meant_to_break_a_reader(form):
    assert_judged(aipowermeter() + form + "\n" + aipowermeter([61]))


def test_a_line_may_have_64_kilobytes(monkeypatch):
    row = series([1.0] * 61)

    assert codes_of(row + "61," + " " * 60_000 + "1\n") == []
    assert codes_of(row + "61," + " " * 70_000 + "1\n") == ["E limits"]
    assert codes_of("x" * 10_000_000) == ["E not_recognised"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (codecarbon({}, {"run_id": "b", "duration": 59}), "too_short", 3),
        (codecarbon({}, {"run_id": "b", "energy_consumed": 0}), "too_short", 3),
        (eco2ai(("a", "2026-02-01 10:00:00", 70, 1), ("b", "2026-02-01", 59, 1)), "too_short", 3),
        (zeus((1.7e9, "a", 70.5, 1000.0, 2.5), (1.7e9, "b", 1.5, 10.0, 20.0)), "too_short", 3),
        (zeus((1.7e9, "a", 70.5, 1000.0, 2.5), (1.7e9, "b", 99, 0, 20.0)), "too_short", 3),
        (output_log(energy="0.000000", predicted=False), "too_short", 2),
        (series([1.0] * 61) + "61," + " " * 70_000 + "1\n", "limits", 63),
    ],
)
def test_what_is_wrong_in_one_line_is_told_with_it(text, code, line):
    found = [one for run in runs_of(text) for one in run.findings]

    assert [(one.code, one.line) for one in found if one.code == code] == [(code, line)]


def test_a_file_may_have_64_megabytes(monkeypatch):
    monkeypatch.setattr("competition.energylogs.reading.MOST_BYTES", 300)

    assert codes_of(series([1.0] * 200)) == ["E limits"]


def test_a_log_may_have_so_many_samples(monkeypatch):
    monkeypatch.setattr("competition.energylogs.series.MOST_SAMPLES", 61)

    assert codes_of(series([1.0] * 61)) == []
    rejected = run_of(series([1.0] * 62))
    assert [(one.code, one.line) for one in rejected.findings] == [("limits", 63)]
    assert source.MOST_BYTES == 64 * 2**20


@pytest.mark.parametrize(
    "row", ["0,100,5e-324", "0,100,1e300", "0,0.5,1e308"], ids=["least", "most", "power"]
)
def test_what_no_computer_measures_is_refused(row):
    (run,) = runs_of(f"start,end,energy_j\n{row}\n")

    assert run.energy_j is run.mean_power_w is None
    assert run.max_power_w is None or math.isfinite(run.max_power_w)
    assert "nan_or_text" in run.codes()


def test_no_text_holds_a_sign_that_no_database_keeps():
    rows = "\n" * source.HEAD + "1,a\0b,100,5\n"

    (run,) = runs_of(f"start_time,window_name,elapsed_time,gpu0_energy\n{rows}")

    assert run.run == "a\ufffdb"


def test_a_line_that_names_devices_without_end_takes_no_time():
    text = "carbontracker version 1.1\ncomponents were found " + "GPU with device(s) x" * 3000
    begin = time.perf_counter()

    runs_of(text)

    assert time.perf_counter() - begin < 1  # it took five seconds
