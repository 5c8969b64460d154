"""CodeCarbon: every column set, flushes, shifted rows, spreadsheets."""

import pytest

from tests.competition.energylogs.logs import (
    COLUMNS,
    JOULES,
    RELEASES,
    RUN,
    cells,
    codecarbon,
    codes_of,
    run_of,
    runs_of,
)

KWH = COLUMNS["energy_consumed"]


@pytest.mark.parametrize("release", RELEASES)
def test_each_column_set_is_read_by_name(release):
    names = RELEASES[release]

    run = run_of(codecarbon(names=names, codecarbon_version=release))

    assert (run.energy_j, run.duration_s) == (pytest.approx(JOULES, abs=1e-9), 600)
    assert (run.pue, run.reported_kwh, run.reported_co2e_kg) == (1, KWH, 0.002)
    assert run.cpu_j == (36000 if release != "1.0" else None)
    assert run.codes() == []


def test_columns_in_another_order_are_read_the_same():
    names = list(reversed(COLUMNS))

    assert run_of(codecarbon(names=names)).energy_j == pytest.approx(JOULES, abs=1e-9)


def test_of_the_rows_of_a_run_the_longest_is_taken():
    half = {"duration": 300, "energy_consumed": KWH / 2, "cpu_energy": 0.005, "gpu_energy": 0.01}
    half |= {"ram_energy": COLUMNS["ram_energy"] / 2}

    run = run_of(codecarbon(half, {}, half))

    assert run.energy_j == pytest.approx(JOULES, abs=1e-9)
    assert [(one.code, one.level, one.line) for one in run.findings] == [("cumulative", "I", 3)]


def test_several_runs_are_told_one_by_one():
    runs = runs_of(codecarbon({}, {"run_id": RUN.replace("3", "4"), "duration": 90}, {}))

    assert [(one.duration_s, one.codes()) for one in runs] == [(600, ["cumulative"]), (90, [])]


def test_rows_without_a_run_id_are_runs_of_their_own():
    assert len(runs_of(codecarbon({}, {}, run_id=""))) == 2


def test_tasks_of_a_run_are_runs_of_their_own():
    text = codecarbon({"x": "a"}, {"x": "b"}, names=["task_name", *COLUMNS], task_name="a")
    one, two, _end = text.split("\n")[1:]

    assert len(runs_of(f"{text.splitlines()[0]}\n{one}\nb{two[1:]}\n")) == 2


@pytest.mark.parametrize(("pue", "found"), [("1.0", []), ("1.5", ["I pue_not_1"])])
def test_a_pue_is_divided_out(pue, found):
    run = run_of(codecarbon(pue=pue, codecarbon_version="3.0.8", duration=700))

    assert run.energy_j == pytest.approx(JOULES / float(pue), abs=1e-9)
    assert run.cpu_j == pytest.approx(36000 / float(pue), abs=1e-9)
    assert (run.reported_kwh, run.pue) == (KWH, float(pue))
    assert [f"{one.level} {one.code}" for one in run.findings] == found


@pytest.mark.parametrize("pue", ["", "0", "-1", "0.5", "nan", "x"])
def test_a_pue_that_cannot_be_is_unknown_and_the_energy_as_printed(pue):
    run = run_of(codecarbon(pue=pue))

    assert (run.pue, run.codes()) == (None, ["pue_unknown"])
    assert run.energy_j == pytest.approx(JOULES, abs=1e-9)


def test_before_2_2_3_no_pue_was_inside():
    names = [name for name in COLUMNS if name != "pue"]

    assert run_of(codecarbon(names=names, codecarbon_version="2.2.2")).pue == 1
    assert codes_of(codecarbon(names=names, codecarbon_version="3.0.1")) == ["W pue_unknown"]


@pytest.mark.parametrize("bad", ["", "nan", "inf", "None", "1_0", "1e400", "٣"])
def test_an_energy_that_is_no_number_is_rejected(bad):
    run = run_of(codecarbon(energy_consumed=bad))

    assert (run.energy_j, run.cpu_j, run.findings[0].line) == (None, None, 2)
    assert codes_of(codecarbon(energy_consumed=bad)) == ["E nan_or_text"]


@pytest.mark.parametrize("bad", ["", "nan"])
def test_a_component_that_is_missing_is_unknown(bad):
    run = run_of(codecarbon(gpu_energy=bad))

    assert (run.gpu_j, run.energy_j) == (None, pytest.approx(JOULES))
    assert codes_of(codecarbon(gpu_energy=bad)) == ["W nan_or_text"]


@pytest.mark.parametrize("column", ["energy_consumed", "cpu_energy", "duration"])
def test_what_is_negative_is_rejected(column):
    assert "E negative" in codes_of(codecarbon(**{column: -0.01}))


@pytest.mark.parametrize(("factor", "found"), [(1.0009, []), (1.0011, ["W sum_mismatch"])])
def test_components_must_add_up(factor, found):
    changed = {"energy_consumed": KWH * factor, "duration": 600 * factor}

    assert codes_of(codecarbon(**changed)) == found


