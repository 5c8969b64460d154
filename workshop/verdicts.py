"""Commands whose exit code is promised: a verdict, or that there is none."""

import sys

from django.core.management.base import BaseCommand


class VerdictCommand(BaseCommand):
    """A subclass gives `help`, `add_arguments` and `run(options)`, which is the exit code."""

    requires_system_checks = ()

    def handle(self, **options):
        if code := self.run(options):
            sys.exit(code)
