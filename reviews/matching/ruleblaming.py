"""Which rule beside the loads leaves no answer, and for whom it would have to be broken."""

from dataclasses import replace

import numpy as np

from .faults import BadProblem, Cause, Infeasible, WayOut
from .ruled import RULES_IN_WORDS, breaking
from .wording import counted, listed, named


def blame_rules(problem, begin):
    """`begin` are edges that meet all but the rules."""
    from .mixed import whole

    soft = dict.fromkeys(RULES_IN_WORDS, 1.0) | dict.fromkeys(problem.soft, 0.0)
    found = whole(replace(problem, soft=soft), np.zeros(len(problem.score)), begin, None)
    broken = breaking(problem, found[0]) if found else {}
    if not any(often for often, _who in broken.values()):
        return BadProblem("Nothing was found that meets the rules, and no reason, in time.")
    causes = [*without_senior(problem), *of_few_institutions(problem)]
    causes = causes or [*cannot_be_kept(problem, broken)]
    return Infeasible(causes, made_soft(problem, broken))


def without_senior(problem):
    if problem.senior is None or "senior" in problem.soft:
        return
    seniors = problem.senior[problem.reviewer]
    having = np.bincount(problem.submission, seniors, minlength=problem.submissions)
    able = np.bincount(problem.submission, minlength=problem.submissions)
    for one in np.flatnonzero((having == 0) & (problem.demand > 0)).tolist():
        words = f"{named(problem, 'submission', [one])}: no senior among "
        words += counted(int(able[one]), "eligible reviewer")
        yield Cause("senior", words, [one], [], 1, 0)


def of_few_institutions(problem):
    if problem.institutions is None or "institutions" in problem.soft:
        return
    of_reviewer = np.where(
        problem.institutions < 0,
        problem.reviewers + np.arange(problem.reviewers),
        problem.institutions,
    )
    pairs = np.unique(np.stack([problem.submission, of_reviewer[problem.reviewer]]), axis=1)
    several = np.bincount(pairs[0].astype(np.int64), minlength=problem.submissions)
    for one in np.flatnonzero(several < problem.demand).tolist():
        words = f"{named(problem, 'submission', [one])}: its eligible reviewers are of "
        words += f"{counted(int(several[one]), 'institution')}, {problem.demand[one]} needed"
        yield Cause("institutions", words, [one], [], int(problem.demand[one]), int(several[one]))


def cannot_be_kept(problem, broken):
    rules = [rule for rule, (often, _who) in broken.items() if often]
    told = listed(f"“{RULES_IN_WORDS[rule]}”" for rule in rules)
    words = f"{told} cannot be kept with these loads"
    if "senior" in rules:
        words += f": {of_seniors(problem)}"
    yield Cause("rules", words)


def of_seniors(problem):
    seniors, asking = np.flatnonzero(problem.senior), int((problem.demand > 0).sum())
    places = counted(int(problem.max_load[seniors].sum()), "place")
    return f"{counted(len(seniors), 'senior')} with {places}, {counted(asking, 'submission')}"


def made_soft(problem, broken):
    for rule, (often, who) in broken.items():
        if often and rule not in problem.soft:
            words = f"make “{RULES_IN_WORDS[rule]}” soft: it is then broken for "
            yield WayOut("soft", {rule: often}, words + named(problem, "submission", who))
