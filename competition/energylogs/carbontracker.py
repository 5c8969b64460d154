"""carbontracker's two logs. What was predicted is never read.

The standard log has durations and mean powers of each epoch: their products, without PUE. The other
has a total with PUE, which is divided by the PUE that its sister (or itself) names; else the PUE is
unknown, as it changed from release to release. Several blocks each count from the start.
"""

import re
from dataclasses import dataclass, field

from competition.energylogs.figures import date_of, number
from competition.energylogs.findings import Findings
from competition.energylogs.measurement import JOULES_PER_KWH, Run
from competition.energylogs.series import judge_duration, short

TOOL = "carbontracker"
HEAD = re.compile(
    rb"carbontracker version|CarbonTracker:|(?:Actual|Predicted) consumption for"
    rb"|Average power usage \(W\) for",
)
PREFIX = re.compile(r"\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - ", re.ASCII)
VERSION = re.compile(r"carbontracker version (\S{1,40})")
PUE = re.compile(r"PUE\s+coefficient\s+of\s+(\d+(?:\.\d+)?)", re.ASCII)
BLOCK = re.compile(r"(Actual|Predicted) consumption for \d+ epoch", re.ASCII)
TIME = re.compile(r"(?:(\d{1,6}) days?, )?(\d{1,7}):(\d\d):(\d\d(?:\.\d{1,9})?)", re.ASCII)
POWER = re.compile(r"Average power usage \(W\) for (\w+):\s*(.*)")
PARTED = re.compile(r"[\s,]+")
DEVICES = re.compile(r"(GPU|CPU) with device\(s\) ((?:(?!with device).)+?)\.(?= |$)")


def recognises(head):
    return HEAD.search(head) is not None


def pue_in(head):
    """Of the sister log, by its first bytes; None where it tells none."""
    match = PUE.search(head.decode("utf-8", "replace"))
    return _sound_pue(match)


def _sound_pue(match):
    pue = float(match[1]) if match and len(match[1]) < 9 else 0
    return pue if pue >= 1 else None


@dataclass
class Epoch:
    line: int
    duration: str | None = None
    powers: dict = field(default_factory=dict)


@dataclass
class Block:
    """What was consumed actually, as texts."""

    line: int
    time: str | None = None
    energy: str | None = None
    co2: str | None = None


def read(source):
    log = Log()
    for line, text in source.lines():
        log.take(line, text)
    log.is_cut = source.is_cut
    if log.epochs or (log.is_standard and not log.blocks):
        return [log.run_of_epochs()]
    return [log.run_of_block(log.pue or source.sister_pue)]


