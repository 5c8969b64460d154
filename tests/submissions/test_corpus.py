"""The PDF check against the corpus: what it says of each file, and that it says something of all.

The files are measured in processes of their own, as many at a time as there are processors.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings, strategies

from submissions.pdf.judging import judge
from submissions.pdf.measuring import measure
from submissions.pdf.people import Person
from submissions.pdf.policy import Policy
from tests.submissions.corpus import CASES, NAMED
from tests.submissions.corpus.case import REASONS, WARNINGS
from tests.submissions.corpus.honest import as_it_came
from tests.submissions.corpus.press import edited, paper

pytestmark = pytest.mark.corpus
MANAGE = Path(__file__).parent.parent.parent / "manage.py"
BY_COMMAND = [
    *(name for name in NAMED if name.startswith(("filenames: ", "kinds: a", "honest: d"))),
    "bombs: content of 4 GB in three filters",
    "damage: cut at 10%",
    "identity: an author block",
    "identity: an author block, where authors are named",
    "lengths: a third page of “References”",
    "lengths: three where three are allowed",
    "sizes: letter where A4 is asked for",
]


@pytest.fixture(scope="module")
def answers(request, tmp_path_factory):
    """The facts of each file that is asked about in this run, by the name of its case."""
    home = tmp_path_factory.mktemp("corpus")
    asked = [
        item.callspec.params["name"]
        for item in request.session.items
        if item.originalname == "test_the_verdict_is_right"
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            name: pool.submit(measured, NAMED[name].make(), home, number)
            for number, name in enumerate(asked)
        }


def measured(content, home, number):
    folder = home / str(number)
    folder.mkdir()
    path = folder / "proposal.pdf"
    path.write_bytes(content)
    return measure(path, folder)


def policy(limits):
    people = tuple(Person(*person) for person in limits["authors"])
    return Policy(**limits | {"authors": people})


def codes(findings):
    """(reasons, warnings), each as a set of codes."""
    return tuple(
        {finding.code for finding in findings if finding.severity == severity}
        for severity in ("reject", "warn")
    )


@pytest.mark.parametrize("name", NAMED)
def test_the_verdict_is_right(answers, name):
    case = NAMED[name]

    reasons, warnings = codes(judge(answers[name].result(), policy(case.limits)))

    assert reasons <= REASONS
    assert warnings <= WARNINGS
    assert list(case.complaints(reasons, warnings)) == []


def test_each_file_has_a_name_of_its_own():
    assert len(NAMED) == len(CASES)


# The command


def options(limits):
    authors = "; ".join(f"{name} <{mail}> ({at})" for name, mail, at in limits["authors"])
    named = ["--max-pages", str(limits["pages"]), "--refs", str(limits["references"])]
    named += ["--paper", ",".join(limits["paper"]), "--authors", authors, "--json"]
    return named + ["--anonymous"] * limits["anonymous"]


def run(*arguments, within):
    """What the command answers in this folder: its exit status, output and complaints."""
    ran = subprocess.run(
        [sys.executable, MANAGE, "check_pdf", *arguments], cwd=within, capture_output=True
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


@pytest.mark.parametrize("name", BY_COMMAND)
def test_the_command_says_the_same(tmp_path, name):
    case = NAMED[name]
    (tmp_path / case.file).write_bytes(case.make())

    status, output, _errors = run(*options(case.limits), "--", case.file, within=tmp_path)

    said = json.loads(output)
    assert list(case.complaints(said["reasons"], said["warnings"])) == []
    assert (status, said["verdict"]) == ((1, "reject") if said["reasons"] else (0, "accept"))
    found = [finding["code"] for finding in said["findings"]]
    assert set(found) == {*said["reasons"], *said["warnings"]}
    assert all(finding["message"] and finding["remedy"] for finding in said["findings"])
    assert os.listdir(tmp_path) == [case.file]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("missing.pdf",),
        (".",),
        ("paper.pdf", "--max-pages", "two"),
        ("paper.pdf", "--max-pages", "-1"),
        ("paper.pdf", "--paper", "a5"),
        ("paper.pdf", "--unheard-of"),
        ("paper.pdf", "--authors", "Zoé <no address>", "--anonymous"),
    ],
)
def test_wrong_usage_is_told_from_a_wrong_file(tmp_path, arguments):
    (tmp_path / "paper.pdf").write_bytes(paper())

    status, output, errors = run(*arguments, "--json", within=tmp_path)

    assert (status, output) == (2, "")
    assert errors
    assert "Traceback" not in errors


# Files nobody has thought of


def cut(content, chance):
    return content[: chance.randrange(len(content))]


def flipped(content, chance):
    changed = bytearray(content)
    for _ in range(chance.choice((1, 20, 400))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def spliced(content, chance):
    """A part of the file stands where another was."""
    start, end, to = (chance.randrange(len(content)) for _ in range(3))
    return content[:to] + content[min(start, end) : max(start, end)] + content[to:]


def renumbered(content, chance):
    """Some numbers are others: places, lengths, references, sizes."""
    changed = content.split(b" ")
    for _ in range(30):
        place = chance.randrange(len(changed))
        if changed[place].isdigit():
            changed[place] = str(chance.choice((0, 1, -1, 7, 2**31, 10**12))).encode()
    return b" ".join(changed)


def crossed(content, chance):
    """The beginning of one file, the end of another."""
    other = as_it_came("cairo")()
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


BASES = {
    "open": lambda: edited(paper(), compress_streams=False, object_stream_mode=0),
    "packed": lambda: edited(paper(), object_stream_mode=2),
    "typst": as_it_came("typst"),
    "pdflatex": as_it_came("pdflatex-a4"),
}


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
)
@given(chance=strategies.randoms(use_true_random=False))
@pytest.mark.parametrize("change", [cut, flipped, spliced, renumbered, crossed])
@pytest.mark.parametrize("base", BASES)
def test_what_has_become_of_a_file_is_told_in_known_words(base, change, chance):
    content = change(BASES[base](), chance)

    with TemporaryDirectory() as home:
        facts = measured(content, Path(home), 1)
    reasons, warnings = codes(judge(facts, policy(CASES[0].limits)))

    assert reasons <= REASONS
    assert warnings <= WARNINGS
