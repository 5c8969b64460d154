"""Energy logs written for the demonstration, as AIPowerMeter writes them: of a given energy."""

import json
from datetime import timedelta
from math import sin

SAMPLES = 120


def log_of(energy_j, *, begins, cpu_w=95.0, gpu_w=330.0):
    """The bytes of a log of package and graphics card, whose trapezoids add up to `energy_j`.

    `begins` is local time without a zone, as the tool has it.
    """
    watts = [(cpu_w + 6 * sin(place), gpu_w + 15 * sin(place / 3)) for place in range(SAMPLES)]
    sums = [sum(pair) for pair in watts]
    period = energy_j / (sum(sums) - (sums[0] + sums[-1]) / 2)
    lines = [_line(begins + timedelta(seconds=n * period), *one) for n, one in enumerate(watts)]
    return "\n".join([*lines, json.dumps("END OF RECORDING SEGMENT"), ""]).encode()


def _line(at, cpu_w, gpu_w):
    metrics = {
        "cpu": {"intel_power": cpu_w, "psys_power": -1, "total_dram_power": 11.5},
        "gpu": {"nvidia_power": gpu_w, "per_gpu_nvidia_power": {"0": gpu_w}},
    }
    return json.dumps({"date": at.strftime("%Y-%m-%d %H:%M:%S.%f"), "metrics": metrics})
