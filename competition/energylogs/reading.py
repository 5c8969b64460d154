"""From any bytes to runs: the tool is recognised by what the file holds, not by its name."""

import logging
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

from competition.energylogs import (
    aipowermeter,
    carbontracker,
    codecarbon,
    eco2ai,
    generic,
    mlperf,
    unsupported,
    zeus,
)
from competition.energylogs.findings import finding, shown
from competition.energylogs.judging import implausible_low, in_the_future
from competition.energylogs.measurement import JOULES, LEAST_J, MOST_J, Run
from competition.energylogs.series import MOST_SAMPLES, TooMany
from competition.energylogs.source import HEAD, MOST_BYTES, OverLimit, Source, opened
from competition.energylogs.table import header_of

VERSION = 3  # raised when a reader changes, so that logs are read again
MOST_RUNS = 1000
SUMS = (*JOULES, "duration_s", "reported_kwh", "max_power_w", "mean_power_w")
BY_HEAD = (aipowermeter, mlperf)
BY_COLUMNS = (codecarbon, eco2ai, zeus, generic)
SKEW = timedelta(hours=1)  # by which the clock of who measures may be ahead of ours
OUTPUT = "_carbontracker_output.log"


def read(path_or_stream, *, sister=None):
    """The runs of a log: a path, or a binary stream that can be rewound.

    `sister` is the stream or path of carbontracker's other log, for its PUE; of a path it is the
    file that the tool wrote beside it, if it is still there. Always at least one run; a rejected
    one has no energy, and its findings say why. Raises OSError where the file cannot be read.
    """
    if sister is None and not hasattr(path_or_stream, "readline"):
        sister = sister_of(path_or_stream)
    with opened(path_or_stream) as stream:
        source = Source(stream, pue_of(sister) if sister else None)
        runs = _read(source)
        digest = source.sha256() if source.size <= MOST_BYTES else ""
    for run in runs:
        run.source_sha256 = digest
        _settle(run)
    return runs


def sister_of(path):
    """carbontracker writes two logs with names that differ in their ends alone."""
    path = Path(path)
    if not path.name.endswith(OUTPUT):
        return None
    sister = path.with_name(path.name.removesuffix(OUTPUT) + "_carbontracker.log")
    return sister if sister.is_file() and not sister.is_symlink() else None


def pue_of(sister):
    with opened(sister) as stream:
        stream.seek(0)
        return carbontracker.pue_in(stream.read(HEAD))


def _read(source):
    try:
        return _read_within_limits(source)
    except OverLimit as over:
        return [rejected("limits", f"{over} Give the log of one measurement.", over.line)]
    except TooMany:
        why = f"There are more than {MOST_SAMPLES} samples. Measure more seldom."
        return [rejected("limits", why, source.number)]
    except Exception:  # whatever the bytes are, they get an answer; the fault is ours
        logging.getLogger(__name__).exception("A log could not be read")
        return [rejected("not_recognised", "This could not be read.")]


def _read_within_limits(source):
    if source.size > MOST_BYTES:
        raise OverLimit(f"The file is larger than {MOST_BYTES // 2**20} MB.")
    if why := unsupported.why_binary(source.head):
        return [rejected("not_recognised", why)]
    reader = reader_of(source)
    if reader is None:
        return [rejected("not_recognised", unsupported.why_unknown(source.head))]
    runs = reader.read(source)
    if len(runs) > MOST_RUNS:
        raise OverLimit(f"There are more than {MOST_RUNS} runs.")
    return runs


def reader_of(source):
    for reader in BY_HEAD:
        if reader.recognises(source.head):
            return reader
    names = set(header_of(first_line(source.head))[0])
    for reader in BY_COLUMNS:
        if reader.recognises(names):
            return reader
    return carbontracker if carbontracker.recognises(source.head) else None


def first_line(head):
    """As `Source` parts lines: a lone carriage return ends none."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    return next((line for line in text.split("\n") if line.strip()), "")


def rejected(code, why, line=None):
    return Run(findings=[finding(code, "E", line, why=why)])


def _settle(run):
    """What is rejected has no energy. Numbers that grew out of hand are none."""
    for name, value in {name: getattr(run, name) for name in SUMS}.items():
        if value is not None and not _can_be(name, value):
            if not run.is_rejected:
                words = {"what": f"{name}, added up,", "remedy": "check the units"}
                run.findings.append(finding("nan_or_text", "E", shown=shown(value), **words))
            if name != "mean_power_w":  # which goes with the energy
                setattr(run, name, None)
    if run.energy_j is None and not run.is_rejected:
        words = {"what": "The energy", "remedy": "measure again"}
        run.findings.append(finding("nan_or_text", "E", shown="missing", **words))
    if run.is_rejected:
        for name in JOULES:
            setattr(run, name, None)
        run.pue = None
    else:
        run.findings += _alone(run)


def _can_be(name, value):
    return math.isfinite(value) and (name not in JOULES or value == 0 or LEAST_J <= value <= MOST_J)


def _alone(run):
    """What needs no entry to be doubted."""
    low = implausible_low(run, has_gpu="gpu" in run.scope)
    return [*low, *in_the_future(run, now=datetime.now(UTC) + SKEW)]