def test_an_energy_of_zero_was_not_measured():
    zero = dict.fromkeys(["energy_consumed", "cpu_energy", "gpu_energy", "ram_energy"], 0.0)

    assert codes_of(codecarbon(**zero)) == ["E too_short"]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"cpu_power": 200}, ["W energy_vs_power"]),
        ({"cpu_power": 100}, []),
        ({"cpu_power": 200, "codecarbon_version": "3.1.1"}, []),
        ({"cpu_power": 200, "codecarbon_version": "3.1.2"}, ["W energy_vs_power"]),
        ({"cpu_power": 9000, "duration": 300}, []),
        ({"cpu_power": ""}, []),
    ],
)
def test_energy_is_compared_with_power_where_that_is_a_mean(changed, found):
    assert codes_of(codecarbon(**changed)) == found


def test_under_a_minute_is_short():
    assert codes_of(codecarbon(duration=59.9)) == ["W too_short"]


def shifted(*left_out, **changed):
    """A whole row of one run, then one of another without the cells of these columns."""
    names = list(COLUMNS)
    row = cells([name for name in names if name not in left_out], **changed)
    return codecarbon() + ",".join(row) + "\n"


@pytest.mark.parametrize("left_out", [["region"], ["cloud_provider", "region"], ["gpu_model"]])
def test_a_row_that_is_shifted_right_of_its_energies_is_kept(left_out):
    other = RUN.replace("3", "4")

    _first, run = runs_of(shifted(*left_out, run_id=other, pue=1.25))

    assert (run.run, run.energy_j) == (other, pytest.approx(JOULES / 1.25))
    assert [(one.code, one.level, one.line) for one in run.findings[:1]] == [
        ("field_count", "W", 3)
    ]


def test_the_name_of_a_run_tells_nothing_of_where_a_row_is_shifted():
    _first, run = runs_of(shifted("region", run_id="run 2"))

    assert (run.run, run.energy_j) == ("run 2", pytest.approx(JOULES))
    assert run.codes()[0] == "field_count"


def test_a_shifted_row_is_rejected_where_a_component_has_no_column():
    names = [name for name in COLUMNS if name != "gpu_energy"]
    row = cells([name for name in names if name != "experiment_id"], water_consumed=0.05)

    run = run_of(",".join(names) + "\n" + ",".join(row) + "\n")

    assert (run.energy_j, run.codes()) == (None, ["field_count"])


@pytest.mark.parametrize(
    "left_out", ["experiment_id", "duration", "gpu_energy", "cpu_power", "run_id"]
)
def test_a_row_that_is_shifted_left_of_its_energies_is_rejected(left_out):
    _first, run = runs_of(shifted(left_out, run_id=RUN.replace("3", "4")))

    assert run.energy_j is None
    assert [(one.code, one.level, one.line) for one in run.findings] == [("field_count", "E", 3)]


def test_a_field_too_many_at_the_end_leaves_the_rest_in_place():
    assert codes_of(codecarbon(pue=1.25).rstrip("\n") + ",more\n") == [
        "W field_count",
        "I pue_not_1",
    ]


def test_a_last_row_that_is_cut_is_left_out():
    text = codecarbon({}, {"duration": 900})

    assert codes_of(text[: text.rindex("France")]) == ["W truncated"]


@pytest.mark.parametrize("left_out", [["region"], ["cloud_provider", "region", "gpu_model"]])
def test_a_last_row_that_is_shifted_and_has_no_end_of_line_is_kept(left_out):
    _first, run = runs_of(shifted(*left_out, run_id=RUN.replace("3", "4"), pue=1.25).rstrip("\n"))

    assert (run.energy_j, run.codes()) == (
        pytest.approx(JOULES / 1.25),
        ["field_count", "pue_not_1"],
    )


@pytest.mark.parametrize("cut", [",1.0,0.0\n", ",0.0\n", "N,1.0,0.0\n"])
def test_a_last_row_that_is_shifted_and_cut_is_left_out(cut):
    text = shifted("region", run_id=RUN.replace("3", "4")).removesuffix(cut)

    assert codes_of(text) == ["W truncated"]


def test_a_header_alone_has_no_run():
    assert codes_of(codecarbon().splitlines()[0] + "\n") == ["E too_short"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_has_decimal_commas_and_dates_of_its_own(delimiter):
    text = codecarbon(delimiter=delimiter, timestamp="01/02/2026 10:00").replace("0.", "0,")

    run = run_of("\ufeff" + text.replace("\n", "\r\n"))

    assert (run.energy_j, run.codes(), run.ended_at) == (pytest.approx(JOULES, abs=1e-9), [], None)


def test_cells_that_an_editor_has_padded_are_read():
    text = codecarbon(delimiter="  , ")

    assert run_of(text).energy_j == pytest.approx(JOULES, abs=1e-9)


def test_places_and_projects_are_not_kept():
    kept = repr(run_of(codecarbon()))

    assert not any(word in kept for word in ["secret", "43.29", "0.3712", "aquitaine"])
