import json
import sys

from django.core.management.base import BaseCommand

from reviews.assigning.applying import Refused
from reviews.assigning.at_once import matched
from workshop.models import Workshop

DONE, NO_ANSWER, WRONG_USAGE = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Assign reviewers to what is under review, as the chair's page does with its usual "
        "settings. Exits with 0 (done), 1 (there is no such assignment) or 2 (wrong usage)."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="the workshop's address")
        parser.add_argument("--dry-run", action="store_true", help="say it, assign nothing")
        parser.add_argument("--json", action="store_true", help="one object for scripts")

    def handle(self, slug, *, dry_run, json, **_options):
        workshop = Workshop.objects.filter(slug=slug).first()
        if workshop is None:
            self.stderr.write(f"manage.py assign_reviewers: error: there is no workshop “{slug}”")
            sys.exit(WRONG_USAGE)
        try:
            told = matched(workshop, is_dry=dry_run)
        except Refused as refused:
            told = {"problems": [str(refused), *map(str, refused.refusals)], "ways_out": []}
        self.stdout.write(as_json(told) if json else as_text(told))
        if "problems" in told:
            sys.exit(NO_ANSWER)


def as_json(told):
    return json.dumps(told, ensure_ascii=False)


def as_text(told):
    if "problems" in told:
        return "\n".join(["Nobody was assigned.", *told["problems"], *told["ways_out"]])
    pairs = [
        f"{one['submission']}\t{one['reviewer']}\t{one['score']:.3f}\t"
        f"{one['rank']} of {one['of']}\t{'new' if one['is_new'] else 'stays'}"
        for one in told["pairs"]
    ]
    back = [f"{code}\t{mail}\ttaken back" for code, mail in told["taken_back"]]
    left = [f"{code}: every chair is in conflict, so it is left." for code in told["left"]]
    act = "would be" if told["is_dry"] else "were"
    return "\n".join([*pairs, *back, *left, f"{told['new']} {act} assigned."])
