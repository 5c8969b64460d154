"""What a long job says of itself while it runs, and how it is told to stop."""

from django.utils import timezone
from django.utils.translation import gettext as _

from workshop.models import Job
from workshop.retries import Stopped


def report(job, done, total, step=""):
    """Write that `done` of `total` parts are done, and in words what it does now.

    A handler calls it between its parts. Raises Stopped where the job was cancelled meanwhile, or
    has gone to another worker.
    """
    percent = 100 * done // total if total else 0
    held = Job.objects.filter(pk=job.pk, lease=job.lease)
    if not held.update(percent=min(percent, 99), step=step[:200]):
        raise Stopped(_("Another worker does it."))
    if held.filter(is_cancel_asked=True).exists():
        raise Stopped(_("Cancelled while it ran."))


def cancel_job(job, *, by):
    """Let it not begin, or stop at its next report; False where it is over."""
    told = _("Cancelled by %(name)s.") % {"name": by}
    over = {"state": Job.State.CANCELLED, "finished_at": timezone.now(), "error": told}
    rows = Job.objects.filter(pk=job.pk)
    return bool(
        rows.filter(state=Job.State.WAITING).update(**over)
        or rows.filter(state=Job.State.RUNNING).update(is_cancel_asked=True)
    )
