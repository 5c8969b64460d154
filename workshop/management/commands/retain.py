from django.core.management.base import BaseCommand
from django.utils import timezone

from workshop.retention import due, parts, removable, remove


class Command(BaseCommand):
    help = (
        "Remove reviews, who wrote them and what goes with them of each workshop whose date "
        "“Reviews removed” has come, and was announced 14 days before. The daily tidying does the "
        "same. Exit code 0: done, or nothing to do; 1: it could not be done; 2: wrong usage."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args, dry_run, **options):
        workshops = due(timezone.now())
        for workshop in workshops:
            counts = removable(workshop) if dry_run else remove(workshop)
            self.say(workshop, counts, "would be removed" if dry_run else "removed")
        if not workshops:
            self.stdout.write("No workshop’s date has come.")

    def say(self, workshop, counts, done):
        self.stdout.write(f"{workshop.slug}: {'' if counts else 'nothing '}{done}")
        for name, count in counts.items():
            self.stdout.write(f"  {count:>6}  {parts()[name].label}")