class Log:
    def __init__(self):
        self.found = Findings()
        self.version = self.pue = self.first = self.last = None
        self.blocks, self.epochs, self.devices = [], [], {}
        self.block = self.epoch = None
        self.is_standard = self.is_cut = self.is_modelled = False
        self.open_power = None
        self.line = 0

    def take(self, line, text):
        if not text.strip():
            return
        self.line = line
        if match := PREFIX.match(text):
            self.first = self.first or match[1]
            self.last, text = match[1], text[match.end() :]
        text = text.strip()
        if self.open_power:
            self._power(self.open_power, self.epoch.powers[self.open_power] + " " + text)
        elif match := BLOCK.search(text):
            self.block = Block(line) if match[1] == "Actual" else None
            self.epoch = None
            self.blocks += [self.block] if self.block else []
        else:
            self._inside(line, text)

    def _inside(self, line, text):
        name, _colon, value = text.partition(":")
        value = value.strip()
        if self.block and name in ("Time", "Energy", "CO2eq"):
            slot = {"Time": "time", "Energy": "energy", "CO2eq": "co2"}[name]
            setattr(self.block, slot, value)
        elif re.fullmatch(r"Epoch \d+", name):
            self._epoch(line)
        elif name == "Duration":
            if self.epoch is None or self.epoch.duration is not None:
                self._epoch(line)
            self.epoch.duration = value
        elif match := POWER.match(text):
            if self.epoch is None:
                self._epoch(line)
            self._power(match[1].lower(), match[2])
        else:
            self._about(text)

    def _epoch(self, line):
        self.epoch, self.block = Epoch(line), None
        self.epochs.append(self.epoch)

    def _power(self, component, text):
        """An array of many devices goes on in the next line."""
        is_open = "[" in text and "]" not in text and len(text) < 10_000
        self.epoch.powers[component] = text
        self.open_power = component if is_open else None

    def _about(self, text):
        if match := VERSION.search(text):
            self.version, self.is_standard = match[1], True
        if match := PUE.search(text):
            self.pue, self.is_standard = _sound_pue(match), True
        if "components were found" in text:
            self.devices |= {kind.lower(): names for kind, names in DEVICES.findall(text)}
            self.is_modelled |= "TDP" in text

    def _common(self):
        if self.is_modelled:
            self.found.add("estimate_only", "W")
        return {
            "tool": TOOL,
            "version": self.version,
            "method": "estimate" if self.is_modelled else "sensor",
            "cpu_name": self.devices.get("cpu", "")[:200],
            "gpu_name": self.devices.get("gpu", "")[:200],
            "started_at": date_of(self.first),
            "ended_at": date_of(self.last),
        }

    def run_of_epochs(self):
        epochs = self._whole_epochs()
        seconds = sum(epoch.duration for epoch in epochs)
        joules = {}
        for name in sorted({name for epoch in epochs for name in epoch.powers}):
            joules[name] = self._joules(name, epochs)
        known = {name: found for name, found in joules.items() if found is not None}
        if not epochs and not self.found.has(level="E"):
            short(self.found, "No epoch was measured to its end.", "E")
        elif epochs:
            if not known and not self.found.has(level="E"):
                self.found.number("The power", None, epochs[0].line)
            judge_duration(self.found, seconds)
        return Run(
            energy_j=sum(known.values()) if known else None,
            cpu_j=joules.get("cpu"),
            gpu_j=joules.get("gpu"),
            duration_s=seconds if epochs else None,
            pue=1.0,
            scope=frozenset(known),
            **self._common(),
            findings=list(self.found),
        )

    def _whole_epochs(self):
        """With durations as numbers. An epoch that was under way at the end does not count."""
        epochs = list(self.epochs)
        wanted = max((len(epoch.powers) for epoch in epochs), default=0)
        last = epochs[-1] if epochs else None
        if last and (last.duration is None or len(last.powers) < wanted or self._cuts(last)):
            epochs.pop()
            if last.duration is not None or self.is_cut:
                self.found.add("truncated", "W", self.line)
        whole = []
        for epoch in epochs:
            seconds = seconds_of(epoch.duration)
            if seconds is None:
                self.found.number("The duration", epoch.duration, epoch.line)
            else:
                whole.append(Epoch(epoch.line, seconds, epoch.powers))
        return whole

    def _cuts(self, epoch):
        return self.is_cut and (self.open_power is not None or not epoch.powers)

    def _joules(self, name, epochs):
        """None where all epochs say None; where some do, the total is unknown."""
        told = [epoch.powers.get(name, "None") for epoch in epochs]
        what = f"The power of the {name.upper()}"
        if all(text.strip("[] ") in ("None", "") for text in told):
            self.found.number(what, told[0], epochs[0].line, "W")
            return None
        energies = [self._energy(what, epoch, name) for epoch in epochs]
        return None if None in energies else sum(energies)

    def _energy(self, what, epoch, name):
        text = epoch.powers.get(name, "None")
        try:
            watts = [number(one) for one in PARTED.split(text.strip("[] ,"))]
        except ValueError:
            self.found.number(what, text, epoch.line)
            return None
        if min(watts) < 0:
            self.found.negative(what, text, epoch.line)
            return None
        return sum(watts) * epoch.duration

    def run_of_block(self, pue):
        block, seconds, kwh = self._longest_block()
        kg = amount_of(block and block.co2, "g")
        if block:
            self._judge_block(block, seconds, kwh, pue)
        else:
            short(self.found, "Nothing is told of what was consumed actually.", "E")
        return Run(
            energy_j=None if kwh is None else kwh * JOULES_PER_KWH / (pue or 1.0),
            duration_s=seconds,
            pue=pue,
            reported_kwh=kwh,
            reported_co2e_kg=None if kg is None else kg / 1000,
            scope=frozenset(self.devices),
            **self._common(),
            findings=list(self.found),
        )

    def _longest_block(self):
        """It, its seconds and kWh. One that is cut off does not count beside others."""
        blocks = list(self.blocks)
        if blocks and self._is_cut(blocks[-1]):
            self.found.add("truncated", "W", self.line)
            blocks.pop()
        if not blocks:
            return None, None, None
        block = max(blocks, key=lambda one: (seconds_of(one.time) or 0, one.line))
        if len(blocks) > 1:
            why = "the longest"
            self.found.add("cumulative", "I", block.line, count=len(blocks), why=why)
        return block, seconds_of(block.time), amount_of(block.energy, "kWh")

    def _is_cut(self, block):
        if block.time is None or block.energy is None:
            return True
        if not self.is_cut or amount_of(block.co2, "g") is not None:
            return False
        if amount_of(block.energy, "kWh") is None:
            return block is self.block
        self.found.add("truncated", "W", self.line)
        return False

    def _judge_block(self, block, seconds, kwh, pue):
        if kwh is None:
            self.found.number("The energy", block.energy, block.line)
        elif kwh < 0:
            self.found.negative("The energy", block.energy, block.line)
        elif kwh == 0:
            short(
                self.found,
                "0 kWh means less than what is printed: unknown, not free.",
                "E",
                block.line,
            )
        elif seconds is not None:
            judge_duration(self.found, seconds, block.line)
        if seconds is None:
            self.found.number("The time", block.time, block.line)
        self._judge_pue(block, pue)

    def _judge_pue(self, block, pue):
        if pue is None:
            why = "carbontracker multiplies by a PUE, which its other log tells."
            remedy = "Give “…_carbontracker.log” as well, best alone."
            self.found.add("pue_unknown", "W", block.line, why=why, remedy=remedy)
        elif pue != 1:
            self.found.add("pue_not_1", "I", block.line, pue=pue)


def seconds_of(text):
    match = TIME.fullmatch((text or "").strip())
    if not match:
        return None
    days, hours, minutes, seconds = match.groups()
    return int(days or 0) * 86400 + int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def amount_of(text, unit):
    value, _blank, given = (text or "").strip().partition(" ")
    if given.strip() != unit:
        return None
    try:
        return number(value)
    except ValueError:
        return None
