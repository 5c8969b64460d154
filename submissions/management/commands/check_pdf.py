from submissions.check_command import add_arguments, run
from workshop.verdicts import VerdictCommand


class Command(VerdictCommand):
    help = "Check a PDF as a proposal's. Exits with 0 (accept), 1 (reject) or 2 (wrong usage)."
    add_arguments = staticmethod(add_arguments)
    run = staticmethod(run)
