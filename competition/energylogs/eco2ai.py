"""eco2AI's emission.csv. What it names power is energy, in kWh; older releases write "kWTh".

Rows of one `id` are the epochs of a run, each with its own energy, and are added; where none names
an epoch of its own and all have the same start and grow, they count from it, and the last is taken.
A start is written to the second, in which there may be many epochs. The CPU's figure is its TDP
times its load, so an estimate always; a PUE may be inside and is not written.
"""

from competition.energylogs.figures import date_of
from competition.energylogs.findings import Findings
from competition.energylogs.generic import amount
from competition.energylogs.measurement import JOULES_PER_KWH, Run
from competition.energylogs.series import judge_duration, short
from competition.energylogs.table import Table

TOOL = "eco2AI"
ENERGY = "power_consumption(kwh)", "power_consumption(kwth)"
NEEDED = {"id", "start_time", "duration(s)", "co2_emissions(kg)", "cpu_name", "gpu_name", "os"}
MOST_POWER = 100_000  # W: no machine of a competitor draws as much; forks have other units


def recognises(names):
    return names >= NEEDED and any(name in names for name in ENERGY)


def read(source):
    table, general, groups = Table(source), Findings(), {}
    for count, line, cells in table.whole_rows(general):
        named = dict(zip(table.names, cells, strict=False))
        key = named.get("id") or count
        groups.setdefault(key, Epochs(table)).take(line, named, len(cells))
    if not groups:
        short(general, "There is no row.", "E")
        return [Run(tool=TOOL, findings=list(general))]
    runs = [epochs.run() for epochs in groups.values()]
    for run in runs:
        run.findings = [*general, *run.findings]
    return runs


class Epochs:
    """The rows of a run: (duration, kWh, kg)."""

    def __init__(self, table):
        self.found, self.table = Findings(), table
        self.rows, self.starts, self.epochs = [], [], set()
        self.named, self.line = {}, None

    def take(self, line, named, count):
        wanted = len(self.table.names)
        self.named, self.line = named, line
        if count != wanted:
            self._field_count(line, count, wanted)
            return
        comma = self.table.comma
        energy = next(named[name] for name in ENERGY if name in named)
        duration = amount(named["duration(s)"], line, self.found, "The duration", comma)
        kwh = amount(energy, line, self.found, "The energy", comma)
        kg = amount(named["co2_emissions(kg)"], line, Findings(), "", comma)
        self.starts.append(named["start_time"])
        self.epochs.add(named.get("epoch", ""))
        if None not in (duration, kwh):
            self.rows.append((duration, kwh, kg))

    def _field_count(self, line, count, wanted):
        why = ", so its numbers may be others"
        self.found.add("field_count", "E", line, found=count, wanted=wanted, why=why)

    def _are_cumulative(self):
        grow = all(
            before[0] < after[0] and before[1] < after[1]
            for before, after in zip(self.rows, self.rows[1:], strict=False)
        )
        is_one = len(set(self.starts)) == 1 and len(self.epochs) == 1
        return len(self.rows) > 1 and is_one and grow

    def run(self):
        rows = self.rows
        if self._are_cumulative():
            why = "the last"
            self.found.add("cumulative", "I", self.line, count=len(rows), why=why)
            rows = rows[-1:]
        duration, kwh = sum(row[0] for row in rows), sum(row[1] for row in rows)
        emitted = [row[2] for row in rows]
        self._judge(rows, duration, kwh)
        return Run(
            tool=TOOL,
            run=self.named.get("id") or None,
            energy_j=kwh * JOULES_PER_KWH,
            duration_s=duration if rows else None,
            reported_kwh=kwh if rows else None,
            reported_co2e_kg=None if None in emitted or not rows else sum(emitted),
            findings=list(self.found),
            method="estimate",
            scope=frozenset({"cpu", "ram"} | ({"gpu"} if self.has_gpu() else set())),
            started_at=date_of(self.starts[0]) if self.starts else None,
            cpu_name=self.named.get("cpu_name", "")[:200],
            gpu_name=self.named.get("gpu_name", "")[:200],
        )

    def has_gpu(self):
        name = self.named.get("gpu_name", "").lower()
        return bool(name) and not name.startswith(("0 ", "n/a", "no", "there"))

    def _judge(self, rows, duration, kwh):
        if rows and not kwh:
            short(self.found, "An energy of 0 means that nothing was measured.", "E", self.line)
        elif rows:
            judge_duration(self.found, duration, self.line)
        self.found.add("estimate_only", "W", self.line)
        why = "eco2AI multiplies by a PUE and does not write it."
        self.found.add("pue_unknown", "W", self.line, why=why, remedy="Tell it in the entry.")
        power = kwh * JOULES_PER_KWH / duration if duration else 0
        if power > MOST_POWER:
            about = {"what": "A mean power", "found": power, "most": MOST_POWER}
            self.found.add("impossible_power", "W", self.line, **about)
