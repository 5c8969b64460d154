"""One submission is changed by one person at a time."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import prefetch_related_objects

from submissions.models import Submission


@contextmanager
def held(submission):
    """The submission as it is stored, which nobody else changes before the block ends.

    What is done in the block is stored together. Held once more within it, it is the same row.
    Raises Submission.DoesNotExist where it has been discarded.
    """
    if submission.is_held:
        yield submission
        return
    with transaction.atomic():
        rows = Submission.objects.select_for_update().prefetch_related("authors", "manuscripts")
        current = rows.get(pk=submission.pk)
        current.workshop, current.is_held = submission.workshop, True
        try:
            yield current
        finally:
            current.is_held = False


def read_again(held_one, name):
    """Its authors or manuscripts, of which some have changed."""
    held_one.refresh_from_db(fields=[name])
    prefetch_related_objects([held_one], name)
