"""What was read of a stored log: its runs as JSON, the chosen one in columns, the findings."""

from datetime import datetime

from django.utils import timezone

from competition.energylogs import VERSION, Finding, Run, read
from competition.energylogs.judging import (
    duplicates,
    duration_mismatch,
    hardware_mismatch,
    implausible_low,
    impossible_power,
    missing_scope,
    several_runs,
    wrong_window,
)
from competition.energylogs.measurement import JOULES
from competition.models import Measurement
from workshop.models import KeyDate

COLUMNS = (*JOULES, "duration_s", "samples", "segments", "median_period_s", "pue")
COLUMNS += ("mean_power_w", "max_power_w", "reported_kwh", "reported_co2e_kg")
OF_A_RUN = (*COLUMNS, "tool", "tool_version", "method", "scope", "series_sha256")  # by `settle`
OF_A_RUN += ("started_at", "ended_at", "findings")


def read_into(log):
    """Read its file anew. A run that is chosen stays so, as long as it is there."""
    runs = _read(log)
    log.runs = [_stored(run) for run in runs]
    log.parser_version, log.source_sha256 = VERSION, runs[0].source_sha256
    if log.chosen is not None and log.chosen >= len(runs):
        log.chosen = None
    if log.chosen is None and len(runs) == 1:
        log.chosen = 0
    settle(log)


def _read(log):
    with log.file.open("rb") as stream:
        if not log.sister:
            return read(stream)
        with log.sister.open("rb") as sister:
            return read(stream, sister=sister)


def _stored(run):
    """All of a run as JSON holds it."""
    told = run.as_json(None)
    told.pop("file")
    for name in ("method", "max_power_w", "median_period_s", "cpu_name", "gpu_name"):
        told[name] = getattr(run, name)
    for name in ("started_at", "ended_at"):
        told[name] = _written(getattr(run, name))
    return told | {"scope": sorted(run.scope), "series_sha256": run.series_sha256}


def _written(moment):
    return moment.isoformat() if moment else ""


def run_of(log):
    """The chosen run, as the readers gave it; None where none is chosen."""
    if log.chosen is None:
        return None
    told = dict(log.runs[log.chosen])
    told["findings"] = [Finding(**one) for one in told["findings"]]
    for name in ("started_at", "ended_at"):
        told[name] = datetime.fromisoformat(told[name]) if told[name] else None
    return Run(**told | {"scope": frozenset(told["scope"]), "source_sha256": log.source_sha256})


def settle(log):
    """The columns and the findings of the chosen run; nothing is saved."""
    run = run_of(log) or Run()
    for name in COLUMNS:
        setattr(log, name, getattr(run, name))
    log.tool, log.tool_version = (run.tool or "")[:60], (run.version or "")[:60]
    log.method, log.scope = run.method, sorted(run.scope)
    log.series_sha256 = run.series_sha256
    log.started_at, log.ended_at = _written(run.started_at), _written(run.ended_at)
    log.findings = [one.as_json() for one in _findings_of(log, run)]


def _findings_of(log, run):
    if log.chosen is None:
        return several_runs(log.runs)
    if run.is_rejected:
        return run.findings
    known = run.codes()
    return [*run.findings, *(one for one in _beside_entry(log, run) if one.code not in known)]


def _beside_entry(log, run):
    competition, is_reference = log.entry.competition, log.is_of_organisers
    platform = {"cpu": competition.cpu_name, "gpu": competition.gpu_name}
    return [
        *impossible_power(run, most_w=competition.most_watts, is_reference=is_reference),
        *implausible_low(run, idle_w=competition.idle_watts, has_gpu=competition.counts_gpu),
        *([] if is_reference else duration_mismatch(run, declared_s=log.entry.run_seconds)),
        *missing_scope(run, scope=competition.scope),
        *hardware_mismatch(run, **platform),
        *wrong_window(run, **_window(competition, is_reference)),
        *duplicates(run, files=_known(log, "source_sha256"), series=_known(log, "series_sha256")),
    ]


def _known(log, column):
    """The digest itself, if another entry has it too."""
    digest = getattr(log, column)
    others = Measurement.objects.of_others(log.entry).filter(**{column: digest})
    return [digest] if digest and others.exists() else []


def _window(competition, is_reference):
    """When a log may have been taken: the teams' until entries are due, ours while measuring."""
    now = timezone.now()
    measuring = competition.workshop.date_of(KeyDate.Kind.MEASURING)
    closes = measuring if is_reference else competition.due
    opens = competition.opened_at or now
    return {"opens": opens, "closes": closes.at if closes else now, "now": now}
