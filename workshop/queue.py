"""The queue of record: a row is made, a worker is woken, the row is done once.

`manage.py work` and the Celery task both end in `perform`; the row decides, not the messenger.
"""

import logging

from django.conf import settings
from django.utils.translation import gettext as _

from workshop import mailserver, outbox
from workshop.broker import wake
from workshop.discovery import merged
from workshop.leases import LEASES, claim, finish, now_of_all
from workshop.models import Job, Message
from workshop.retries import (
    MOMENT,
    NotNow,
    Refused,
    ServerAway,
    Stopped,
    TryAgain,
    is_last,
    pause_after,
)

MOST_SWEPT = 500  # messages and jobs each; the next sweep takes the rest
logger = logging.getLogger(__name__)


def enqueue(kind, *, key, lane=Job.Lane.FILES, arguments=None, workshop=None, by=None):
    """See that there is a job of that key: made in the caller's transaction, and woken.

    Who asked for it, `by`, may see how far it is, cancel it and fetch its result.
    """
    about = {"kind": kind, "lane": lane, "arguments": arguments or {}}
    job = Job(key=key, workshop=workshop, by=by, **about)
    if_there = {"update_conflicts": True, "unique_fields": ["key"], "update_fields": ["key"]}
    Job.objects.bulk_create([job], **if_there)
    wake(job)


def enqueue_again(key, *, states=(Job.State.FAILED,)):
    """Put a job that failed, or is in one of these states, back; False where there is none."""
    if not Job.objects.filter(key=key, state__in=states).wait_again():
        return False
    wake(Job.objects.get(key=key))
    return True


def sweep():
    """Wake a worker for each due row that the broker may have lost; how many there were.

    Told twice, a row is done once.
    """
    now = now_of_all()
    due = [row for rows in (Message.objects, Job.objects) for row in rows.due(now)[:MOST_SWEPT]]
    for row in due:
        wake(row)
    return len(due)


def lanes():
    """The lanes served here: mail only where there is a server to hand it to."""
    return [lane for lane in LEASES if lane != "mail" or settings.EMAIL_HOST]


def perform(row):
    """Do a claimed row and store the outcome, unless the lease has gone to another by then."""
    try:
        outcome = outbox.deliver(row) if isinstance(row, Message) else _handle(row)
    except ServerAway as away:
        # No try is lost: the mail is not to blame.
        outcome = {"state": row.State.WAITING, "tries": row.tries - 1, "error": str(away)}
        mailserver.begin_outage(str(away))
    except NotNow as busy:
        again = {"tries": row.tries - 1, "pause": MOMENT, "error": str(busy)}
        outcome = {"state": row.State.WAITING} | again
    except Stopped as stopped:
        outcome = {"state": row.State.CANCELLED, "error": str(stopped)}
    except Refused as no:
        outcome = {"state": row.State.FAILED, "error": str(no)}
    except TryAgain as later:
        outcome = _postponed(row, str(later))
    except Exception as error:
        logger.exception("%s %s failed", row._meta.verbose_name, row.key)
        outcome = _postponed(row, f"{type(error).__name__}: {error}")
    return finish(row, **outcome)


def _postponed(row, error):
    """Its next turn, or the end where that was the last; what it did is not what it does now."""
    told = {"error": error} | ({"step": ""} if isinstance(row, Job) else {})
    if is_last(row.lane, row.tries):
        return {"state": row.State.FAILED} | told
    return {"state": row.State.WAITING, "pause": pause_after(row.lane, row.tries)} | told


def _handle(job):
    handlers = merged("jobs", "HANDLERS")
    if job.kind not in handlers:
        raise Refused(_("No app has a handler for jobs of kind “%(kind)s”.") % {"kind": job.kind})
    result = handlers[job.kind](job)
    return {"state": job.State.DONE, "error": "", "result": result, "percent": 100, "step": ""}


def claim_of(lane):
    return claim(Message.objects.all() if lane == "mail" else Job.objects.filter(lane=lane))


def work_once(lane):
    """Do one due row of a lane. True if there was one."""
    row = claim_of(lane)
    if row is None:
        return False
    perform(row)
    return True
