"""The PDF check: what is accepted, what is refused, and what no file can do to us."""

import json
import os
import random
import sys
import time

import pikepdf
import pytest
from PIL import Image

from submissions.findings import WORDS, words_of
from submissions.pdf import measuring
from submissions.pdf.facts import facts_of, understood
from submissions.pdf.judging import judge
from submissions.pdf.measuring import measure
from submissions.pdf.policy import Finding, Policy
from submissions.pdf.texts import text_of
from tests import pdfs as files
from tests.pdfs import CATALOGUE, LEAF, node, paper, raw_pdf
from tests.submissions.corpus.press import edited

TWO_PAGES = Policy(pages=2)


@pytest.fixture
def check(tmp_path):
    """Measure these bytes as an upload; the facts."""

    def measured(content, name="proposal.pdf"):
        folder = tmp_path / "images"
        folder.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
        return measure(tmp_path / name, folder)

    return measured


@pytest.fixture
def refusal(check):
    """The one reason against these bytes, as its code."""

    def refused(content):
        (code,) = [one.code for one in judge(check(content), TWO_PAGES) if one.severity == "reject"]
        return code

    return refused


# What an honest author sends


def test_two_pages_are_accepted_with_their_text(check):
    facts = check(paper(2))

    assert judge(facts, TWO_PAGES) == []
    assert facts["pages"] == 2
    assert [text_of(sheet).splitlines()[0] for sheet in facts["sheets"]] == [
        "Page 1 of a warm proposal",
        "Page 2 of a warm proposal",
    ]


def test_pages_are_drawn_to_the_reading_width_and_weigh_little(check, tmp_path):
    facts = check(paper(2))
    paths = sorted((tmp_path / "images").iterdir())

    assert [path.name for path in paths] == [
        "page-1.webp",
        "page-2.webp",
        "small-1.webp",
        "small-2.webp",
    ]
    sizes = [size_of_webp(path) for path in paths]
    assert sizes == [*drawn(facts), [320, 453], [320, 453]]
    assert drawn(facts) == [[1100, 1556]] * 2
    assert sum(path.stat().st_size for path in paths) < 260_000


def drawn(facts):
    return [sheet["drawn"] for sheet in facts["sheets"]]


def size_of_webp(path):
    """Of an image that has white and black in it."""
    with Image.open(path, formats=["WEBP"]) as image:
        darkest, lightest = image.convert("L").getextrema()
        assert darkest < 100 < 240 < lightest
        return list(image.size)


def test_the_same_file_gives_the_same_facts_and_images(check, tmp_path):
    def once():
        facts = check(paper(2))
        return facts, [path.read_bytes() for path in sorted((tmp_path / "images").iterdir())]

    assert once() == once()


def test_three_pages_are_refused_where_two_are_asked(check):
    facts = check(paper(3))

    assert judge(facts, TWO_PAGES) == [
        Finding("too-long", "reject", 3, {"pages": 3, "limit": 2, "references": 0})
    ]
    assert judge(facts, Policy(pages=3)) == []


def test_no_more_than_twelve_pages_are_measured(check):
    facts = check(paper(14))

    assert facts["pages"] == 14
    assert len(facts["sheets"]) == 12


def test_a_name_like_an_option_and_a_large_file_do_no_harm(check):
    padding = b"%" * (10_000_000 - 6_000)

    assert check(paper() + padding, name="-c ; é\n\udcff.pdf")["pages"] == 2


def test_a_file_that_is_not_there_is_our_fault_and_raises(tmp_path):
    with pytest.raises(FileNotFoundError):
        measure(tmp_path / "gone.pdf", tmp_path)


# What is no PDF, or a locked or damaged one


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.docx(), "word"),
        (b"<!DOCTYPE html>\n<html>" + paper(), "html"),
        (b"", "empty"),
        (b"PK\x03\x04 some archive", "zip"),
        (b"\n" * 2000 + paper(), "other"),
        (b"\x89PNG", "other"),
    ],
)
def test_what_is_no_pdf_is_told_by_its_bytes(check, content, kind):
    facts = check(content)

    assert judge(facts, TWO_PAGES) == [Finding("not-pdf", "reject", data={"kind": kind})]


@pytest.mark.parametrize("passwords", [{"owner": "o"}, {"owner": "o", "user": "u"}])
def test_an_encrypted_file_is_refused_even_if_it_opens(refusal, passwords):
    assert refusal(files.locked(**{"user": ""} | passwords)) == "encrypted"


