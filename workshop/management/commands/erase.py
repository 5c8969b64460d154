from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workshop.accounts import account_for
from workshop.privacy.erased import is_erased
from workshop.privacy.erasing import HandOverFirst, count_of, erase_person
from workshop.privacy.parts import parts

OF_A_NEW_ACCOUNT = 2  # parts: itself and its address, which are there only to find the rest


class Command(BaseCommand):
    help = (
        "Erase a person who asked for it by letter, as “Erase me” does: all that does not lawfully "
        "stay, under this address, with an account or without. Make sure first that the letter is "
        "theirs. Exit code 0: done, or nothing to do; 1: it could not be done; 2: wrong usage."
    )

    def add_arguments(self, parser):
        parser.add_argument("mail", help="their mail address")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args, mail, dry_run, **options):
        if is_erased(mail):
            raise CommandError("That is the address of somebody who was erased already.")
        with transaction.atomic():
            user, is_new = account_for(mail)
            kept = [(part, count) for part in parts().values() if (count := count_of(part, user))]
            kept = kept[OF_A_NEW_ACCOUNT if is_new else 0 :]
            self.preview(user, kept)
            if dry_run or not kept:
                transaction.set_rollback(True)
                return
            self.erase(user)

    def preview(self, user, kept):
        if not kept:
            self.stdout.write("Nothing is kept under that address.")
        for part, count in kept:
            becomes = f"stays: {part.stays}" if part.stays else "goes"
            self.stdout.write(f"{count:>6}  {part.label}: {becomes}")

    def erase(self, user):
        try:
            erase_person(user)
        except HandOverFirst as first:
            raise CommandError(str(first)) from first
        user.refresh_from_db()
        self.stdout.write(f"Erased: {user.name}")
