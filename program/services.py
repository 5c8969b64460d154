"""Contributions: what was accepted and released stands in the program."""

from django.db import transaction

from program.models import Contribution, Slot
from submissions.models import Status
from workshop.trail import record, snapshot


def to_publish(submissions):
    """Accepted ones, as their authors know, that the program does not list yet."""
    return submissions.filter(status=Status.ACCEPTED, contribution=None)


@transaction.atomic
def publish_contributions(submissions, *, by):
    """List them in the first contributions slot, or without a time; how many were new."""
    fresh = list(to_publish(submissions).order_by("title").select_related("workshop"))
    for submission in fresh:
        slots = submission.workshop.slots.filter(kind=Slot.Kind.CONTRIBUTIONS)
        placed = Contribution.objects.create(submission=submission, slot=slots.first())
        record(placed, by=by, workshop=submission.workshop)
    return len(fresh)


def leave_program(sender, change, **more):
    """What is no longer accepted leaves the program in the same transaction."""
    if change.new == Status.ACCEPTED:
        return
    for placed in Contribution.objects.filter(submission=change.submission):
        workshop = change.submission.workshop
        record(placed, by=change.by, workshop=workshop, before=snapshot(placed), removed=True)
        placed.delete()
