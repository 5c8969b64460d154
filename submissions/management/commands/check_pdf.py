import sys

from django.core.management.base import BaseCommand

from submissions.check_command import add_arguments, run


class Command(BaseCommand):
    help = "Check a PDF as a proposal's. Exits with 0 (accept), 1 (reject) or 2 (wrong usage)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, **options):
        if code := run(options):
            sys.exit(code)
