"""Logs as the tools write them, with what may be wrong in them as a parameter."""

import io
import json
from datetime import datetime, timedelta

from competition.energylogs import read

BEGIN = datetime(2021, 11, 17, 10)
END = '"END OF RECORDING SEGMENT"\n'
RUN = "3f2b9c1e-8a4d-4c7e-9b1a-0123456789ab"


def runs_of(text, **more):
    data = text if isinstance(text, bytes) else text.encode()
    return read(io.BytesIO(data), **more)


def run_of(text, **more):
    (run,) = runs_of(text, **more)
    return run


def codes_of(text, **more):
    return [f"{one.level} {one.code}" for one in run_of(text, **more).findings]


def sample(seconds, cpu=None, gpu=None, begin=BEGIN):
    metrics = {name: part for name, part in (("cpu", cpu), ("gpu", gpu)) if part is not None}
    return json.dumps({"date": f"{begin + timedelta(seconds=seconds)}", "metrics": metrics}) + "\n"


def aipowermeter(seconds=range(61), package=50.0, **more):
    cpu = {"intel_power": package, "psys_power": -1, "uncore_power": [0.2]}
    cpu |= {"total_cpu_power": 30.0, "per_process_cpu_power": {"71": 12.5}}
    return "".join(sample(one, cpu, **more) for one in seconds)


def series(watts, step=1.0, form="{seconds},{power}\n", header="timestamp,power_w\n"):
    rows = (form.format(seconds=step * at, power=power) for at, power in enumerate(watts))
    return header + "".join(rows)


# What a row of CodeCarbon 3.3.2 holds.
COLUMNS = {
    "timestamp": "2026-02-01T10:00:00",
    "project_name": "secret/host.example.org",
    "run_id": RUN,
    "experiment_id": "5b0fa12a-3dd7-45bb-9766-cc326314d9f1",
    "duration": 600.0,
    "emissions": 0.002,
    "emissions_rate": 99.0,
    "cpu_power": 60.0,
    "gpu_power": 120.0,
    "ram_power": 20.0,
    "cpu_energy": 0.01,
    "gpu_energy": 0.02,
    "ram_energy": 0.003333333333333333,
    "energy_consumed": 0.03333333333333333,
    "water_consumed": 0.0,
    "country_name": "France",
    "country_iso_code": "FRA",
    "region": "nouvelle-aquitaine",
    "cloud_provider": "",
    "cloud_region": "",
    "os": "Linux-6.1",
    "python_version": "3.12.1",
    "codecarbon_version": "3.3.2",
    "cpu_count": 16,
    "cpu_model": "Intel(R) Core(TM) i9-9900K",
    "gpu_count": 1,
    "gpu_model": "1 x NVIDIA GeForce RTX 3090",
    "longitude": -0.3712,
    "latitude": 43.2965,
    "ram_total_size": 31.2,
    "tracking_mode": "machine",
    "cpu_utilization_percent": 12.0,
    "gpu_utilization_percent": 80.0,
    "ram_utilization_percent": 20.0,
    "ram_used_gb": 7.5,
    "on_cloud": "N",
    "pue": 1.0,
    "wue": 0.0,
}
JOULES = COLUMNS["energy_consumed"] * 3.6e6
SINCE_220 = ("codecarbon_version",)
SINCE_223 = ("pue",)
SINCE_270 = ("experiment_id",)
SINCE_308 = ("water_consumed", "wue")
SINCE_321 = ("cpu_utilization_percent", "gpu_utilization_percent", "ram_utilization_percent")
SINCE_321 += ("ram_used_gb",)
V1 = ["experiment_id", "timestamp", "project_name", "duration", "emissions", "energy_consumed"]
V1 += ["country_name", "country_iso_code", "region", "on_cloud", "cloud_provider", "cloud_region"]


def without(*groups):
    left_out = {name for group in groups for name in group}
    return [name for name in COLUMNS if name not in left_out]


RELEASES = {
    "1.0": V1,
    "2.0.0": without(SINCE_220, SINCE_223, SINCE_270, SINCE_308, SINCE_321),
    "2.2.0": without(SINCE_223, SINCE_270, SINCE_308, SINCE_321),
    "2.2.3": without(SINCE_270, SINCE_308, SINCE_321),
    "2.7.0": without(SINCE_308, SINCE_321),
    "3.0.8": without(SINCE_321),
    "3.3.2": list(COLUMNS),
}


