"""CodeCarbon's emissions.csv, of every release from 1.0 to 3.3.

Columns are read by name. Rows of one `run_id` each count from its start: the longest is taken. In
task mode they do not, each task is a run. Rates are never read, powers only to be compared where
they are means (from 3.1.2). PUE is inside of all energies where there is a column for it (from
2.2.3). Whether the CPU was measured or modelled is not told by any column, so `method` is unknown.
Coordinates, projects and places are not kept.
"""

from dataclasses import dataclass, field

from competition.energylogs.figures import date_of, number
from competition.energylogs.findings import Findings
from competition.energylogs.measurement import JOULES_PER_KWH, Run
from competition.energylogs.series import judge_duration, short
from competition.energylogs.shifted import Shifted
from competition.energylogs.table import Table

TOOL = "CodeCarbon"
NEEDED = {"duration", "energy_consumed", "emissions"}
PARTS = {"cpu": "cpu_energy", "gpu": "gpu_energy", "ram": "ram_energy"}
POWERS = ("cpu_power", "gpu_power", "ram_power")
MEAN_POWERS, POWERS_WITH_PUE, WITH_PUE = (3, 1, 2), (3, 3, 2), (2, 2, 3)
PERIOD = 15  # seconds, as the tool measures unless told otherwise
PERIODS = 20  # a shorter run is not compared with its mean power


def recognises(names):
    return names >= NEEDED


@dataclass
class Row:
    """A row that is taken for its run; `cells` by name."""

    line: int
    cells: dict
    duration: float | None
    is_sound: bool = True


@dataclass
class Group:
    """The rows of a run."""

    found: Findings = field(default_factory=Findings)
    row: Row | None = None
    count: int = 0

    def take(self, row):
        self.count += 1
        if self.row is None or (row.duration or 0) >= (self.row.duration or 0):
            self.row = row


def read(source):
    table, general, groups = Table(source), Findings(), {}
    for count, line, cells in table.whole_rows(
        general, ends=lambda cells: Shifted(table, cells).ends
    ):
        _take(table, groups, count, line, cells)
    if not groups:
        short(general, "There is no row.", "E")
        return [Run(tool=TOOL, findings=list(general))]
    runs = [_run_of(group, table) for group in groups.values()]
    for run in runs:
        run.findings = [*general, *run.findings]
    return runs


def _take(table, groups, count, line, cells):
    shifted = None
    if len(cells) != len(table.names):
        shifted = Shifted(table, cells)
        cells = shifted.cells
    named = dict(zip(table.names, cells, strict=False))
    key = (named.get("run_id") or count, named.get("task_name", ""))
    group = groups.setdefault(key, Group())
    if shifted:
        about = {"found": shifted.count, "wanted": len(table.names)}
        why = "" if shifted.is_sound else ", and its energies are not where the header says"
        group.found.add("field_count", "W" if shifted.is_sound else "E", line, why=why, **about)
    is_sound = shifted is None or shifted.is_sound
    duration = _duration_of(named, table, group.found if is_sound else Findings(), line)
    group.take(Row(line, named, duration, is_sound))


def _duration_of(named, table, found, line):
    try:
        seconds = number(named.get("duration", ""), comma=table.comma)
    except ValueError:
        found.number("The duration", named.get("duration"), line)
        return None
    if seconds < 0:
        found.negative("The duration", named["duration"], line)
    return seconds


def _run_of(group, table):
    row, found = group.row, group.found
    if not row.is_sound:
        return Run(tool=TOOL, run=row.cells.get("run_id") or None, findings=list(found))
    values = Values(row, found, table.comma)
    total = values.energy("energy_consumed", "E")
    parts = {name: values.energy(column, "W") for name, column in PARTS.items()}
    if group.count > 1:
        found.add("cumulative", "I", row.line, count=group.count, why="the longest")
    _judge_sum(total, parts, found, row.line)
    if total == 0:
        short(found, "An energy of 0 means that nothing was measured.", "E", row.line)
    elif row.duration is not None:
        judge_duration(found, row.duration, row.line)
    pue = pue_of(values, found, row.line)
    _judge_power(values, total, row, pue or 1.0, found)
    return _run(row, found, total, parts, pue, values)


def _run(row, found, total, parts, pue, values):
    it = {name: None if joules is None else joules / (pue or 1.0) for name, joules in parts.items()}
    cells = row.cells
    task = cells.get("task_name", "")
    return Run(
        tool=TOOL,
        version=cells.get("codecarbon_version") or None,
        run=" ".join(filter(None, (cells.get("run_id") or cells.get("experiment_id"), task)))
        or None,
        energy_j=None if total is None else total / (pue or 1.0),
        cpu_j=it["cpu"],
        gpu_j=it["gpu"],
        ram_j=it["ram"],
        duration_s=row.duration,
        pue=pue,
        reported_kwh=values.optional("energy_consumed"),
        reported_co2e_kg=values.optional("emissions"),
        findings=list(found),
        scope=frozenset(name for name, joules in parts.items() if joules),
        ended_at=date_of(cells.get("timestamp", "")),
        cpu_name=cells.get("cpu_model", "")[:200],
        gpu_name=cells.get("gpu_model", "")[:200],
    )


class Values:
    """The cells of a row as numbers."""

    def __init__(self, row, found, comma):
        self.row, self.found, self.comma = row, found, comma

    def optional(self, column):
        try:
            return number(self.row.cells.get(column, ""), comma=self.comma)
        except ValueError:
            return None

    def energy(self, column, level):
        """In J; None where there is no such column, or no such number, which is found."""
        text = self.row.cells.get(column)
        if text is None and level == "W":
            return None
        value = self.optional(column)
        if value is None:
            self.found.number(column, text, self.row.line, level)
        elif value < 0:
            self.found.negative(column, text, self.row.line)
        return None if value is None or value < 0 else value * JOULES_PER_KWH


def pue_of(values, found, line):
    """None where it is unknown. Before 2.2.3 there was none inside, so no column: 1."""
    if "pue" not in values.row.cells:
        version = version_of(values)
        if version is None or version < WITH_PUE:
            return 1.0
        told = "This release has a PUE inside of its energies, but its column is missing."
    else:
        pue = values.optional("pue")
        if pue is not None and pue >= 1:
            if pue != 1:
                found.add("pue_not_1", "I", line, pue=pue)
            return pue
        told = "The PUE of this row cannot be read."
    found.add("pue_unknown", "W", line, why=told, remedy="Give the file as the tool wrote it.")
    return None


def version_of(values):
    """(3, 1, 2); None where it is not told."""
    parts = values.row.cells.get("codecarbon_version", "").split("_")[0].split(".")[:3]
    digits = ["".join(sign for sign in part if sign in "0123456789") for part in parts]
    return tuple(int(part[:6]) for part in digits if part) or None


def _judge_sum(total, parts, found, line):
    known = [joules for joules in parts.values() if joules is not None]
    if total and len(known) == len(PARTS) and abs(sum(known) - total) > 1e-3 * total:
        found.add("sum_mismatch", "W", line, parts=sum(known), total=total)


def _judge_power(values, total, row, pue, found):
    version = version_of(values) or ()
    watts = [values.optional(column) for column in POWERS]
    if version < MEAN_POWERS or not total or None in watts or not row.duration:
        return
    if row.duration <= PERIODS * PERIOD:
        return
    power = sum(watts) * row.duration / (pue if version >= POWERS_WITH_PUE else 1)
    energy = total / pue
    if abs(energy - power) > 0.25 * power:
        found.add("energy_vs_power", "W", row.line, energy=energy, power=power)
