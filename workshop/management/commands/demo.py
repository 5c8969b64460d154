from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workshop.discovery import found
from workshop.models import User, Workshop


class Command(BaseCommand):
    help = "Fill an empty database with demonstration data. Refused in production."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing, quietly, where there is data"
        )

    @transaction.atomic
    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("SITE_URL is set, so this is production: no demonstration data.")
        if Workshop.objects.exists() or User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(
                "The database is not empty. Demonstration data goes into an empty one: "
                "set VAR_DIR to a new folder, or move var/ away."
            )
        for load in found("demo", "load"):
            load()
        self.stdout.write("Demonstration data is in: acml-2021 (archive) and pedl (live).")
