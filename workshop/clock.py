"""What the clock brings, asked twice a minute by as many processes as there are."""

from workshop.discovery import found
from workshop.jobs import enqueue_tidying
from workshop.reminders import send_due_reminders


def tick(now):
    enqueue_tidying(now)
    send_due_reminders(now)
    for part in found("ticks", "tick"):
        part(now)
