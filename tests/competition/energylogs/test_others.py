"""carbontracker, eco2AI, Zeus and MLPerf."""

import io
import re

import pytest

from competition.energylogs import read
from tests.competition.energylogs.logs import (
    ECO2AI,
    STANDARD,
    block,
    codes_of,
    eco2ai,
    mlperf,
    output_log,
    run_of,
    runs_of,
    standard_log,
    zeus,
)


@pytest.mark.parametrize("blank", ["\t", "    "])
def test_what_was_predicted_is_not_read(blank):
    run = run_of(output_log(blank=blank))

    assert (run.energy_j, run.duration_s) == (pytest.approx(0.158 * 3.6e6, abs=1e-9), 600)
    assert (run.reported_kwh, run.reported_co2e_kg) == (0.158, pytest.approx(0.07))
    assert (run.pue, run.codes()) == (None, ["pue_unknown"])


def test_the_order_of_the_blocks_does_not_matter():
    text = output_log(predicted=False) + block(
        "Predicted consumption for 9 epoch(s)", "9:00:00", "9", "9"
    )

    assert run_of(text).reported_kwh == 0.158


def test_the_other_log_tells_the_pue():
    run = run_of(output_log(), sister=io.BytesIO(STANDARD.encode()))

    assert (run.energy_j, run.pue) == (pytest.approx(360000, abs=1e-9), 1.58)
    assert run.codes() == ["pue_not_1"]


def test_the_other_log_is_found_beside_it(tmp_path):
    (tmp_path / "1.a_2026_carbontracker.log").write_text(STANDARD)
    path = tmp_path / "1.a_2026_carbontracker_output.log"
    path.write_text(output_log())

    assert read(path)[0].pue == 1.58


def test_nothing_but_a_prediction_is_no_measurement():
    text = block("Predicted consumption for 9 epoch(s)", "9:00:00", "9.0", "9.0")

    assert codes_of(text) == ["E too_short"]


def test_a_printed_zero_is_unknown():
    assert codes_of(output_log(energy="0.000000")) == ["E too_short", "W pue_unknown"]


@pytest.mark.parametrize(
    ("energy", "code"), [("nan", "nan_or_text"), ("-1.0", "negative"), ("", "nan_or_text")]
)
def test_an_energy_of_carbontracker_that_cannot_be_is_rejected(energy, code):
    assert f"E {code}" in codes_of(output_log(energy=energy))


def test_of_several_blocks_the_longest_is_taken():
    text = block("Actual consumption for 1 epoch(s)", "0:02:00", "0.01", "1.0") + output_log()

    run = run_of(text)

    assert (run.reported_kwh, run.codes()) == (0.158, ["cumulative", "pue_unknown"])


def test_epochs_are_durations_times_powers_without_pue():
    run = run_of(
        standard_log(("0:01:00.50", "[10.0 20.0]", "12.5"), ("0:02:00", "[30.0 1.5]", "10"))
    )

    gpu, cpu = 60.5 * 30 + 120 * 31.5, 60.5 * 12.5 + 120 * 10
    assert (run.energy_j, run.gpu_j, run.cpu_j) == pytest.approx((gpu + cpu, gpu, cpu), abs=1e-9)
    assert (run.duration_s, run.pue, run.version, run.codes()) == (180.5, 1, "2.4.7", [])


def test_a_component_without_power_is_unknown():
    run = run_of(standard_log(("0:01:00", "50.0", "None"), ("0:01:00", "70.0", "None")))

    assert (run.energy_j, run.cpu_j, run.codes()) == (7200, None, ["nan_or_text"])
    assert run.scope == {"gpu"}


WITHOUT = [
    [("0:01:00", "5", "None"), ("0:01:00", "5", "5")],
    [("0:01:00", "None", "None")],
    [("0:01:00", "nan", "5")],
]


@pytest.mark.parametrize("epochs", WITHOUT)
def test_an_epoch_without_power_leaves_no_total(epochs):
    assert "E nan_or_text" in codes_of(standard_log(*epochs))


def test_an_epoch_that_is_cut_is_left_out():
    text = standard_log(("0:02:00", "50", "10"), ("0:02:00", "50", "10"))

    run = run_of(text[: text.rindex("Average power usage (W) for cpu")])

    assert (run.energy_j, run.codes()) == (7200, ["truncated"])


def test_what_eco2ai_calls_power_is_energy_and_its_cpu_a_model():
    run = run_of(eco2ai(("a", "2026-02-01 10:00:00", 100, 0.01)))

    assert (run.energy_j, run.duration_s, run.reported_co2e_kg) == (36000, 100, 0.01)
    assert (run.pue, run.method, run.codes()) == (
        None,
        "estimate",
        ["estimate_only", "pue_unknown"],
    )


