"""What keeps a team's act from being stored, and rows that one person changes at a time."""

from contextlib import contextmanager

from django.db import transaction

from competition.models import Competition, Entry


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


def locked(entry):
    """The entry as it is stored, which nobody else changes before the transaction ends."""
    return Entry.objects.select_for_update(of=("self",)).with_all().get(pk=entry.pk)


def locked_competition(competition):
    rows = Competition.objects.select_for_update().select_related("workshop")
    return rows.get(pk=competition.pk)


@contextmanager
def held(entry):
    """The entry as it is stored, which nobody else changes before the block ends."""
    with transaction.atomic():
        yield locked(entry)
