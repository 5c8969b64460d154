"""Why no assignment exists, in words and numbers, and the cheapest ways out.

Without rules beside the loads a problem has an answer exactly where the submissions can all be
served, whatever the minimum loads, and the minimum loads can all be met, whatever the demand. So
each side is looked at by itself.
"""

import numpy as np

from .engine import best_flow
from .faults import Cause, Infeasible, WayOut
from .networks import left_after_pins, network_of
from .shortage import Side, relax, smallest_group
from .wording import counted, listed, named

MOST_CAUSES = 10


def blame(problem):
    """The Infeasible of a problem that has no answer."""
    causes = [*too_many_pins(problem)]
    if causes:
        return Infeasible(causes, [WayOut("pins", [], "lift some of these pins")])
    demand, least, most = left_after_pins(problem)
    free = np.ones(len(problem.score), bool)
    free[problem.pinned] = False
    submission, reviewer = problem.submission[free], problem.reviewer[free]
    ways = []
    for kind, side in (
        ("demand", Side(submission, reviewer, demand, most)),
        ("min_load", Side(reviewer, submission, least, demand)),
    ):
        found = KINDS[kind](problem, side)
        causes += found
        ways += WAYS[kind](problem, side) if found else []
    if not causes:
        from .ruleblaming import blame_rules

        begin = network_of(problem, problem.score, gates=())
        return blame_rules(problem, np.append(problem.pinned, begin.chosen(best_flow(begin))))
    return Infeasible(causes, ways)


def too_many_pins(problem):
    asked = np.bincount(problem.submission[problem.pinned], minlength=problem.submissions)
    loads = np.bincount(problem.reviewer[problem.pinned], minlength=problem.reviewers)
    for one in np.flatnonzero(asked > problem.demand).tolist():
        words = f"{named(problem, 'submission', [one])}: {asked[one]} pinned, "
        words += f"{problem.demand[one]} needed"
        yield Cause("pins", words, [one], [], int(problem.demand[one]), int(asked[one]))
    for one in np.flatnonzero(loads > problem.max_load).tolist():
        words = f"{named(problem, 'reviewer', [one])}: {loads[one]} pinned, "
        words += f"{counted(problem.max_load[one], 'place')}"
        yield Cause("pins", words, [], [one], int(loads[one]), int(problem.max_load[one]))


def short_of_reviewers(problem, side):
    able = able_of(side)
    causes = [*alone(problem, side, able)]
    needed, places = int(problem.demand.sum()), int(problem.max_load.sum())
    if np.minimum(side.need, able).sum() > side.places.sum() or (needed and not problem.reviewers):
        words = f"{counted(needed, 'review')} needed, {counted(places, 'place')}"
        if not problem.reviewers:
            words = f"the committee is empty: {words}"
        causes.append(Cause("demand", words, [], [], needed, places))
    return causes or [*together(problem, side)]


def able_of(side):
    """How many could serve each."""
    having = side.places[side.serves] > 0
    return np.bincount(side.needs[having], minlength=len(side.need))


def alone(problem, side, able):
    """Submissions that have too few eligible reviewers, whatever the others get."""
    short = np.flatnonzero(able < side.need)
    if problem.reviewers:
        for one in short[:MOST_CAUSES].tolist():
            numbers = int(side.need[one]), int(able[one])
            yield Cause("demand", of_one(problem, side, one), [one], [], *numbers)
    if len(short) > MOST_CAUSES and problem.reviewers:
        words = f"{len(short) - MOST_CAUSES} further submissions have too few eligible reviewers"
        yield Cause("demand", words, short[MOST_CAUSES:].tolist())


def of_one(problem, side, one):
    """“submission 7: 2 eligible reviewers, 3 needed; 9 conflicts, 6 by institution”."""
    pinned = int(np.sum(problem.submission[problem.pinned] == one))
    serving = side.serves[side.needs == one]
    full = int(np.sum(side.places[serving] <= 0))
    able = pinned + len(serving) - full
    words = f"{named(problem, 'submission', [one])}: {counted(able, 'eligible reviewer')}"
    words += f", {problem.demand[one]} needed"
    conflicts = problem.reviewers - len(serving) - pinned
    if conflicts:
        words += f"; {counted(conflicts, 'conflict')}{kinds_of(problem, one)}"
    return f"{words}; {full} without a place left" if full else words


