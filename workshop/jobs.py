"""The base app's jobs."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.arrivals import answer_arrival, remove_arrivals
from workshop.discovery import merged
from workshop.models import ActionLink, Job, User
from workshop.privacy import erasing, mydata
from workshop.privacy.erased import DOMAIN
from workshop.queue import enqueue
from workshop.retention import remove_due
from workshop.second_factor import encrypt_anew
from workshop.sessions import remove_stale
from workshop.trail import unsealed

KEEP_LINKS = timedelta(days=90)
KEEP_RESULTS = timedelta(days=7)
KEEP_UNCONFIRMED = timedelta(days=1)


def enqueue_tidying(now):
    """Once a day, whoever asks and however often: the key holds the day."""
    enqueue("tidy", key=f"tidy:{now:%Y-%m-%d}", lane="long")


def tidy(job):
    """Remove what has run out: sessions, links long expired, addresses nobody confirmed."""
    now = timezone.now()
    gone = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "links": ActionLink.objects.filter(expires_at__lt=now - KEEP_LINKS),
    }
    removed = {name: rows.delete()[0] for name, rows in gone.items()}
    removed["addresses"] = remove_unconfirmed(now - KEEP_UNCONFIRMED)
    removed["devices"] = remove_stale(now)
    removed["results"] = remove_results(now - KEEP_RESULTS)
    return removed | {name: part(now) for name, part in merged("jobs", "TIDY").items()}


def remove_unconfirmed(before):
    """Remove the accounts that nobody has confirmed or used since then; how many rows.

    Of an erased one its pseudonym stays, so that what stays is by somebody.
    """
    unused = User.objects.filter(
        last_login=None, is_superuser=False, memberships=None, created_at__lt=before
    )
    rows = unused.exclude(emailaddress__verified=True).exclude(email__endswith=f"@{DOMAIN}")
    if not rows.exists():
        return 0
    with unsealed("accounts that nobody confirmed are removed"):
        return rows.delete()[0]


def remove_results(before):
    """Delete the files that jobs made before then; how many."""
    made = Job.objects.filter(state=Job.State.DONE, finished_at__lt=before)
    with_file = [job for job in made.filter(result__has_key="file") if job.result["file"]]
    for job in with_file:
        default_storage.delete(job.result["file"])
        Job.objects.filter(pk=job.pk).update(result=job.result | {"file": ""})
    return len(with_file)


HANDLERS = {
    "tidy": tidy,
    "arrival": answer_arrival,
    mydata.KIND: mydata.build,
    erasing.KIND: erasing.erase_files,
}
TIDY = {"arrivals": remove_arrivals, "retention": remove_due, "secrets": encrypt_anew}
LABELS = {"tidy": _("Tidying"), mydata.KIND: _("My data"), erasing.KIND: _("Erasing files")}
MAY_FETCH = {mydata.KIND: mydata.may_fetch}
