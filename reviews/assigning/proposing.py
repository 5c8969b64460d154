"""Making a draft, which assigns nothing: at once or, where it is large, as a job."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.assigning.applying import standing_pairs
from reviews.assigning.computing.asking import compute
from reviews.assigning.pool import assignable, pool_of
from reviews.assigning.problem import Settings, asked_of
from reviews.assigning.telling import stored_result
from reviews.matching.faults import BadProblem, Infeasible
from reviews.matching.running import SECONDS, BrokenDown, OutOfTime
from reviews.models import MatchingRun
from submissions.finding.services import find_conflicts
from workshop.models import Job
from workshop.progress import report
from workshop.queue import enqueue
from workshop.retries import Stopped

AT_ONCE = 100  # submissions that are matched while the chair waits
PATIENCE = 20  # seconds of it
KEPT = 5  # drafts of one chair, the newest
TEXTS = "texts", "papers"  # they stand elsewhere already


def propose(workshop, settings, *, by):
    """A new draft, computed or given to a worker."""
    find_conflicts(workshop)
    run = new_run(workshop, settings, by)
    if assignable(workshop, by).count() <= AT_ONCE:
        solve(run, seconds=PATIENCE)
    else:
        enqueue("matching", key=run.job_key, lane=Job.Lane.LONG, workshop=workshop, by=by)
    return run


@transaction.atomic
def new_run(workshop, settings, by):
    """The oldest go, but for those that were applied."""
    run = MatchingRun.objects.create(workshop=workshop, by=by, settings=asdict(settings))
    rows = MatchingRun.objects.filter(workshop=workshop, by=by)
    old = rows.exclude(state=MatchingRun.State.APPLIED).values_list("pk", flat=True)[KEPT:]
    MatchingRun.objects.filter(pk__in=list(old)).delete()
    return run


def solve(run, *, seconds=SECONDS, cancelled=lambda: False, told=lambda done: None):
    """Compute it and store what was asked and what came of it, whatever that is."""
    pool = pool_of(run.workshop, run.by)
    about = {
        "submissions": [one.pk for one in pool.submissions],
        "stood": sorted(standing_pairs(pool.submissions)),
    }
    asked = asked_of(pool, Settings(**run.settings))
    told(1)
    run.problem = {name: value for name, value in asked.items() if name not in TEXTS}
    answer = _answer_to(asked, seconds, cancelled)
    if "wrong" in answer:
        run.state, run.result = MatchingRun.State.FAILED, answer | about
    else:
        run.problem["solved"] = answer.pop("problem_solved")
        run.state, run.result = MatchingRun.State.DONE, stored_result(pool, answer) | about
    found = {"state": run.state, "problem": run.problem, "result": run.result}
    MatchingRun.objects.filter(pk=run.pk).update(**found)  # unless it was replaced meanwhile


def _answer_to(asked, seconds, cancelled):
    """{"wrong": …} with words where there is none."""
    if not asked["texts"]:
        return {"wrong": [_("No submission is under review.")], "ways": []}
    try:
        return compute(asked, seconds, cancelled)
    except Infeasible as none:
        ways = [{"key": way.key, "words": str(way)} for way in none.ways_out]
        return {"wrong": [str(cause) for cause in none.causes], "ways": ways}
    except (OutOfTime, BrokenDown) as wrong:
        return {"wrong": [str(wrong)], "ways": [], "is_unfinished": True}
    except BadProblem as wrong:
        return {"wrong": [str(wrong)], "ways": []}


def solve_as_job(job):
    """The draft may have been replaced meanwhile."""
    run = MatchingRun.objects.filter(code=job.key.rpartition("/")[2]).first()
    if run is None:
        return {}
    report(job, 0, 3, _("Reading texts and conflicts"))
    solve(
        run,
        cancelled=lambda: Job.objects.filter(pk=job.pk, is_cancel_asked=True).exists(),
        told=lambda done: report(job, done, 3, _("Looking for the best assignment")),
    )
    if Job.objects.filter(pk=job.pk, is_cancel_asked=True).exists():
        raise Stopped(_("Cancelled while it ran."))
    return {"run": run.code}