def test_a_file_cut_in_the_middle_is_broken(refusal):
    assert refusal(paper()[: len(paper()) // 2]) == "broken"


def test_a_file_without_xref_is_recovered_and_drawn(check):
    whole = paper()
    cut = whole[: whole.rindex(b"xref\n0")] + whole[whole.rindex(b"trailer") :]

    assert check(cut)["sheets"] == check(whole)["sheets"]


# Page trees that lie


@pytest.mark.parametrize("count", [0, 2, 900, -1])
def test_pages_are_counted_whatever_the_file_says(check, count):
    facts = check(files.with_count(count, pages=3))

    assert facts["pages"] == 3
    assert [text_of(sheet)[:6] for sheet in facts["sheets"]] == ["Page 1", "Page 2", "Page 3"]


def test_a_page_tree_with_a_loop_is_broken(refusal):
    assert refusal(raw_pdf(CATALOGUE, node(3), node(4, 2), LEAF)) == "broken"


def spent_by_children():
    """Seconds of a processor, which are the same however busy the machine is."""
    spent = os.times()
    return spent.children_user + spent.children_system


def test_a_billion_pages_in_a_kilobyte_are_refused_at_once(refusal):
    before = spent_by_children()

    assert refusal(files.exploding_tree()) in {"broken", "resource", "too-long"}
    assert spent_by_children() - before < 10


def test_a_parent_that_is_a_word_hides_no_page(check):
    def change(pdf):
        page = pdf.pages[0].obj
        page.Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])]
        page.Parent = pikepdf.String("none")

    assert check(edited(paper(), change))["outcome"] == "read"


def test_what_a_program_keeps_for_itself_may_lead_back(check):
    facts = check(edited(paper(), lambda pdf: pdf.Root.__setitem__("/PieceInfo", pdf.Root)))

    assert facts["outcome"] == "read"


def test_a_page_named_too_often_is_more_than_we_count(refusal):
    assert refusal(raw_pdf(CATALOGUE, node(*[3] * 30_000), LEAF)) == "resource"


def test_a_page_tree_too_deep_is_more_than_we_count(refusal):
    levels = [node(number + 1) for number in range(2, 70)]

    assert refusal(raw_pdf(CATALOGUE, *levels, LEAF)) == "resource"


@pytest.mark.parametrize("root", [b"<< /Type /Catalog >>", b"[1 2]", b"<< /Pages (no) >>"])
def test_a_file_without_a_page_tree_is_broken(refusal, root):
    assert refusal(raw_pdf(root)) == "broken"


# What would take all our time or memory


@pytest.mark.parametrize("box", [b"1000000000 1000000000", b"1e39 5", b"595 99999"])
def test_a_boundless_page_is_never_drawn(check, tmp_path, box):
    facts = check(raw_pdf(CATALOGUE, node(3), LEAF.replace(b"595 842", box)))

    assert facts["outcome"] == "broken"
    assert list((tmp_path / "images").iterdir()) == []


def test_a_long_strip_is_drawn_within_both_caps(check):
    assert drawn(check(paper(1, size=(3, 14_000)))) == [[1, 2200]]
    assert drawn(check(paper(1, size=(14_000, 3)))) == [[1100, 1]]


def test_a_bomb_ends_the_child_and_nothing_else(refusal):
    before = spent_by_children()

    assert refusal(files.bomb()) == "resource"
    assert spent_by_children() - before < 20


def child_runs(monkeypatch, code):
    monkeypatch.setattr(measuring, "command", lambda *_: [sys.executable, "-c", code])


@pytest.mark.parametrize(
    "code",
    [
        "print('garbage')",
        "print('[' * 100_000)",
        "print('1' * 2_000_000)",
        "print('{}')",
        "raise SystemExit(1)",
        "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
    ],
)
def test_a_child_that_answers_badly_is_not_believed(check, monkeypatch, code):
    child_runs(monkeypatch, code)

    assert check(paper())["outcome"] == "resource"


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_a_child_that_somebody_kills_says_nothing_about_the_file(check, monkeypatch, name):
    code = f"import os, signal; os.kill(os.getpid(), signal.{name})"
    monkeypatch.setattr(measuring, "command", lambda *_: [sys.executable, "-c", code])

    with pytest.raises(measuring.Interrupted):
        check(paper())


def test_a_file_that_takes_too_much_of_the_processor_ends_by_its_limit(check, monkeypatch):
    code = "from submissions.pdf import child; child.LIMITS[0] = 1; child.restrict()\nwhile True: 0"
    monkeypatch.setattr(measuring, "command", lambda *_: [sys.executable, "-c", code])

    assert check(paper())["outcome"] == "resource"


def test_a_child_that_sleeps_is_ended_with_all_it_started(check, monkeypatch, tmp_path):
    note = tmp_path / "pid"
    child_runs(
        monkeypatch,
        f"import os, pathlib, time; os.fork();"
        f"pathlib.Path({str(note)!r}).write_text(str(os.getpgrp())); time.sleep(60)",
    )
    monkeypatch.setattr(measuring, "SECONDS", 0.5)

    assert check(paper())["outcome"] == "resource"
    assert_group_is_gone(int(note.read_text()))


def test_a_child_that_still_waits_for_the_processor_in_the_end_says_nothing_of_the_file(
    check, monkeypatch
):
    child_runs(monkeypatch, "while True: 0")
    monkeypatch.setattr(measuring, "SECONDS", 0.5)

    with pytest.raises(measuring.Starved):
        check(paper())