def kinds_of(problem, one):
    submission, _reviewer, kind = problem.conflicts
    if not len(kind):
        return ""
    kinds, numbers = np.unique(kind[submission == one], return_counts=True)
    return "".join(f", {number} by {kind}" for kind, number in zip(kinds, numbers, strict=True))


def together(problem, side):
    group = smallest_group(side)
    if len(group):
        places, serving = side.places_for(group)
        needed = int(side.need[group].sum())
        words = f"{named(problem, 'submission', group)}: {counted(needed, 'review')} needed, "
        words += f"{counted(places, 'place')} among the {counted(len(serving), 'reviewer')}"
        words += " who may take them"
        yield Cause("demand", words, group.tolist(), serving.tolist(), needed, places)


def short_of_submissions(problem, side):
    needed, places = int(side.need.sum()), int(side.places.sum())
    if needed > places:
        pinned = len(problem.pinned)
        words = f"the reviewers must have at least {counted(needed + pinned, 'review')}"
        words += f" together, {places + pinned} needed"
        return [Cause("min_load", words, [], [], needed, places)]
    group = smallest_group(side)
    return [at_least(problem, side, group)] if len(group) else []


def at_least(problem, side, group):
    places, serving = side.places_for(group)
    needed = int(side.need[group].sum())
    words = f"{named(problem, 'reviewer', group)}: at least {counted(needed, 'review')} to be given"
    words += f", {places} to be had from the {counted(len(serving), 'submission')} open to "
    words += "it" if len(group) == 1 else "them"
    return Cause("min_load", words, serving.tolist(), group.tolist(), needed, places)


def ways_to_serve(problem, side):
    ways = []
    if found := relax(side, added=True):
        ways.append(changed(problem, "max_load", problem.max_load + found.added, found.added))
    lowered = relax(side, missing=True).missing
    ways.append(changed(problem, "demand", problem.demand - lowered, lowered))
    return [*ways, *ways_by_conflicts(problem, side, lowered)]


def ways_by_conflicts(problem, side, lowered):
    """By lifting the fewest, of the submissions that lack a reviewer."""
    lacking = np.flatnonzero(lowered)[:FEW_LIFTED]
    closed = closed_for_good(problem)
    absent = [
        (one, reviewer)
        for one in lacking.tolist()
        for reviewer in np.setdiff1d(
            np.flatnonzero(side.places > 0), problem.reviewer[problem.submission == one]
        ).tolist()
        if (one, reviewer) not in closed
    ]
    found = relax(side, pairs=np.array(absent).T) if absent else None
    if found:
        pairs = [pair for pair, is_used in zip(absent, found.new, strict=True) if is_used]
        named_pairs = (
            f"{named(problem, 'submission', [one])} with {named(problem, 'reviewer', [other])}"
            for one, other in pairs
        )
        what = "the conflict" if len(pairs) == 1 else f"{len(pairs)} conflicts"
        yield WayOut("edges", pairs, f"lift {what} of {listed(named_pairs)}")


def closed_for_good(problem):
    """Pairs of which nobody can lift the conflict."""
    told = (np.asarray(column).tolist() for column in problem.conflicts)
    return {(one, reviewer) for one, reviewer, kind in zip(*told, strict=True) if kind in FOR_GOOD}


def ways_to_give(problem, side):
    lowered = relax(side, missing=True).missing
    return [changed(problem, "min_load", problem.min_load - lowered, lowered)]


ACTS = {
    "max_load": ("raise the most", "reviewer"),
    "min_load": ("lower the least", "reviewer"),
    "demand": ("lower the demand", "submission"),
}


def changed(problem, key, values, difference):
    """“raise the most of 3 reviewers to 7”, with who that is."""
    who = np.flatnonzero(difference)
    act, kind = ACTS[key]
    groups = [
        f"of {named(problem, kind, who[values[who] == value])} to {value}"
        for value in np.unique(values[who]).tolist()
    ]
    changes = dict(zip(who.tolist(), values[who].tolist(), strict=True))
    return WayOut(key, changes, f"{act} {listed(groups)}")


FEW_LIFTED = 50
FOR_GOOD = {"authorship", "declining"}  # kinds of conflicts that no chair lifts
KINDS = {"demand": short_of_reviewers, "min_load": short_of_submissions}
WAYS = {"demand": ways_to_serve, "min_load": ways_to_give}
