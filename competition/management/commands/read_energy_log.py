import sys

from django.core.management.base import BaseCommand

from competition.log_command import HELP, add_arguments, run


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, **options):
        if code := run(options):
            sys.exit(code)
