"""AIPowerMeter: both generations of keys, segments, and what must not be added."""

import json

import pytest

from tests.competition.energylogs.logs import END, aipowermeter, codes_of, run_of, sample


def test_power_is_integrated_by_trapezoids():
    text = sample(0, {"intel_power": 10}) + sample(2, {"intel_power": 20})
    text += sample(3, {"intel_power": 40})

    run = run_of(text)

    assert run.energy_j == pytest.approx(2 * 15 + 30, abs=1e-9)
    assert (run.duration_s, run.samples, run.segments, run.max_power_w) == (3.0, 3, 1, 40)


def test_between_segments_nothing_is_integrated():
    text = aipowermeter(range(61)) + END + aipowermeter(range(1000, 1061)) + END

    run = run_of(text)

    assert run.energy_j == pytest.approx(2 * 60 * 50, abs=1e-9)
    assert (run.duration_s, run.segments, run.codes()) == (120, 2, [])


@pytest.mark.parametrize(
    "gpu",
    [
        {"nvidia_draw_absolute": 200.0, "per_gpu_power_draw": {"0": 120.0, "1": 80.0}},
        {"nvidia_power": 200.0, "per_gpu_nvidia_power": {"0": 120.0, "1": 80.0}},
        {"per_gpu_power_draw": {"0": 120.0, "1": 80.0}},
        {"per_gpu_nvidia_power": {"0": 200.0}, "nvidia_memory": 5},
        {"nvidia_draw_absolute": 200.0, "per_gpu_attributable_power": {"0": 100.0, "all": 100.0}},
    ],
)
def test_package_and_gpus_are_added_by_the_keys_of_either_generation(gpu):
    run = run_of(aipowermeter(gpu=gpu))

    assert run.codes() == []
    assert (run.energy_j, run.cpu_j, run.gpu_j) == pytest.approx((15000, 3000, 12000), abs=1e-9)
    assert run.scope == {"cpu", "gpu"}


def test_memory_and_system_are_told_apart_and_not_added():
    cpu = {"intel_power": 50, "total_dram_power": 9, "psys_power": 90, "total_cpu_power": 30}

    run = run_of("".join(sample(at, cpu) for at in range(61)))

    told = run.energy_j, run.cpu_j, run.gpu_j, run.ram_j, run.system_j
    assert told == pytest.approx((3000, 3000, None, 540, 5400))


def test_psys_of_minus_one_is_no_power_and_no_finding():
    run = run_of(aipowermeter())

    assert (run.system_j, run.codes()) == (None, [])


def test_a_gpu_alone_counts_alone():
    run = run_of("".join(sample(at, gpu={"nvidia_power": 100}) for at in range(61)))

    assert (run.energy_j, run.cpu_j, run.scope) == (6000, None, {"gpu"})


@pytest.mark.parametrize(
    "bad", ["NaN", "Infinity", "-Infinity", '"50"', "true", "null", "[5]", "1e400"]
)
def test_what_is_no_number_is_rejected(bad):
    text = aipowermeter() + sample(61, {"intel_power": 77}).replace("77", bad)

    run = run_of(text)

    assert run.energy_j is None
    assert [(one.code, one.level, one.line) for one in run.findings] == [("nan_or_text", "E", 62)]


def test_nan_is_rejected_wherever_it_stands_as_it_is_no_json():
    text = aipowermeter() + sample(61, {"intel_power": 77, "total_cpu_power": 66}).replace(
        "66", "NaN"
    )

    assert codes_of(text) == ["E nan_or_text"]


@pytest.mark.parametrize("bad", ["NaN", "null", '"x"'])
def test_memory_that_is_missing_once_is_unknown(bad):
    lines = [sample(at, {"intel_power": 50, "total_dram_power": 66}) for at in range(61)]
    lines[7] = lines[7].replace("66", bad)

    run = run_of("".join(lines))

    assert (run.energy_j, run.ram_j) == (3000, None)
    assert [(one.code, one.level, one.line) for one in run.findings] == [("nan_or_text", "W", 8)]


@pytest.mark.parametrize("missing", [0, 30, 60])
def test_a_gpu_that_is_missing_in_a_sample_leaves_no_total(missing):
    gpus = [None if at == missing else {"nvidia_power": 5} for at in range(61)]

    text = "".join(sample(at, {"intel_power": 50}, gpus[at]) for at in range(61))

    assert codes_of(text) == ["E nan_or_text"]


