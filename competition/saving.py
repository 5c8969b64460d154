"""What keeps a team's act from being stored, and a row that one person changes at a time."""

from contextlib import contextmanager

from django.db import transaction

from competition.models import Entry


class StaleSave(Exception):
    """Somebody else has saved the row since the form was opened."""


class NotOpen(Exception):
    """An entry that was refused or withdrawn is not changed by its team."""


class NotComplete(Exception):
    """An entry that lacks what `args` name, in words, is not sent in."""


class TooManyEntries(Exception):
    """A team has as many entries as it may have."""


class TooManySends(Exception):
    """A team has sent in as often as it may within a day."""


class TooManyFiles(Exception):
    """So many were sent and replaced that something other than a team is at work."""


@contextmanager
def held(entry):
    """The entry as it is stored, which nobody else changes before the block ends."""
    with transaction.atomic():
        rows = Entry.objects.select_for_update(of=("self",)).with_all()
        yield rows.get(pk=entry.pk)