def test_epochs_of_eco2ai_are_added_and_ids_are_runs():
    rows = [("a", "2026-02-01 10:00:00", 100, 0.01), ("a", "2026-02-01 10:01:40", 120, 0.02)]

    runs = runs_of(eco2ai(*rows, ("b", "2026-02-01 12:00:00", 70, 0.1)))

    assert [(one.run, one.energy_j, one.duration_s) for one in runs] == [
        ("a", pytest.approx(108000), 220), ("b", pytest.approx(360000), 70),
    ]  # fmt: skip


def test_rows_of_eco2ai_that_count_from_one_start_are_cumulative():
    start = "2026-02-01 10:00:00"

    run = run_of(eco2ai(("a", start, 100, 0.01), ("a", start, 220, 0.03)))

    assert (run.energy_j, run.codes()[0]) == (pytest.approx(108000), "cumulative")


def test_epochs_of_eco2ai_within_a_second_are_added():
    rows = [("a", "2026-02-01 10:00:00", 0.1 * place, 1e-5 * place) for place in (1, 2, 3)]
    numbers = iter(("epoch: 1", "epoch: 2", "epoch: 3"))
    text = re.sub("N/A(?=,2026)", lambda _found: next(numbers), eco2ai(*rows))

    run = run_of(text)

    assert (run.energy_j, run.duration_s) == (pytest.approx(216), pytest.approx(0.6))
    assert "cumulative" not in run.codes()


def test_older_eco2ai_writes_kwth():
    text = eco2ai(("a", "2026-02-01 10:00:00", 100, 0.01), header=ECO2AI.replace("kWh", "kWTh"))

    assert run_of(text).energy_j == 36000


def test_a_fork_of_eco2ai_is_not_read():
    text = "id,start_time,duration(s),power_consumption(kWh)\na,2026,1,2\n"

    assert codes_of(text) == ["E not_recognised"]


def test_more_power_than_a_machine_draws_is_told():
    assert "W impossible_power" in codes_of(eco2ai(("a", "2026-02-01 10:00:00", 100, 22.3)))


def test_windows_of_zeus_are_runs_and_gpus_are_added():
    runs = runs_of(zeus((1.7e9, "all", 70.5, 1000.25, 2000.5), (1.7e9, "step", 1.5, 10.0, 20.0)))

    assert [(one.run, one.energy_j, one.gpu_j, one.codes()) for one in runs] == [
        ("all", 3000.75, 3000.75, []), ("step", 30, 30, ["too_short"]),
    ]  # fmt: skip


def test_zero_joules_of_a_gpu_are_unknown():
    assert codes_of(zeus((1.7e9, "all", 70.5, 0.0, 2000.5))) == ["E too_short"]


@pytest.mark.parametrize(
    ("cell", "code"), [("nan", "nan_or_text"), ("", "nan_or_text"), (-1, "negative")]
)
def test_an_energy_of_zeus_that_cannot_be_is_rejected(cell, code):
    assert codes_of(zeus((1.7e9, "all", 70.5, cell, 2000.5))) == [f"E {code}"]


def test_the_first_watts_of_mlperf_is_the_sum_and_stamps_may_occur_twice():
    rest = ",Volts,230,Amps,1,PF,1,Mark,run,Ch1,Watts,60,Ch2,Watts,40"

    run = run_of(mlperf([*[(at, 100.0) for at in range(61)], (60, 100.0)], rest))

    assert (run.energy_j, run.system_j, run.codes()) == (
        pytest.approx(6000),
        pytest.approx(6000),
        [],
    )
    assert (run.method, run.scope, run.samples) == ("wall", {"system"}, 62)


def test_stamps_of_mlperf_may_not_go_back():
    assert codes_of(mlperf([*[(at, 100.0) for at in range(61)], (59, 100.0)])) == ["E time_order"]


@pytest.mark.parametrize("cut", [12, 45, 58, 70])
def test_a_last_line_of_mlperf_that_is_cut_is_left_out(cut):
    text = mlperf([(at, 100.0) for at in range(62)])

    run = run_of(text[:-cut])

    assert (run.energy_j, run.codes()) == (pytest.approx(6000), ["truncated"])


def test_a_last_line_of_mlperf_need_not_be_ended():
    assert codes_of(mlperf([(at, 100.0) for at in range(62)]).rstrip("\n")) == []