def cells(names, **changed):
    row = COLUMNS | changed
    return [str(row[name]) for name in names]


def codecarbon(*rows, names=None, delimiter=",", **changed):
    """A file of these rows (dictionaries of what is changed), or of one."""
    names = names or list(COLUMNS)
    lines = [names, *(cells(names, **(changed | row)) for row in rows or [{}])]
    return "".join(delimiter.join(line) + "\n" for line in lines)


ENDED = "2026-02-01 10:10:01 - CarbonTracker: Finished monitoring.\n"


def output_log(time="0:10:00", energy="0.158000", co2="70.000000", blank="\t", predicted=True):
    actual = block("Actual consumption for 2 epoch(s)", time, energy, co2, blank)
    other = block("Predicted consumption for 9 epoch(s)", "9:00:00", "9.000000", "9.0", blank)
    return (other if predicted else "") + actual + ENDED


def block(title, time, energy, co2, blank="\t"):
    lines = f"Time: {time}|Energy: {energy} kWh|CO2eq: {co2} g|This is equivalent to:|1.0 km"
    told = "".join(f"{blank}{line}\n" for line in lines.replace(": ", f":{blank}", 3).split("|"))
    return f"2026-02-01 10:10:00 - CarbonTracker: \n{title}:\n{told}"


STANDARD = """\
2026-02-01 10:00:00 - carbontracker version 2.4.7
2026-02-01 10:00:00 - Only predicted and actual consumptions are multiplied by a PUE coefficient of\
 1.58 (Daniel Bizo, 2023, Uptime Institute Global Data Center Survey).
2026-02-01 10:00:00 - The following components were found: GPU with device(s) RTX 3090. CPU with\
 device(s) cpu:0.
"""


def standard_log(*epochs):
    """Of (duration, gpu, cpu) as texts."""
    text = STANDARD
    for number, (duration, gpu, cpu) in enumerate(epochs, 1):
        text += f"2026-02-01 10:00:00 - Epoch {number}:\n"
        text += f"2026-02-01 10:01:00 - Duration: {duration}\n"
        text += f"2026-02-01 10:01:00 - Average power usage (W) for gpu: {gpu}\n"
        text += f"2026-02-01 10:01:00 - Average power usage (W) for cpu: {cpu}\n"
    return text + "2026-02-01 10:01:00 - Monitoring thread ended.\n"


ECO2AI = "id,project_name,experiment_description,epoch,start_time,duration(s)"
ECO2AI += ",power_consumption(kWh),CO2_emissions(kg),CPU_name,GPU_name,OS,region/country,cost\n"


def eco2ai(*rows, header=ECO2AI):
    """Of (id, start, seconds, kWh)."""
    form = "{},p,d,N/A,{},{},{},0.01,Intel TDP:45.0,RTX 3090,Linux,IN/Gujarat,N/A\n"
    return header + "".join(form.format(*row) for row in rows)


def zeus(*rows, header="start_time,window_name,elapsed_time,gpu0_energy,gpu1_energy\n"):
    return header + "".join(",".join(map(str, row)) + "\n" for row in rows)


def mlperf(rows, rest=",Volts,230.1,Amps,0.4,PF,0.98,Mark,run"):
    """Of (seconds, watts)."""
    times = [(f"{BEGIN + timedelta(seconds=at):%m-%d-%Y %H:%M:%S.%f}"[:-3], w) for at, w in rows]
    return "".join(f"Time,{time},Watts,{watts}{rest}\n" for time, watts in times)


EXAMPLES = {
    "aipowermeter": 2 * (aipowermeter(gpu={"nvidia_draw_absolute": 200.0}) + END),
    "codecarbon": codecarbon({}, {"duration": 700.0}, {"run_id": RUN.replace("3", "4")}),
    "output log": output_log(),
    "standard log": standard_log(("0:01:00.50", "[10.0 20.0]", "12.5"), ("0:02:00", "30", "8")),
    "eco2ai": eco2ai(("a", "2026-02-01 10:00:00", 100, 0.01), ("b", "2026-02-01 11:00:00", 70, 1)),
    "zeus": zeus((1.7e9, "epoch", 70.5, 1000.0, 2000.5), (1.7e9, "step", 1.5, 10.0, 20.0)),
    "mlperf": mlperf([(at, 100 + at) for at in range(61)]),
    "samples": series([100.0] * 61),
    "intervals": "start,end,energy_j\n0,60,5000\n60,120,6000.5\n",
}
