import json

from django.core.management.base import BaseCommand

from workshop.discovery import merged


class Command(BaseCommand):
    help = (
        "State what must hold over the whole database, and what breaks it. "
        "Exit code 0: all holds; 1: something does not; 2: it could not be checked."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        try:
            found = broken_invariants()
        except Exception as error:
            self.stderr.write(f"Could not be checked: {type(error).__name__}: {error}")
            raise SystemExit(2) from error
        self.stdout.write(as_json(found) if options["json"] else as_text(found))
        if any(found.values()):
            raise SystemExit(1)


def broken_invariants():
    """{what must hold: [what breaks it, …]} for every invariant of every app."""
    return {
        claim: [f"{row._meta.label} {row.pk}: {row}" for row in search()]
        for claim, search in merged("invariants", "INVARIANTS").items()
    }


def as_json(found):
    return json.dumps({"holds": not any(found.values()), "invariants": found}, ensure_ascii=False)


def as_text(found):
    lines = []
    for claim, broken in found.items():
        lines.append(f"{'BROKEN' if broken else 'holds '}  {claim}")
        lines += [f"        {row}" for row in broken]
    return "\n".join(lines)
