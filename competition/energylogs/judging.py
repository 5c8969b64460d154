"""What can be said of a run only beside an entry, a platform or other entries.

Pure functions of a run and plain facts, each giving a list of findings; a fact that is None is not
known and raises none.
"""

import re
from datetime import UTC, datetime
from statistics import fmean, stdev

from competition.energylogs.findings import finding

OVER_MEAN, OVER_SAMPLE = 1.2, 2.0
SHARE_OF_IDLE, LEAST_WITH_GPU = 0.3, 1.0
PART, LEAST_RUNS = 0.1, 3
GAP_IN_ACCURACY, TOO_GOOD = 0.005, 100


def impossible_power(run, *, most_w, is_reference):
    """Of a platform that draws `most_w` W at most."""
    if not most_w:
        return []
    level = "E" if is_reference else "W"
    told = (
        ("A mean power", run.mean_power_w, OVER_MEAN),
        ("A sample", run.max_power_w, OVER_SAMPLE),
    )
    return [
        finding("impossible_power", level, what=what, found=watts, most=most_w)
        for what, watts, times in told
        if watts is not None and watts > times * most_w
    ][:1]


def implausible_low(run, *, idle_w=None, has_gpu=False):
    """Below a share of what was measured at idle or, for a GPU's entry, below 1 W."""
    least = max(SHARE_OF_IDLE * (idle_w or 0), LEAST_WITH_GPU if has_gpu else 0)
    watts = run.mean_power_w
    if watts is None or watts >= least:
        return []
    return [finding("implausible_low", "W", found=watts, least=least)]


def missing_scope(run, *, scope):
    """`scope`: what the competition counts, of cpu, gpu, ram. A wall meter has all in it.

    A log that does not say what was measured, such as a CSV of any meter, is taken for all of it.
    """
    missing, wanted = set(scope) - run.scope, ", ".join(sorted(scope))
    if not missing or "system" in run.scope:
        return []
    if not run.scope:
        lacks = "does not say what was measured. It is taken for all of that: look whether it is."
        return [finding("missing_scope", "W", wanted=wanted, lacks=lacks)]
    lacks = (
        f"lacks {', '.join(sorted(missing))}. Measure that as well: until then the entry is shown"
        " without a rank."
    )
    return [finding("missing_scope", "E", wanted=wanted, lacks=lacks)]


def several_runs(runs):
    return [finding("several_runs", "E", count=len(runs))] if len(runs) > 1 else []


def duration_mismatch(run, *, declared_s=None, iterations=None, latency_s=None):
    """Against the declared run time, and against iterations × latency."""
    computed = iterations * latency_s if iterations and latency_s else None
    return [
        finding("duration_mismatch", "W", found=run.duration_s, wanted=wanted)
        for wanted in (declared_s, computed)
        if wanted and run.duration_s is not None and abs(run.duration_s - wanted) > PART * wanted
    ][:1]


def wrong_window(run, *, opens, closes, now):
    """Outside of a period, or in the future; all three with a zone.

    A time without a zone may be of any: it is outside only if it is in all of them, so 14 hours
    are let pass after its end, and 12 before.
    """
    for moment in (run.started_at, run.ended_at):
        if moment is not None and _is_outside(moment, opens, min(closes, now)):
            why = f"outside of the period from {_told(opens)} to {_told(closes)}"
            return [finding("wrong_window", "W", when=_told(moment), why=why)]
    return []


def in_the_future(run, *, now):
    """What no clock that is right can have written, whatever the log is for."""
    for moment in (run.started_at, run.ended_at):
        if moment is not None and _is_outside(moment, datetime.min.replace(tzinfo=UTC), now):
            return [finding("wrong_window", "W", when=_told(moment), why="in the future")]
    return []


def _told(moment):
    """To the second; with its zone where it has one."""
    return moment.strftime("%Y-%m-%d %H:%M:%S %Z").strip()


def _is_outside(moment, opens, closes):
    if moment.tzinfo is not None:
        return not opens <= moment <= closes
    seconds = (moment.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    return not opens.timestamp() - 12 * 3600 <= seconds <= closes.timestamp() + 14 * 3600


def hardware_mismatch(run, *, cpu="", gpu=""):
    """The log's names beside the platform's: each word of that with a number in it must occur."""
    told = (("CPU", run.cpu_name, cpu), ("GPU", run.gpu_name, gpu))
    return [
        finding("hardware_mismatch", "W", what=what, found=ascii(found)[1:-1], wanted=wanted)
        for what, found, wanted in told
        if found and wanted and not _is_same(found, wanted)
    ]


def _is_same(found, wanted):
    words = re.findall(r"\w+", wanted.casefold())
    telling = [word for word in words if any(sign.isdigit() for sign in word)] or words
    return set(telling) <= set(re.findall(r"\w+", found.casefold()))


def accuracy_range(correct, total, *, test_set):
    """Of integers. A single number above 1 may be percent, which is asked and never guessed."""
    if isinstance(correct, float) and 1 < correct <= 100 and total in (None, 1):
        why = f"Is {correct:g} an accuracy in percent? Give correct and total as whole numbers."
    elif total is None or total <= 0 or not 0 <= correct <= total:
        why = "Correct must be from 0 to total, and total above 0."
    elif test_set is not None and total != test_set:
        why = f"Total is {total}, the test set has {test_set}. Test on the whole of it."
    else:
        return []
    return [finding("accuracy_range", "E", why=why)]


def accuracy_gap(claimed, measured):
    """Of (correct, total) each."""
    claim, found = claimed[0] / claimed[1], measured[0] / measured[1]
    if abs(claim - found) <= GAP_IN_ACCURACY + 1e-12:
        return []
    return [finding("accuracy_gap", "W", claimed=100 * claim, measured=100 * found)]


def duplicates(run, *, files=(), series=()):
    """`files` and `series`: the digests of other entries, whose teams are not told."""
    if run.source_sha256 and run.source_sha256 in files:
        return [finding("duplicate_file", "W")]
    if run.series_sha256 and run.series_sha256 in series:
        return [finding("duplicate_series", "W")]
    return []


def too_good(energy_j, *, best_j):
    """Against the best verified entry of the slice, both per iteration."""
    if not best_j or energy_j is None or energy_j * TOO_GOOD >= best_j:
        return []
    return [finding("too_good", "W", found=energy_j, best=best_j)]


def few_repeats(energies):
    """Of the runs of an entry, in J."""
    if len(energies) < LEAST_RUNS:
        why = f"There are {len(energies)} run(s)."
    elif fmean(energies) and stdev(energies) / fmean(energies) > PART:
        why = f"The runs vary by {stdev(energies) / fmean(energies):.0%}."
    else:
        return []
    return [finding("few_repeats", "W", why=why)]
