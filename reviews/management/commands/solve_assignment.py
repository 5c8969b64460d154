from reviews.solve_command import HELP, add_arguments, run
from workshop.verdicts import VerdictCommand


class Command(VerdictCommand):
    help = HELP
    add_arguments = staticmethod(add_arguments)
    run = staticmethod(run)
