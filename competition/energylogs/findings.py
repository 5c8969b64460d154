"""Every code with its sentence: what is wrong, and how to mend it. English alone, as the logs are.

What comes out of a file is shown short and escaped.
"""

from competition.energylogs.measurement import Finding

KNOWN = (
    "AIPowerMeter (power_metrics.json), CodeCarbon (emissions.csv), carbontracker (both logs),"
    " eco2AI (emission.csv), Zeus (CSV), MLPerf (spl.txt), and CSV with"
    " timestamp,power_w or start,end,energy_j"
)
WORDS = {
    "not_recognised": "{why} Known are: " + KNOWN + ".",
    "truncated": "The last line is cut off; what stands before it was read. Let the tool end by"
    " itself before you copy its file.",
    "field_count": "This row has {found} fields, the header has {wanted}{why}. Take the file as the"
    " tool wrote it, or write the row again in full.",
    "nan_or_text": "{what} is {shown}, where a number must be. A failed reading is not zero:"
    " {remedy}.",
    "negative": "{what} is negative ({shown}). Power and energy cannot be: measure again.",
    "time_order": "{what}. Give the lines as they were measured, in order, with a zone or in UTC"
    " if clocks were changed.",
    "gap": "{count} pause(s) of more than 5 times the usual period of {median:.4g} s; the longest"
    " takes {longest:.4g} s. The power in between is a guess: measure again without pauses.",
    "too_short": "{why} Run more iterations, until the measurement takes {least:g} s or more.",
    "cumulative": "{count} rows of this run each count from its start: {why} was taken.",
    "sum_mismatch": "The components add up to {parts:.6g} J, the total is {total:.6g} J: more than"
    " 0.1 % apart. Check that no line was edited, and measure again.",
    "impossible_power": "{what} of {found:.4g} W is more than this machine can draw ({most:.4g} W)."
    " Check the units, and that the log is of this machine.",
    "implausible_low": "A mean power of {found:.4g} W is below what an idle machine draws"
    " ({least:.4g} W). Check the units, and that all components were measured.",
    "energy_vs_power": "The energy is {energy:.4g} J, mean power times duration {power:.4g} J: more"
    " than 25 % apart. Check that the log is of one run, unedited.",
    "duration_mismatch": "The log lasts {found:.4g} s, the declared run {wanted:.4g} s: more than"
    " 10 % apart. Measure the declared run, from its start to its end.",
    "missing_scope": "The competition counts {wanted}; this log {lacks}",
    "several_runs": "This file holds {count} runs. Choose the one that counts; they are not added.",
    "estimate_only": "The figure for the CPU is a model (its rated power times its load), not a"
    " sensor's. Measure with RAPL or a meter; a model does not win.",
    "pue_unknown": "{why} The energy is taken as printed. {remedy}",
    "pue_not_1": "The printed energy contains a PUE of {pue:g}; it was divided by it.",
    "wrong_window": "The measurement ({when}) is {why}. Check the clock of the machine,"
    " or measure within the period.",
    "hardware_mismatch": "The log names {found} as {what}, the reference platform {wanted}."
    " Measure on the reference platform, or correct the entry.",
    "accuracy_range": "{why}",
    "accuracy_gap": "The claimed accuracy is {claimed:.2f} %, the measured one {measured:.2f} %:"
    " more than 0.5 points apart. The measured one decides the slice.",
    "duplicate_file": "This very file was already sent in. Each entry needs measurements of its"
    " own.",
    "duplicate_series": "The same course of power was already sent in, with other dates. Each"
    " entry needs measurements of its own.",
    "too_good": "{found:.4g} J is less than a hundredth of the best verified entry of the slice"
    " ({best:.4g} J). Check units, iterations and that all components were measured.",
    "few_repeats": "{why} Measure at least three times, under the same conditions.",
    "limits": "{why}",
}  # fmt: skip


def finding(code, level, line=None, **data):
    return Finding(code, level, line, WORDS[code].format(**data))


def shown(text, most=40):
    """A cell of a file, as it can be printed anywhere."""
    if text is None:
        return "missing"
    text = str(text)
    if not text.strip():
        return "empty"
    cut = ascii(text[:most])[1:-1]
    return f"“{cut}{'…' if len(text) > most else ''}”"


class Findings:
    """What is found while a file is read: the first of its kind, and how many follow."""

    def __init__(self):
        self._first, self._more = {}, {}

    def add(self, code, level, line=None, *, kind="", **data):
        key = code, level, kind
        if key in self._first:
            self._more[key] = self._more.get(key, 0) + 1
        else:
            self._first[key] = finding(code, level, line, **data)

    def number(self, what, text, line, level="E", remedy="measure again"):
        self.add("nan_or_text", level, line, kind=what, what=what, shown=shown(text), remedy=remedy)

    def negative(self, what, text, line):
        self.add("negative", "E", line, kind=what, what=what, shown=shown(text))

    def has(self, *, level=None, code=None):
        return any(level in (None, key[1]) and code in (None, key[0]) for key in self._first)

    def __iter__(self):
        for key, first in self._first.items():
            more = self._more.get(key)
            if more:
                told = f"{first.message} ({more} more like this.)"
                first = Finding(first.code, first.level, first.line, told)
            yield first