def assert_group_is_gone(group):
    """Killed at once; whoever adopts the grandchild may take a moment to bury it."""
    for _ in range(100):
        if not running_in(group):
            return
        time.sleep(0.02)
    pytest.fail(f"something of group {group} is left")


def running_in(group):
    states = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{number}/stat") as file:
                state, _, its_group = file.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        states += [state] if int(its_group) == group else []
    return [state for state in states if state != "Z"]


LINE = [[100, 60, 900, 75], 100, 0, "warm"]
SHEET = {"size": [595.3, 841.9], "drawn": [1100, 1556], "lines": [LINE], "hidden": []}
FACTS = json.dumps(facts_of("pdf", pages=1, sheets=[SHEET]))


def test_facts_of_the_right_shape_are_understood():
    assert understood(FACTS)["sheets"] == [SHEET]


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ('"version": 2', '"version": 1'),
        ('"pdf"', '"exe"'),
        ('"read"', '"accept"'),
        ("false", "0"),
        ('"pages": 1', '"pages": true'),
        ('"pages": 1', '"pages": 2'),
        ('"pages": 1', '"pages": -1'),
        ("1556", "1e3"),
        ("1556", "99999"),
        ("1556", "1556, 1"),
        ("595.3", "NaN"),
        ("595.3", "595"),
        ("[100, 60,", "[1e2, 60,"),
        ("[100, 60,", "[99999, 60,"),
        ('"hidden": []', '"hidden": {}'),
        ('"links": []', '"links": [[1, [0, 0, 9, 9], 5]]'),
        ('"fonts": []', '"fonts": [["Vera", "stolen", 1]]'),
        ('"warm"', r'"wa\u0000rm"'),
        ('"warm"', r'"wa\ud800rm"'),
        ('"warm"', '"' + "w" * 40_001 + '"'),
        ('"warm"', "1"),
        ('"kind"', '"sort"'),
        ("{", '{"more": 1, '),
    ],
)
def test_facts_of_any_other_shape_are_not(part, other):
    assert part in FACTS
    assert understood(FACTS.replace(part, other, 1)) is None


def test_facts_without_their_images_are_not_believed(check, monkeypatch):
    child_runs(monkeypatch, f"print({FACTS!r})")

    assert check(paper())["outcome"] == "resource"


def test_each_mutation_of_a_good_file_gets_a_verdict_with_words(check):
    dice = random.Random(7)
    for _ in range(30):
        content = bytearray(paper(1))
        for _ in range(dice.randint(1, 40)):
            content[dice.randrange(len(content))] = dice.randrange(256)

        facts = check(bytes(content))

        found = judge(facts, TWO_PAGES)
        refused = [one for one in found if one.severity == "reject"]
        assert (not refused) == (facts["kind"] == "pdf" and facts["pages"] == 1)
        assert all(words_of(one) for one in found)


# What the author is told


DATA = {
    "too-long": {"pages": 3, "limit": 2, "references": 0},
    "not-pdf": {"kind": "word"},
    "page-size": {"width": 200, "height": 200, "papers": ["a4", "letter"]},
    "active": {"kind": "script"},
    "fonts-not-embedded": {"names": ["Times"], "fonts": 1},
    "type3": {"names": ["", "Cmr"], "fonts": 2},
    "small-text": {"share": 30, "points": 5.0},
    "hidden-text": {"words": "accept it"},
    "no-text": {"glyphs": 3},
    "identity-text": {"names": ["Ada"]},
    "identity-metadata": {"names": ["Ada"], "where": ["info", "xmp", "image"]},
    "identity-link": {"address": "https://example.org/ada"},
    "annotations": {"notes": 2},
    "incremental": {"revisions": 1},
    "trailing-data": {"length": 7},
}


@pytest.mark.parametrize("code", WORDS)
def test_each_finding_says_what_is_wrong_and_how_to_mend_it(code):
    sentence, remedy = words_of(Finding(code, "reject", data=DATA.get(code, {})))

    assert len(sentence) > 20
    assert "%" not in sentence.replace("30 %", "") + remedy
    assert remedy.endswith(".")


def test_words_hold_the_numbers_of_the_finding():
    sentence, remedy = words_of(Finding("too-long", "reject", data=DATA["too-long"]))

    assert sentence == "This PDF has 3 pages; the limit is 2."
    assert remedy == "Shorten it to at most 2 pages."


@pytest.mark.parametrize(
    ("kind", "word"),
    [("word", "Word"), ("html", "web page"), ("zip", "ZIP"), ("empty", "empty"), ("other", "PDF")],
)
def test_words_name_what_was_sent_instead_of_a_pdf(kind, word):
    sentence, remedy = words_of(Finding("not-pdf", "reject", data={"kind": kind}))

    assert word in sentence
    assert remedy