@pytest.mark.parametrize("cpu", [{"intel_power": -3}, {"intel_power": 3, "psys_power": -2}])
def test_a_negative_power_is_rejected(cpu):
    assert codes_of(aipowermeter() + sample(61, cpu)) == ["E negative"]


@pytest.mark.parametrize(
    ("cpu", "gpu"),
    [
        ({"total_cpu_power": -3.0}, {}),
        ({"uncore_power": [-1.0]}, {}),
        ({"uncore_power": -1.0}, {}),
        ({}, {"nvidia_draw_absolute": 97.0, "per_gpu_power_draw": {"0": 100.0, "1": -3.0}}),
        ({}, {"nvidia_power": 97.0, "per_gpu_nvidia_power": {"0": 100.0, "1": -3.0}}),
        ({}, {"per_gpu_nvidia_power": {"0": 100.0, "1": -3.0}}),
    ],
)
def test_a_negative_power_that_is_not_counted_itself_is_rejected_once(cpu, gpu):
    text = "".join(sample(at, {"intel_power": 50.0} | cpu, gpu) for at in range(61))

    assert codes_of(text) == ["E negative"]


@pytest.mark.parametrize("seconds", [60, 59])
def test_stamps_that_do_not_increase_are_rejected(seconds):
    assert codes_of(aipowermeter() + aipowermeter([seconds])) == ["E time_order"]


def test_stamps_may_go_back_from_one_segment_to_the_next():
    assert codes_of(aipowermeter() + END + aipowermeter(range(61))) == []


@pytest.mark.parametrize(("pause", "found"), [(5, []), (5.1, ["W gap"])])
def test_a_pause_of_more_than_five_periods_is_a_gap(pause, found):
    assert codes_of(aipowermeter() + aipowermeter([60 + pause])) == found


@pytest.mark.parametrize(
    ("seconds", "found"),
    [
        ([], ["E not_recognised"]),
        ([0], ["E too_short"]),
        (range(60), ["W too_short"]),
        (range(61), []),
        (range(0, 90, 10), ["W too_short"]),
        (range(0, 101, 10), []),
    ],
)
def test_too_short_is_under_a_minute_or_ten_periods(seconds, found):
    assert codes_of(aipowermeter(seconds)) == found


def test_segments_of_one_sample_each_measure_nothing():
    assert codes_of(aipowermeter([0]) + END + aipowermeter([1]) + END) == ["E too_short"]


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_last_line_that_is_cut_is_left_out(cut):
    run = run_of(aipowermeter(range(62))[: -cut - 1])

    assert [(one.code, one.level, one.line) for one in run.findings] == [("truncated", "W", 62)]
    assert run.energy_j == 3000


def test_the_last_line_needs_no_end():
    assert codes_of(aipowermeter()[:-1]) == []


def test_a_broken_line_in_the_middle_is_rejected():
    assert codes_of(aipowermeter() + "{\n" + aipowermeter([61])) == ["E nan_or_text"]


@pytest.mark.parametrize("line", ["[1]", "7", "null", '"END"', '{"metrics": {}}', '{"date": 5}'])
def test_another_value_is_no_sample(line):
    assert codes_of(aipowermeter() + line + "\n") == ["E nan_or_text"]


def test_the_times_of_the_log_are_kept_as_naive():
    run = run_of(aipowermeter())

    assert run.is_naive
    assert f"{run.started_at} {run.ended_at}" == "2021-11-17 10:00:00 2021-11-17 10:01:00"


def test_the_same_course_with_other_dates_has_the_same_digest():
    from tests.competition.energylogs.logs import BEGIN

    first = run_of(aipowermeter())
    later = run_of(aipowermeter(begin=BEGIN.replace(month=12, microsecond=3)))
    other = run_of(aipowermeter(package=50.1))

    assert first.series_sha256 == later.series_sha256 != other.series_sha256
    assert first.source_sha256 != later.source_sha256


def test_results_beside_the_log_are_none():
    text = json.dumps({"date": "2021-11-17 10:00:00", "metrics": {"accuracy": 0.9}})

    assert "power_metrics.json" in run_of(text).findings[0].message
