from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db.utils import OperationalError, ProgrammingError

from workshop.fields import validate_mail_address
from workshop.models import User
from workshop.services import NotEmpty, issue_start_address


class Command(BaseCommand):
    help = (
        "In a database without workshops: make the person of a mail address an operator and print "
        "a one-time address that opens the form for the first workshop. Asked again, the address "
        "printed before is closed. Exit code 2 where there is a workshop already."
    )

    def add_arguments(self, parser):
        parser.add_argument("--mail", required=True, help="the operator's mail address")

    def handle(self, *args, mail, **options):
        try:
            address = issue_start_address(checked(mail))
        except NotEmpty as there:
            raise CommandError(
                "There is a workshop already. To add another one, sign in as an operator and "
                "open /start/.",
                returncode=2,
            ) from there
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"{error}. Has `manage.py migrate` been run?") from error
        self.stdout.write(told(address, mail))


def checked(mail):
    try:
        validate_email(mail)
        validate_mail_address(mail)
    except ValidationError as error:
        raise CommandError(f"{mail!r} is not a mail address: {' '.join(error.messages)}") from error
    return mail


def told(address, mail):
    lines = [
        "Open this address to set up the first workshop. It works once, within two days, and",
        f"signs you in as {mail}:",
        "",
        f"  {address}",
        "",
    ]
    others = User.objects.filter(is_superuser=True).exclude(email=mail.strip().lower())
    if others:
        lines.append(f"Operators besides: {', '.join(user.email for user in others)}")
    return "\n".join(lines)
