"""AIPowerMeter's power_metrics.json: one JSON value a line, of either generation of keys.

The energy is the package's (`intel_power`) and, where there is one, the GPU's. DRAM is told apart:
the tool's own total leaves it out. Cores are inside of the package, and the package inside of psys;
attributed figures are wrong in the first line. -1 for psys means that there is none.
"""

import json
from array import array
from datetime import datetime

from competition.energylogs.figures import Moments, of_json
from competition.energylogs.findings import Findings
from competition.energylogs.measurement import Run
from competition.energylogs.series import Channel, Clock, digest

TOOL = "AIPowerMeter"
END = "END OF RECORDING SEGMENT"
NO_PSYS = -1
GPUS = (("nvidia_draw_absolute", "per_gpu_power_draw"), ("nvidia_power", "per_gpu_nvidia_power"))
POWERS = (b'"intel_power"', b'"nvidia_draw_absolute"', b'"nvidia_power"', b'"psys_power"')
POWERS += (b'"per_gpu_power_draw"', b'"per_gpu_nvidia_power"', b'"total_cpu_power"')


def recognises(head):
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return begins in (b"{", b'"') and b'"metrics"' in head and any(key in head for key in POWERS)


def read(source):
    log = Log()
    ended = None  # a line that cannot be read: cut, if it is the last
    for line, text in source.lines():
        if not text.strip():
            continue
        if ended is not None:
            log.found.number("This line", ended[1], ended[0], remedy="give the file as it was")
        ended = None if log.take(line, text) else (line, text)
    if ended is not None:
        log.found.add("truncated", "W", ended[0])
    return [log.run()]


class Part:
    """One component: what its samples say, and whether all have it."""

    def __init__(self, found, name, level):
        self.found, self.name, self.level = found, name, level
        self.channel = Channel()
        self.there = self.missing = 0
        self.first_missing = None
        self.is_broken = False

    def value(self, raw, line):
        """In W; None where it is missing or wrong, which is found."""
        if raw is None:
            self.missing += 1
            self.first_missing = self.first_missing or line
            return None
        try:
            watts = of_json(raw)
        except ValueError:
            self.is_broken = True
            self.found.number(self.name, str(raw)[:50], line, self.level)
            return None
        if watts < 0:
            self.is_broken = True
            self.found.negative(self.name, str(raw)[:50], line)
            return None
        self.there += 1
        return watts

    def judge(self):
        """Its joules, where each sample has it."""
        if self.there and self.missing:
            self.found.number(self.name, None, self.first_missing, self.level)
        whole = self.there and not self.missing and not self.is_broken
        return self.channel.joules if whole else None


class Log:
    def __init__(self):
        self.found = Findings()
        self.clock = Clock(self.found)
        self.moments = Moments(parse=datetime.fromisoformat)
        self.total, self.watts = Channel(), array("d")
        self.package = Part(self.found, "The power of the CPU (intel_power)", "E")
        self.gpu = Part(self.found, "The power of the GPU", "E")
        self.dram = Part(self.found, "The power of the memory (total_dram_power)", "W")
        self.psys = Part(self.found, "The power of the system (psys_power)", "W")

    def take(self, line, text):
        """Whether this line could be read at all."""
        constants = []
        try:
            value = json.loads(text, parse_constant=lambda name: constants.append(name) or name)
        except (ValueError, RecursionError):
            return False
        if value == END:
            self.clock.end_segment()
        elif isinstance(value, dict):
            self._sample(line, value, constants)
        else:
            self.found.number("This line", text, line, remedy="give the file as it was")
        return True

    def _sample(self, line, value, constants):
        try:
            moment = self.moments(str(value["date"]))
        except (KeyError, ValueError):
            self.found.number("The date", str(value.get("date", "")), line)
            return
        metrics = dict_of(value.get("metrics"))
        cpu, gpu = dict_of(metrics.get("cpu")), dict_of(metrics.get("gpu"))
        period = self.clock.tick(moment, line)
        powers = self._powers(cpu, gpu, line)
        told = cpu.get("intel_power"), power_of_gpus(gpu), cpu.get("total_dram_power")
        self._judge_constants(line, (*told, cpu.get("psys_power")), constants)
        self._judge_others(line, cpu, gpu)
        for part, watts in powers:
            part.channel.add(watts or 0.0, period)
        counted = [watts for part, watts in powers[:2] if watts is not None]
        self.total.add(sum(counted), period)
        self.watts.append(sum(counted))

    def _powers(self, cpu, gpu, line):
        psys = cpu.get("psys_power")
        if not isinstance(psys, bool) and psys == NO_PSYS:
            psys = None
        dram = cpu.get("total_dram_power")
        return [
            (self.package, self.package.value(cpu.get("intel_power"), line)),
            (self.gpu, self.gpu.value(power_of_gpus(gpu), line)),
            (self.dram, self.dram.value(dram, line)),
            (self.psys, self.psys.value(psys, line)),
        ]

    def _judge_constants(self, line, told, constants):
        """NaN is no JSON, though Python reads it. Where it does not count it is told there."""
        if len(constants) > sum(isinstance(one, str) for one in told):
            self.found.number("A value of this line", constants[0], line)

    def _judge_others(self, line, cpu, gpu):
        """Powers that are not counted: below zero they tell that the meter was broken."""
        for name, raw in other_powers(cpu, gpu):
            for one in values_in(raw):
                if isinstance(one, (int, float)) and one < 0:
                    self.found.negative(name, str(one), line)

    def run(self):
        median = self.clock.judge()
        cpu, gpu, ram, system = (
            part.judge() for part in (self.package, self.gpu, self.dram, self.psys)
        )
        parts = {"cpu": cpu, "gpu": gpu}
        known = {name: joules for name, joules in parts.items() if joules is not None}
        return Run(
            tool=TOOL,
            energy_j=sum(known.values()) if known else None,
            cpu_j=cpu,
            gpu_j=gpu,
            ram_j=ram,
            system_j=system,
            duration_s=self.clock.duration,
            samples=self.clock.samples,
            segments=self.clock.segments,
            pue=1.0,
            findings=list(self.found),
            scope=frozenset(known),
            method="sensor",
            max_power_w=self.total.most if self.watts else None,
            median_period_s=median,
            started_at=self.moments.date(self.clock.first) if self.watts else None,
            ended_at=self.moments.date(self.clock.last) if self.watts else None,
            series_sha256=digest(self.clock.periods, self.watts),
        )


def dict_of(value):
    return value if isinstance(value, dict) else {}


def other_powers(cpu, gpu):
    """(name, value) of those beside the sums that count; attributed ones are no measurements."""
    names = [(cpu, "total_cpu_power"), (cpu, "uncore_power")]
    names += [(gpu, each) for total, each in GPUS if gpu.get(total) is not None]
    return [(name, part.get(name)) for part, name in names]


def values_in(raw):
    """Of a number, of a list (as uncore was written from 2021 to 2023) or by GPU."""
    if isinstance(raw, dict):
        return raw.values()
    return raw if isinstance(raw, list) else [raw]


def power_of_gpus(gpu):
    """Of all GPUs, by the tool's sum or, where there is none, by its parts; never attributed."""
    for total, each in GPUS:
        if gpu.get(total) is not None:
            return gpu[total]
        parts = dict_of(gpu.get(each))
        if parts:
            return sum_of(parts.values())
    return None


def sum_of(values):
    """Or the first of them that is no power, for it to be found."""
    numbers = []
    for value in values:
        try:
            numbers.append(of_json(value))
        except ValueError:
            return str(value)
        if numbers[-1] < 0:
            return value
    return sum(numbers)
