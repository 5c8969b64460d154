"""The base app's jobs."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from workshop.models import ActionLink, User
from workshop.queue import enqueue

KEEP_LINKS = timedelta(days=90)
KEEP_UNCONFIRMED = timedelta(days=1)


def enqueue_tidying(now):
    """Once a day, whoever asks and however often: the key holds the day."""
    return enqueue("tidy", key=f"tidy:{now:%Y-%m-%d}", lane="long")


def tidy(job):
    """Remove what has run out: sessions, links long expired, addresses nobody confirmed."""
    now = timezone.now()
    gone = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "links": ActionLink.objects.filter(expires_at__lt=now - KEEP_LINKS),
        "addresses": User.objects.filter(
            last_login=None,
            is_superuser=False,
            memberships=None,
            created_at__lt=now - KEEP_UNCONFIRMED,
        ).exclude(emailaddress__verified=True),
    }
    return {name: rows.delete()[0] for name, rows in gone.items()}


HANDLERS = {"tidy": tidy}
