import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from submissions.blind_words import why_no_copy
from submissions.endings import complain, flush, stoppable, told
from submissions.pdf.blind import make_blind_copy
from submissions.pdf.measuring import Interrupted
from submissions.pdf.people import parse_authors


class WrongUsage(Exception):
    """What was asked for cannot be tried."""


class Command(BaseCommand):
    help = (
        "Write a copy of a PDF that does not tell who wrote it, beside what its pages show. "
        "Exit code 0: it is made; 1: it is withheld, because an author is still named in it, or "
        "FILE cannot be copied; 2: it could not be tried. OUT is written whole or not at all."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="the PDF")
        parser.add_argument("out", metavar="OUT", help="where the copy goes")
        parser.add_argument(
            "--authors", required=True, metavar="WHO", help='"Name <mail> (Affiliation); …"'
        )

    def run_from_argv(self, argv):
        try:
            super().run_from_argv(argv)
        finally:
            flush()

    def handle(self, *args, file, out, authors, **options):
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # whatever the file is called
        try:
            with stoppable():
                facts = copied(file, out, authors)
        except WrongUsage as wrong:
            complain(shown(wrong))
            raise SystemExit(2) from wrong
        if facts["outcome"] != "made":
            why = why_no_copy(facts["outcome"], facts["left"])
            complain(f"No copy of {shown(file)}. {why}")
            raise SystemExit(1)
        if not told(f"{shown(out)}: made, {facts['pages']} page(s)."):
            complain("The copy is made; that could not be said.")
            raise SystemExit(2)


def copied(file, out, authors):
    """What came of it. Raises WrongUsage."""
    try:
        people = parse_authors(authors)
        look_at(Path(file), Path(out))
        return make_blind_copy(file, out, people)
    except Interrupted as stopped:
        raise WrongUsage(f"It was interrupted: {stopped}. Try again.") from stopped
    except (ValueError, OSError, RuntimeError) as wrong:
        raise WrongUsage(str(wrong)) from wrong


def look_at(file, out):
    if not file.is_file():
        raise WrongUsage(f"{file} is not a file.")
    with file.open("rb"):
        pass  # it may be read
    if out.is_dir():
        raise WrongUsage(f"{out} is a folder: name a file.")
    if out.exists() and not out.is_file():
        raise WrongUsage(f"{out} is not a file.")
    if out.exists() and os.path.samefile(file, out):
        raise WrongUsage(f"{out} is {file} itself: name another file.")
    if not out.absolute().parent.is_dir():
        raise WrongUsage(f"The folder of {out} does not exist.")


def shown(words):
    """As a terminal may be told: a file's name is anybody's."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in str(words))
