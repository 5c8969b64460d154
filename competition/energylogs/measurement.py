"""What a log says, whatever tool has written it. None is unknown: what is missing is never zero."""

from dataclasses import dataclass, field
from datetime import datetime

ERROR, WARNING, NOTE = "E", "W", "I"
JOULES_PER_KWH = 3.6e6
LEAST_J, MOST_J = 1e-9, 1e18  # beyond which no computer measures
JOULES = ("energy_j", "cpu_j", "gpu_j", "ram_j", "system_j")
PRINTED = ("tool", "version", "run", *JOULES, "duration_s", "samples", "segments", "pue")
PRINTED += ("reported_kwh", "reported_co2e_kg")


@dataclass(frozen=True)
class Finding:
    """`level` is E (rejected), W (kept, to be looked at) or I (a note)."""

    code: str
    level: str
    line: int | None
    message: str

    def as_json(self):
        return {name: getattr(self, name) for name in ("code", "level", "line", "message")}


@dataclass
class Run:
    """One measurement. Joules are IT energy, without PUE, where `pue` is known.

    `duration_s` is the sum over the segments; `method` is sensor, estimate, wall or unknown;
    `scope` names what is in `energy_j`; `is_naive` tells that the times have no zone.
    """

    tool: str | None = None
    version: str | None = None
    run: str | None = None
    energy_j: float | None = None
    cpu_j: float | None = None
    gpu_j: float | None = None
    ram_j: float | None = None
    system_j: float | None = None
    duration_s: float | None = None
    samples: int | None = None
    segments: int | None = None
    pue: float | None = None
    reported_kwh: float | None = None
    reported_co2e_kg: float | None = None
    findings: list[Finding] = field(default_factory=list)
    scope: frozenset[str] = frozenset()
    method: str = "unknown"
    max_power_w: float | None = None
    median_period_s: float | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    cpu_name: str = ""
    gpu_name: str = ""
    source_sha256: str = ""
    series_sha256: str = ""

    @property
    def is_rejected(self):
        return any(finding.level == ERROR for finding in self.findings)

    @property
    def is_naive(self):
        known = self.ended_at or self.started_at
        return known is not None and known.tzinfo is None

    @property
    def mean_power_w(self):
        if self.energy_j is None or not self.duration_s:
            return None
        return self.energy_j / self.duration_s

    def codes(self):
        return [finding.code for finding in self.findings]

    def as_json(self, file):
        """As `read_energy_log --json` prints it, in that order."""
        told = {name: getattr(self, name) for name in PRINTED}
        return {"file": file} | told | {"findings": [one.as_json() for one in self.findings]}
