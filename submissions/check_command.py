"""`manage.py check_pdf`: the check for people and scripts, without a database.

Run by hand it shall answer within a second, so `manage.py` comes here without setting up Django.
"""

import argparse
import json
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

from submissions.endings import complain, printable, stoppable, told
from submissions.filenames import is_file, parsed, shown
from submissions.pdf.people import parse_authors

ACCEPT, REJECT, WRONG_USAGE = 0, 1, 2
MOST_PAGES = 100


def add_arguments(parser):
    parser.add_argument("file", metavar="FILE", help="the file, whatever its name")
    parser.add_argument("--max-pages", type=count, default=2, metavar="N", help="2 if not given")
    parser.add_argument(
        "--refs", type=count, default=0, metavar="N", help="further pages, of references only"
    )
    parser.add_argument(
        "--paper", type=papers, default=("a4", "letter"), help="a4,letter if not given"
    )
    parser.add_argument("--authors", type=people, default=(), help="Name <mail> (Affiliation); …")
    parser.add_argument("--anonymous", action="store_true", help="look for the authors")
    parser.add_argument("--json", action="store_true", help="one object for scripts")


def count(text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1
    if not 0 <= number <= MOST_PAGES:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 0 to {MOST_PAGES}")
    return number


def papers(text):
    from submissions.pdf.policy import PAPERS

    named = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not named or not PAPERS.keys() >= set(named):
        raise argparse.ArgumentTypeError(f"“{text}” is none of {', '.join(PAPERS)}")
    return named


def people(text):
    if not text.strip():
        return ()
    try:
        return tuple(parse_authors(text))
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def main(arguments):
    """Without Django's set-up: its words stay English, as the command's output is."""
    from django.conf import settings

    settings.configure(USE_I18N=False)
    parser = argparse.ArgumentParser(prog="manage.py check_pdf")
    add_arguments(parser)
    return run(parsed(parser, arguments))


def run(options):
    """Print the verdict; the exit code. A fault of ours is no verdict on the file: it is told."""
    path = Path(options["file"])
    if not is_file(path):
        return refuse(f"there is no file {shown(options['file'])}")
    try:
        with stoppable():
            verdict = verdict_on(path, options)
    except OSError as error:
        return refuse(f"{shown(options['file'])} cannot be read: {error.strerror}")
    except Exception:
        traceback.print_exc()
        return refuse("the check itself has broken down; the file was not judged")
    if not told(json.dumps(verdict) if options["json"] else as_text(verdict)):
        return refuse("the answer could not be written")
    return ACCEPT if verdict["verdict"] == "accept" else REJECT


def refuse(why):
    complain(f"manage.py check_pdf: error: {why}")
    return WRONG_USAGE


def verdict_on(path, options):
    from submissions.pdf.judging import judge
    from submissions.pdf.measuring import measure
    from submissions.pdf.policy import Policy

    policy = Policy(
        pages=options["max_pages"],
        references=options["refs"],
        paper=options["paper"],
        anonymous=options["anonymous"],
        authors=options["authors"],
    )
    with TemporaryDirectory(prefix="ossau-check-") as folder:
        facts = measure(path, folder)
    return summary_of(judge(facts, policy), facts["pages"])


def summary_of(findings, pages):
    from submissions.findings import words_of

    described = []
    for finding in findings:
        message, remedy = words_of(finding)
        about = {"code": finding.code, "severity": finding.severity, "page": finding.page}
        described.append(about | {"message": message, "remedy": remedy})
    reasons, warnings = (
        list(dict.fromkeys(one.code for one in findings if one.severity == severity))
        for severity in ("reject", "warn")
    )
    return {
        "verdict": "reject" if reasons else "accept",
        "reasons": reasons,
        "warnings": warnings,
        "findings": described,
        "pages": pages,
    }


def as_text(verdict):
    lines = [f"{verdict['verdict']}, {verdict['pages']} pages"]
    for one in verdict["findings"]:
        page = f", page {one['page']}" if one["page"] else ""
        lines.append(f"{one['severity']} {one['code']}{page}: {one['message']} {one['remedy']}")
    return printable("\n".join(lines))
