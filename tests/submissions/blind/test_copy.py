"""The blind copy as a file, of files that can be copied and of others."""

import re
import sys
import time

import pytest

from submissions.pdf import blind as blinding
from submissions.pdf import measuring
from submissions.pdf.blind import make_blind_copy
from submissions.pdf.people import Person
from tests import pdfs as files
from tests.pdfs import CATALOGUE, LEAF, node, paper, raw_pdf
from tests.submissions.blind.dressing import (
    ANA,
    add_content,
    drawn,
    dressed,
    link,
    pack_a_text,
    places,
)


def test_the_copy_has_the_pages_and_pixels_of_a_paper_and_is_the_same_each_time(attempt):
    facts, copy = attempt(paper())

    assert facts["pages"] == 2
    assert drawn(copy) == drawn(paper())
    assert attempt(paper())[1] == copy
    assert attempt(copy)[0]["outcome"] == "made"


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (bytes, "not-pdf"),
        (files.docx, "not-pdf"),
        (lambda: files.locked(owner="o", user="u"), "encrypted"),
        (lambda: files.locked(owner="o", user=""), "encrypted"),
        (lambda: b"%PDF-1.4\n", "broken"),
        (lambda: raw_pdf(b"<< /Type /Catalog >>"), "broken"),
        (lambda: raw_pdf(CATALOGUE, node(3), node(4, 2), LEAF), "broken"),
        (lambda: raw_pdf(CATALOGUE, node(*[3] * 30_000), LEAF), "resource"),
        (files.exploding_tree, "broken"),
        (files.bomb, "resource"),
        (lambda: files.bomb(1, 30_000_000), "resource"),
    ],
    ids=range(11),
)
def test_a_file_that_cannot_be_copied_says_why_in_time(attempt, make, outcome):
    content = make()
    started = time.monotonic()

    assert attempt(content) == (blinding.blind_facts(outcome), None)
    assert time.monotonic() - started < 25


def hostile(catalogue=b"", page=b"", *more):
    return raw_pdf(
        CATALOGUE.replace(b">>", catalogue + b">>"),
        node(3),
        LEAF.replace(b">>", page + b">>"),
        *more,
    )


@pytest.mark.parametrize(
    "content",
    [
        hostile(b"/Outlines 4 0 R", b"", b"<< /First 4 0 R /Last 4 0 R >>"),
        hostile(b"/Outlines 4 0 R", b"", b"<< /First 5 0 R >>", b"<< /Next 5 0 R /First 4 0 R >>"),
        hostile(b"/Outlines (no) /Names [1] /Dests (x) /OpenAction 3"),
        hostile(b"/Names << /Dests 4 0 R >>", b"", b"<< /Kids [4 0 R 4 0 R] >>"),
        hostile(b"", b"/Annots [3 0 R 2 0 R 1 0 R null 7 (x)]"),
        hostile(b"", b"/Annots 3 0 R"),
        hostile(b"", b"/Contents [3 0 R 9 0 R]"),
        hostile(b"", b"/Contents 1 0 R /Resources 3 0 R"),
        hostile(b"", b"/Annots [<< /Subtype /Link /A << /S 5 /Next 3 0 R >> /Rect 1 >>]"),
        hostile(
            b"", b"/Resources << /XObject << /A 4 0 R >> >>", b"<< /Type 4 0 R /Filter 4 0 R >>"
        ),
        hostile(b"/A" + b"[" * 400 + b"]" * 400),
    ],
    ids=range(11),
)
def test_a_hostile_file_comes_to_an_end(attempt, content):
    facts, copy = attempt(content)

    assert facts["outcome"] in {"made", "broken", "resource", "withheld"}
    assert (facts["outcome"] == "made") == bool(copy)


def test_pieces_of_a_paper_never_crash_it(attempt):
    whole = dressed(lambda pdf: places(pdf, ["cite.moreau"]))
    for part in range(1, 6):
        cut = whole[: len(whole) * part // 6] + whole[len(whole) * part // 6 + 100 :]
        assert attempt(cut)[0]["outcome"] in {"made", "broken", "resource"}


@pytest.mark.parametrize(
    "code",
    [
        "print('garbage')",
        "print('{}')",
        'print(\'{"version": 1, "outcome": "made", "pages": 2, "left": []}\')',
        "raise SystemExit(1)",
        "import time; time.sleep(60)",
    ],
)
def test_a_child_that_answers_badly_is_not_believed(attempt, monkeypatch, code):
    monkeypatch.setattr(measuring, "SECONDS", 2)
    monkeypatch.setattr(blinding, "command", lambda *_: [sys.executable, "-c", code])

    assert attempt(paper()) == (blinding.blind_facts("resource"), None)


def test_a_failed_copy_leaves_an_older_one_as_it_was(tmp_path):
    path, out = tmp_path / "proposal.pdf", tmp_path / "copy.pdf"
    path.write_bytes(dressed(pack_a_text))
    out.write_bytes(b"older")

    make_blind_copy(path, out, [ANA])

    assert out.read_bytes() == b"older"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.pdf", "proposal.pdf"]


def test_papers_that_differ_in_hidden_names_alone_have_the_same_copy(attempt):
    """Else the copy would tell that it was one of two."""
    people = [ANA, Person("Rosa Lindgren", "rosa@pau.example.org")]

    def dress(name, address):
        def dress_it(pdf):
            pdf.docinfo["/Author"] = name
            places(pdf, ["cite.arrow", f"cite.{name.split()[1]}"])
            pdf.pages[0].obj.Annots.append(link(f"mailto:{address}"))
            add_content(pdf, b"%% %s\n0 0 m 9 9 l S" % name.encode())

        return dressed(dress_it)

    papers = [dress(one.name, one.mail) for one in people]

    (first, one), (second, other) = (attempt(paper, people) for paper in papers)
    assert first["outcome"] == second["outcome"] == "made"
    assert one == other


def test_names_stand_on_no_command_line(tmp_path):
    command = " ".join(map(str, blinding.command(tmp_path, tmp_path / "people.json", tmp_path)))

    assert not re.search("moreau", command, re.IGNORECASE)
