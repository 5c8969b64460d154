"""What is done for a look alone, on the stage or by one of the table's people, is rolled back."""

from contextlib import contextmanager

from django.db import transaction

from tests.access.clock import Clock


@contextmanager
def undone():
    """The clock of the stage is put back as well."""
    at = Clock.at
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    Clock.at = at
