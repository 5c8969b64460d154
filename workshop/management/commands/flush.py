from django.core.management.commands import flush
from django.db import connections

from workshop.sealing import taken_off


class Command(flush.Command):
    """As Django has it, for a database that lets nobody empty its history otherwise."""

    def handle(self, **options):
        with taken_off(connections[options["database"]]):
            super().handle(**options)
