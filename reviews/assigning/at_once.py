"""Proposing and applying in one go, by nobody: for scripts."""

from reviews.assigning.applying import apply_draft
from reviews.assigning.problem import usual_settings
from reviews.assigning.proposing import new_run, solve
from reviews.assigning.reading import Draft
from reviews.models import MatchingRun
from submissions.conflicts import without_a_chair
from submissions.finding.services import find_conflicts


def matched(workshop, *, is_dry):
    """What came of it, for JSON; with `problems` where there is no answer. Raises Refused."""
    find_conflicts(workshop)
    run = new_run(workshop, usual_settings(workshop), None)
    solve(run)
    if run.state == MatchingRun.State.FAILED:
        ways = [one["words"] for one in run.result["ways"]]
        return {"problems": run.result["wrong"], "ways_out": ways}
    draft = Draft(run, None)
    told = told_of(draft) | {"left": without_a_chair(workshop), "is_dry": is_dry}
    if not is_dry:
        apply_draft(draft, by=None)
    return told


def told_of(draft):
    return {
        "pairs": [
            {
                "submission": row.submission.code,
                "reviewer": row.reviewer.email,
                "is_new": row.is_new,
                **{name: row.line[name] for name in ("score", "rank", "of", "terms", "paper")},
            }
            for row in draft.rows
        ],
        "taken_back": [[one.code, other.email] for one, other in draft.taken_back()],
        "new": len(draft.new),
        "total": draft.total,
        "is_best": draft.run.result["is_best"],
    }
