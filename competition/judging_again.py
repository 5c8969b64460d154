"""Logs are judged anew once the platform or the dates that they are judged beside have changed."""

from uuid import uuid4

from competition.judgement import back_if_not_measured
from competition.logs import judge_again
from competition.models import Entry
from workshop.models import Workshop
from workshop.queue import enqueue

ON_WHICH_FINDINGS_DEPEND = {
    *("cpu_name", "gpu_name", "most_watts", "idle_watts"),
    *("counts_cpu", "counts_gpu", "counts_ram"),
}


def ask_to_judge_again(competition, *, by):
    """By a job: of many teams there are many logs."""
    about = {"arguments": {"competition": competition.pk}, "workshop": competition.workshop}
    enqueue("judge_logs", key=f"judge_logs:{competition.pk}:{uuid4().hex}", by=by, **about)


def judge_logs(job):
    rows = Entry.objects.filter(team__competition=job.arguments["competition"])
    entries = list(rows.select_related("team__competition__workshop"))
    for entry in entries:
        judge_again(entry)
        back_if_not_measured(entry, by=job.by)
    Workshop.objects.filter(competition=job.arguments["competition"]).touch()
    return {"entries": len(entries)}
