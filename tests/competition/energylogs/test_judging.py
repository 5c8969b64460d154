"""What is judged of a run beside an entry: what raises each code, and what just does not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from competition.energylogs import Run, judging
from tests.competition.energylogs.logs import BEGIN, aipowermeter, codes_of

OPENS, CLOSES = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)


def run(watts=100.0, seconds=100.0, **more):
    return Run(energy_j=watts * seconds, duration_s=seconds, **more)


def found(findings):
    return [f"{one.level} {one.code}" for one in findings]


@pytest.mark.parametrize(
    ("measured", "is_reference", "codes"),
    [
        (run(480, max_power_w=800), True, []),
        (run(481), True, ["E impossible_power"]),
        (run(10, max_power_w=801), False, ["W impossible_power"]),
    ],
)
def test_impossible_power(measured, is_reference, codes):
    told = judging.impossible_power(measured, most_w=400, is_reference=is_reference)

    assert found(told) == codes


@pytest.mark.parametrize(
    ("watts", "facts", "codes"),
    [
        (14.9, {"idle_w": 50}, ["W implausible_low"]),
        (15, {"idle_w": 50}, []),
        (0.9, {"has_gpu": True}, ["W implausible_low"]),
        (1, {"has_gpu": True}, []),
        (0.1, {}, []),
    ],
)
def test_implausible_low(watts, facts, codes):
    assert found(judging.implausible_low(run(watts), **facts)) == codes


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        ({"cpu"}, ["E missing_scope"]),
        ({"cpu", "gpu", "ram"}, []),
        ({"system"}, []),
        (set(), ["W missing_scope"]),
    ],
)
def test_missing_scope(scope, codes):
    told = judging.missing_scope(run(scope=frozenset(scope)), scope={"cpu", "gpu"})

    assert found(told) == codes


def test_several_runs():
    assert found(judging.several_runs([run(), run()])) == ["E several_runs"]
    assert judging.several_runs([run()]) == []


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"declared_s": 90}, ["W duration_mismatch"]),
        ({"declared_s": 91}, []),
        ({"iterations": 200, "latency_s": 0.6}, ["W duration_mismatch"]),
        ({}, []),
    ],
)
def test_duration_mismatch(facts, codes):
    assert found(judging.duration_mismatch(run(), **facts)) == codes


@pytest.mark.parametrize(
    ("ended", "codes"),
    [
        (OPENS - timedelta(seconds=1), ["W wrong_window"]),
        (OPENS, []),
        (datetime(2026, 11, 1, 1, tzinfo=timezone(timedelta(hours=2))), ["W wrong_window"]),
        (CLOSES - timedelta(hours=12), ["W wrong_window"]),  # in the future
        (datetime(2026, 10, 31, 13), []),
        (datetime(2026, 10, 31, 11), ["W wrong_window"]),
        (None, []),
    ],
)
def test_wrong_window(ended, codes):
    told = judging.wrong_window(
        run(ended_at=ended), opens=OPENS, closes=CLOSES, now=CLOSES - timedelta(days=1)
    )

    assert found(told) == codes


def test_wrong_window_is_told_as_people_write_times():
    opens, ended = OPENS.replace(microsecond=60631), datetime(2026, 10, 31, 11, 0, 0, 60631)
    (told,) = judging.wrong_window(run(ended_at=ended), opens=opens, closes=CLOSES, now=CLOSES)

    period = f"from {OPENS:%Y-%m-%d %H:%M:%S} UTC to {CLOSES:%Y-%m-%d %H:%M:%S} UTC"
    assert f"(2026-10-31 11:00:00) is outside of the period {period}." in told.message


@pytest.mark.parametrize(
    ("gpu", "codes"),
    [("1 x NVIDIA GeForce RTX 3090", []), ("NVIDIA RTX 4090", ["W hardware_mismatch"]), ("", [])],
)
def test_hardware_mismatch(gpu, codes):
    assert found(judging.hardware_mismatch(run(gpu_name=gpu), gpu="GeForce RTX 3090")) == codes


@pytest.mark.parametrize(
    ("correct", "total", "codes"),
    [
        (9500, 10000, []),
        (10001, 10000, ["E accuracy_range"]),
        (-1, 10000, ["E accuracy_range"]),
        (95, 100, ["E accuracy_range"]),
        (0, 0, ["E accuracy_range"]),
        (95.0, None, ["E accuracy_range"]),
    ],
)
def test_accuracy_range(correct, total, codes):
    assert found(judging.accuracy_range(correct, total, test_set=10000)) == codes


def test_percent_is_asked_and_not_guessed():
    assert "percent?" in judging.accuracy_range(95.0, None, test_set=None)[0].message


def test_accuracy_gap():
    assert judging.accuracy_gap((9500, 10000), (9450, 10000)) == []
    assert found(judging.accuracy_gap((9500, 10000), (9449, 10000))) == ["W accuracy_gap"]


def test_duplicates():
    sent = run(source_sha256="a", series_sha256="b")

    assert found(judging.duplicates(sent, files={"a"}, series={"b"})) == ["W duplicate_file"]
    assert found(judging.duplicates(sent, series={"b"})) == ["W duplicate_series"]
    assert judging.duplicates(run(), files={""}, series={""}) == []


def test_too_good():
    assert found(judging.too_good(9.9, best_j=1000)) == ["W too_good"]
    assert judging.too_good(10, best_j=1000) == []


@pytest.mark.parametrize(
    ("energies", "codes"),
    [
        ([100, 100], ["W few_repeats"]),
        ([100, 110, 90], []),
        ([100, 112, 88], ["W few_repeats"]),
    ],
)
def test_few_repeats(energies, codes):
    assert found(judging.few_repeats(energies)) == codes


def test_a_log_from_the_future_is_doubted_without_an_entry():
    past, to_come = (codes_of(aipowermeter(begin=at)) for at in (BEGIN, datetime(2999, 1, 1)))

    assert (past, to_come) == ([], ["W wrong_window"])


def test_a_graphics_card_under_a_watt_is_doubted_without_an_entry():
    gpu = {"nvidia_power": 0.2, "per_gpu_nvidia_power": {"0": 0.2}}

    assert codes_of(aipowermeter(package=0.3, gpu=gpu)) == ["W implausible_low"]
    assert codes_of(aipowermeter(package=0.3)) == []
