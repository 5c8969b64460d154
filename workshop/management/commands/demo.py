from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from workshop.demo import LIVE, PHASES, ROLES, day_in, move_dates, person_of, phase_of_demo
from workshop.discovery import found
from workshop.models import User, Workshop
from workshop.trail import unsealed


class Command(BaseCommand):
    help = (
        "Fill an empty database with demonstration data, or take the live edition's submissions "
        "to another phase. Refused in production."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing, quietly, where there is data"
        )
        parser.add_argument(
            "--phase",
            choices=PHASES,
            help="make the live edition's submissions anew, in that phase",
        )
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="bring the live edition's dates up to today, in the phase it is in",
        )

    def handle(self, *args, **options):
        self.change(**options)
        self.say_how_to_begin()

    @transaction.atomic
    def change(self, *, if_empty, phase, refresh, **options):
        if settings.PRODUCTION:
            raise CommandError("SITE_URL is set, so this is production: no demonstration data.")
        if not Workshop.objects.exists() and not User.objects.exists():
            self.fill()
        elif not (phase or refresh or if_empty):
            raise CommandError(
                "The database is not empty. Demonstration data goes into an empty one: "
                "set VAR_DIR to a new folder, or move var/ away."
            )
        if phase:
            self.move_to(phase)
        elif refresh:
            self.refresh()

    @unsealed("the demonstration is made, as of earlier days")
    def fill(self):
        for load in found("demo", "load"):
            load()
        self.stdout.write("Demonstration data is in: acml-2021 (archive) and pedl (live).")

    def say_how_to_begin(self):
        if not Workshop.objects.exists():
            self.stdout.write("No workshop yet. Begin with: manage.py start --mail you@example.org")
        for role, (name, mail) in ROLES.items():
            if person_of(role):
                self.stdout.write(f"Demonstration sign-in: {role} ({name}, {mail})")

    @unsealed("the demonstration is taken to another phase")
    def move_to(self, phase):
        """Backwards through the apps to remove, forwards to make anew."""
        if not Workshop.objects.filter(slug=LIVE).exists():
            raise CommandError("There is no demonstration here to move.")
        for clear in reversed(found("demo", "clear")):
            clear()
        move_dates(phase, timezone.now().date())
        for move in found("demo", "move"):
            move(phase)
        self.stdout.write(f"The live edition is in the phase: {phase}.")

    def refresh(self):
        """Nothing where a chair has made the live edition their own by another host."""
        live, phase = phase_of_demo()
        days = (day_in(phase, timezone.now().date()) - live.first_day).days if live else 0
        if days > 0:
            with unsealed("the demonstration is brought up to today"):
                for later in found("demo", "later"):
                    later(timedelta(days=days))
            self.stdout.write(f"The live edition's dates are {days} days later, as of today.")
