"""The check itself: real files, a real child process."""

import sys
import zlib

import pikepdf
import pytest
from PIL import Image

from submissions.findings import words_of
from submissions.pdf import Policy, judge, measure
from tests.pdfs import changed_tree, make_pdf, make_word_document


@pytest.fixture
def facts_of(tmp_path):
    def facts_of(content):
        path = tmp_path / "-odd name.pdf"
        path.write_bytes(content)
        return measure(path, tmp_path)

    return facts_of


def codes(facts):
    return [finding.code for finding in judge(facts, Policy(pages=2))]


def test_two_pages_are_accepted_with_their_drawings_and_text(facts_of, tmp_path):
    facts = facts_of(make_pdf(2))

    assert codes(facts) == []
    assert facts["texts"] == ["Counting joules, page 1", "Counting joules, page 2"]
    for number, size in enumerate(facts["drawn"], 1):
        with Image.open(tmp_path / f"page-{number}.webp") as drawn:
            assert (drawn.format, list(drawn.size)) == ("WEBP", size)
            assert drawn.size[0] == 1100


def test_three_pages_are_too_many(facts_of):
    facts = facts_of(make_pdf(3))

    assert codes(facts) == ["too-long"]
    assert words_of(judge(facts, Policy(pages=2))[0]) == (
        "This PDF has 3 pages; the limit is 2.",
        "Shorten it to 2 pages and upload it again.",
    )


@pytest.mark.parametrize("passwords", [{"user": "x"}, {"user": "", "owner": "x"}])
def test_a_password_of_either_kind_is_refused(facts_of, passwords):
    assert codes(facts_of(make_pdf(**passwords))) == ["encrypted"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_word_document(), "word"),
        (b"PK\x03\x04 and then nothing", "zip"),
        (b"<!doctype html><p>Sign in first</p>", "html"),
        (b"", "empty"),
        (b"\x89PNG\r\n", "other"),
        (b"x" * 2000 + make_pdf(), "other"),
    ],
)
def test_what_is_not_a_pdf_is_named_for_what_it_is(facts_of, content, kind):
    facts = facts_of(content)

    assert (codes(facts), facts["kind"]) == (["not-pdf"], kind)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0\xff" * 5000])
def test_a_damaged_file_is_refused(facts_of, content):
    assert codes(facts_of(content)) == ["broken"]


def test_a_file_without_its_table_of_objects_is_recovered(facts_of):
    facts = facts_of(make_pdf(2).partition(b"\nxref")[0])

    assert (codes(facts), facts["pages"]) == ([], 2)


def test_a_page_tree_that_bites_its_tail_ends(facts_of):
    def bite(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    assert codes(facts_of(changed_tree(bite))) in (["resource"], ["broken"])


def test_a_page_tree_of_a_billion_shared_pages_ends(facts_of):
    def explode(pdf):
        node = pdf.pages[0].obj
        for _level in range(9):
            node = pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[node] * 10, Count=1)
            )
        pdf.Root.Pages = node

    assert codes(facts_of(changed_tree(explode))) in (["resource"], ["broken"], ["too-long"])


def test_a_count_that_lies_low_hides_no_page(facts_of):
    lying = make_pdf(5).replace(b"/Count 5", b"/Count 2")

    assert codes(facts_of(lying)) == ["too-long"]


def test_a_page_of_a_million_kilometres_is_not_drawn(facts_of):
    def widen(pdf):
        pdf.pages[0].obj.MediaBox = [0, 0, 10**9, 10**9]

    assert codes(facts_of(changed_tree(widen))) in (["resource"], ["broken"])


def test_a_bomb_dies_within_the_limits(facts_of):
    def arm(pdf):
        inner = zlib.compress(zlib.compress(b"\0" * 700_000_000, 9), 9)
        stream = pikepdf.Stream(pdf, inner)
        stream.Filter = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    assert codes(facts_of(changed_tree(arm))) in (["resource"], ["broken"], [])


@pytest.mark.parametrize(
    "child",
    [
        "print('no JSON')",
        'print(\'{"kind": "pdf"}\')',
        'print(\'{"kind":"pdf","outcome":"read","encrypted":0,"pages":-1,"drawn":[],"texts":[]}\')',
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "print('x' * 2_000_000)",
    ],
)
def test_a_child_that_dies_hangs_or_babbles_is_a_verdict(facts_of, monkeypatch, child):
    module = sys.modules["submissions.pdf.measure"]
    monkeypatch.setattr(module, "CHILD", [sys.executable, "-c", child])
    monkeypatch.setattr(module, "WALL", 1)

    assert codes(facts_of(make_pdf())) == ["resource"]


@pytest.mark.parametrize("place", range(0, 1600, 200))
def test_damage_anywhere_gives_a_verdict(facts_of, place):
    content = bytearray(make_pdf())
    content[place : place + 40] = b"\xff" * 40

    facts = facts_of(bytes(content))

    assert facts["outcome"] in {"read", "broken", "resource"}
