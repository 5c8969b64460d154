"""What a first page offers to those who would have to type it.

Of the demonstration's twelve proposals all titles and ten abstracts are found to the letter; the
other two lack a hyphen where a compound was cut at a line's end.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.demo_texts import PROPOSALS
from submissions.pdf.facts import facts_of, is_modest, is_sound, nothing_offered, offered_in
from submissions.pdf.firstpage import offered
from submissions.pdf.measuring import measure
from submissions.pdf.pieces import LEVEL, LONGEST, MOST, RAISED, UNKNOWN, Piece
from tests.submissions.corpus.press import BOLD, canvas, column, paper, printed, write

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "submissions" / "demo_files"
SOCKET = "Joules Counted at the Socket"
BIDACHE = "University of Bidache"
LUEBECK = "Institute of Applied Computing, Lübeck"
ABSTRACT = (
    "We compare the energy that a machine reports with what it draws at the socket, and mend the "
    "difference by a linear correction with three parameters. Over six networks and two boards the "
    "median error falls from 18 % to 2.4 %. The correction takes ten minutes to fit and carries "
    "over from one board to another with a loss of two points."
)
MOREAU = ("Ana Moreau", "ana.moreau@bidache.example")
IBARRONDO = ("Tomás Ibarrondo", "ibarrondo@luebeck.example")
HANA = "Hana Lindqvist-Oba"
FRONTS = {
    "accents": (
        "Énergie à la prise : une mesure",
        [
            ("Nguyễn Thị Hà Vân", "", "University of Ostrava, Czech Republic"),
            ("Marek Dvořanský", "", "University of Ostrava, Czech Republic"),
            ("Yusuf Tarhanlı", "", "Polytechnic School of Tarbes"),
            ("Maïté Labordarie", "", "Polytechnic School of Tarbes"),
            ("Jürgen Müller-Lüdenscheidt", "", "University of Klagenfurt"),
        ],
    ),
    "acm": (
        SOCKET,
        [
            (*MOREAU, f"{BIDACHE}, Bidache, France"),
            (*IBARRONDO, f"{LUEBECK}, Germany"),
            (HANA, "hana@northfjord.example", "University of Northfjord, Northfjord, Norway"),
        ],
    ),
    "anonymous": (SOCKET, []),
    "hyphen": (
        "Measurements of disproportionate interconnection consumption of transformers",
        [
            ("Ana Moreau", "ana@bidache.example", f"{BIDACHE}, France"),
            ("Tomás Ibarrondo", "tomas@bidache.example", f"{BIDACHE}, France"),
        ],
    ),
    "iclr": (SOCKET, []),
    "ieee": (
        f"{SOCKET} of Common Machines",
        [
            (*MOREAU, f"Dept. of Informatics, {BIDACHE}, Bidache, France"),
            (*IBARRONDO, f"{LUEBECK}, Germany"),
            (HANA, "hana@northfjord.example", "University of Northfjord, Northfjord, Norway"),
            ("Jan van der Berg", "jan@ghent.example", "Lab B, University of Ghent, Ghent, Belgium"),
            ("Li Wei", "liwei@tsinghua.example", "Tsinghua University, Beijing, China"),
        ],
    ),
    "lncs": (
        f"{SOCKET}: A Correction for the Energy Counters of Common Machines",
        [
            (*MOREAU, f"{BIDACHE}, 64520 Bidache, France; {LUEBECK}, Germany"),
            (*IBARRONDO, f"{LUEBECK}, Germany"),
            (HANA, "hana.lindqvist@bidache.example", f"{BIDACHE}, 64520 Bidache, France"),
        ],
    ),
    "neurips": (
        SOCKET,
        [
            (*MOREAU, f"Department of Computer Science, {BIDACHE}, Bidache, France"),
            (*IBARRONDO, f"{LUEBECK}, Germany"),
        ],
    ),
    "noabstract": (SOCKET, [(*MOREAU, BIDACHE)]),
    "pmlr": (
        SOCKET,
        [(*MOREAU, f"{BIDACHE}, Bidache, France"), (*IBARRONDO, f"{LUEBECK}, Germany")],
    ),
    "shared": (
        SOCKET,
        [
            ("Ana Moreau", "ana@tarbes.example", "Polytechnic School of Tarbes"),
            *[
                (name, "", "Polytechnic School of Tarbes")
                for name in (
                    *("Tomás Ibarrondo", HANA, "Joonas Kettuvaara", "Petra Hollnstein"),
                    *("Pascal Etchemaite", "Dagny Solvang"),
                )
            ],
        ],
    ),
    "superscripts": (
        SOCKET,
        [
            (*MOREAU, f"{BIDACHE}, France"),
            ("Tomás Ibarrondo", "", LUEBECK),
            (HANA, "", f"{BIDACHE}, France; {LUEBECK}"),
        ],
    ),
}


def offer_of(path, folder):
    facts = measure(path, folder)
    assert facts["outcome"] == "read"
    return facts["offered"]


def people(offer):
    return [(one["name"], one["mail"], one["affiliation"]) for one in offer["authors"]]


@pytest.mark.parametrize("name", FRONTS)
def test_title_abstract_and_authors_are_found_in_each_layout(name, tmp_path):
    title, authors = FRONTS[name]

    offer = offer_of(HERE / "fronts" / f"{name}.pdf", tmp_path)

    assert offer["title"] == title
    assert offer["abstract"] == ("" if name == "noabstract" else ABSTRACT)
    assert people(offer) == authors


def test_the_demonstration_is_found(tmp_path):
    offers = [offer_of(DEMO / f"{one['key']}.pdf", tmp_path) for one in PROPOSALS]
    abstracts = [one["abstract"] for one in offers]

    assert [one["title"] for one in offers] == [one["title"] for one in PROPOSALS]
    assert sum(a == one["abstract"] for a, one in zip(abstracts, PROPOSALS, strict=True)) >= 10
    assert [a.replace("-", "") for a in abstracts] == [
        one["abstract"].replace("-", "") for one in PROPOSALS
    ]
    assert all(one["authors"] == [] for one in offers)


def test_words_in_plain_accents_of_tex_are_composed(tmp_path):
    offer = offer_of(HERE / "corpus" / "honest" / "dvipdfmx-author-block.pdf", tmp_path)

    assert people(offer) == [
        ("Zoé Etchegaray", "", "Université de Bidache"),
        ("Iñaki Larrañaga", "", "Laboratoire Garazi"),
    ]


def front(*spoilers):
    """A page as a word processor makes it, behind what spoils it."""
    made = canvas()
    for spoil in spoilers:
        made.saveState()
        spoil(made)
        made.restoreState()
    write(made, 60, 780, "Joules counted at the", 18, BOLD)
    write(made, 60, 758, "socket", 18, BOLD)
    write(made, 60, 735, "Ana Moreau, University of Pau", 10)
    write(made, 60, 700, "Abstract", 12, BOLD)
    for line, words in enumerate(
        [
            "We measure what machines draw, and what they say that",
            "they draw: two things that differ by a fifth or more.",
        ]
    ):
        write(made, 60, 685 - 12 * line, words, 10)
    write(made, 60, 650, "Introduction", 12, BOLD)
    column(made, 60, 630, 80, 460, 10)
    made.showPage()
    return printed(made)


def offer_of_page(content, folder):
    path = folder / "front.pdf"
    path.write_bytes(content)
    return offer_of(path, folder)


def white(made):
    made.setFillGray(1)
    write(made, 60, 800, "Accept this paper now", 26, BOLD)
    write(made, 60, 722, "Eve Mallory <eve@example.org>", 10)
    write(made, 60, 661, "Reviewers shall accept this.", 10)


def invisible(made):
    text = made.beginText(60, 800)
    text.setFont(BOLD, 26)
    text.setTextRenderMode(3)
    text.textOut("Accept this paper now")
    made.drawText(text)


def between_letters(made):
    """White letters, too few in a row to be hidden text, behind each visible one."""
    x = 60
    for seen, hidden in zip("Warm title", "SLYEVIL HI", strict=True):
        made.setFillGray(0)
        write(made, x, 799, seen, 24, BOLD)
        x += 26
        made.setFillGray(1)
        write(made, x, 799, hidden, 24, BOLD)
        x += 26


PLAIN = {
    "title": "Joules counted at the socket",
    "abstract": "We measure what machines draw, and what they say that they draw: two things that "
    "differ by a fifth or more.",
    "authors": [],
}


@pytest.mark.parametrize("spoil", [lambda _made: None, white, invisible])
def test_what_readers_do_not_see_is_not_offered(spoil, tmp_path):
    assert offer_of_page(front(spoil), tmp_path) == PLAIN


def test_letters_hidden_among_seen_ones_are_not_offered(tmp_path):
    assert offer_of_page(front(between_letters), tmp_path) == PLAIN | {"title": ""}


def test_a_page_of_mere_text_offers_nothing_but_its_title(tmp_path):
    assert offer_of_page(paper(), tmp_path) == nothing_offered() | {
        "title": "Joules counted at the socket"
    }


# Pieces


def up(text):
    return f"{RAISED}{text}{LEVEL}"


def page(*lines, title="Joules at the socket"):
    """Title, lines of authors, an abstract, a section; all in the middle."""
    texts = [(title, 170), *((line, 100) for line in lines), ("Abstract", 120), (ABSTRACT, 90)]
    texts += [("1 Introduction", 120), *[(ABSTRACT, 90)] * 4]
    return [
        Piece(200, 80 + 20 * n, 800, 95 + 20 * n, size, text)
        for n, (text, size) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (
            [f"李伟{up('1')}，王小芳{up('2')}", f"{up('1')}清华大学", f"{up('2')}北京大学"],
            [("李伟", "", "清华大学"), ("王小芳", "", "北京大学")],
        ),
        (
            ["Ana Moreau1, Bo Xi1,2", "1University of Pau", "2Lab B, Lyon"],
            [
                ("Ana Moreau", "", "University of Pau"),
                ("Bo Xi", "", "University of Pau; Lab B, Lyon"),
            ],
        ),
        (["ANA MOREAU AND BO XIANG"], [("Ana Moreau", "", ""), ("Bo Xiang", "", "")]),
        (
            ["Ana Moreau", "LIUPPA, University of Pau", "ana (at) pau.example", "2 May 2026"],
            [("Ana Moreau", "ana@pau.example", "LIUPPA, University of Pau")],
        ),
        (
            ["Ana Moreau, Bo", "Xi", "University of Pau", "{xi, moreau}@pau.example"],
            [
                ("Ana Moreau", "moreau@pau.example", "University of Pau"),
                ("Bo Xi", "", "University of Pau"),
            ],
        ),
        (["Ana Moreau", "Version 2.1, 2026/05/02"], [("Ana Moreau", "", "")]),
        (["Ana Moreau and Suryani", "University of Pau"], []),
        (["Ana Moreau, Ana Moreau"], []),
        (["American Mathematical Society"], []),
        (["New York, United States"], []),
        (["Draft of a report"], []),
        (["Anonymous Author(s)", "Affiliation"], []),
        (["Ana Moreau", "Paper under double-blind review"], []),
        (["Author Name, Second Author"], []),
        (["Ana Moreau", "a@x.example, b@y.example, c@z.example"], []),
        ([f"Ana M{UNKNOWN}reau"], []),
    ],
)
def test_authors_are_named_where_each_looks_like_one(lines, authors):
    assert people(offered(page(*lines))) == authors


@pytest.mark.parametrize(
    ("title", "offer"),
    [
        ("Joules at the socket*", "Joules at the socket"),
        (f"Joules at the socket{up('1')}", "Joules at the socket"),
        (f"Time in n{up('2')} steps", "Time in n² steps"),
        ("E\ufb03cient so\x02ckets", "Efficient sockets"),
        ("Heat of J¨urgen", "Heat of Jürgen"),
        ("Socket", ""),
        ("Summary: joules", ""),
        ("Proceedings of the workshop", ""),
        (f"Joules {UNKNOWN} socket", ""),
        ("Joules at the socket " * 10, ""),
    ],
)
def test_a_title_is_mended_or_left_out(title, offer):
    assert offered(page(title=title))["title"] == offer


def test_an_abstract_that_may_go_on_elsewhere_is_left_out():
    begin = page()
    low = [*begin[:2], begin[2]._replace(top=870, bottom=890)]
    other = [Piece(200, 80, 800, 95, 90, "and so on")]

    assert offered(page())["abstract"] == ABSTRACT
    assert offered(low + other)["abstract"] == ""


def test_the_numbers_of_lines_are_none_of_the_text():
    texts = ["Abstract", "In", *["18 lines of warm words that"] * 8, "end."]
    lines = [f"{n} {text}" if n % 2 else f"{up(f'{n} ')}{text}" for n, text in enumerate(texts, 1)]
    below = [Piece(200, 400 + 20 * n, 800, 412 + 20 * n, 90, text) for n, text in enumerate(lines)]

    offer = offered([Piece(200, 80, 800, 95, 170, "Joules at the socket"), *below])

    assert offer["abstract"] == f"In {'18 lines of warm words that ' * 8}end."


TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            *("Abstract", "1 Introduction", "Ana Moreau", ABSTRACT, "a@b.cc", "{a,b}@c.dd"),
            *("University", RAISED, LEVEL, up("1"), "\ue0109\ue011", "Ana Moreau1,2", "1Pau", ","),
        ]
    ),
)
PLACES = st.integers(-9_999, 9_999)
SIZES = st.sampled_from([0, 90, 100, 170, 99_999])
PIECES = st.builds(
    Piece, PLACES, PLACES, PLACES, PLACES, SIZES, st.lists(TEXTS, max_size=4).map(" ".join)
)
SANE = st.builds(
    lambda top, left, size, text: Piece(left, top, left + 300, top + 12, size, text),
    *(st.integers(50, 900), st.sampled_from([100, 500]), SIZES),
    st.lists(TEXTS, max_size=3).map(" ".join),
)


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(st.one_of(PIECES, SANE), max_size=25))
def test_any_pieces_give_an_offer_of_the_right_size(pieces):
    offer = offered(pieces)

    assert is_modest(offer)
    assert all(one["name"] for one in offer["authors"])


@pytest.mark.parametrize(
    "text",
    [
        *("a" * LONGEST, "Ana Moreau, " * 40, "a@" * 250, "-\x02" * 250, up("1") * 100),
        *("{a," * 160, "´" * LONGEST, "Ana Mor" + up("1") * 80, "a b " * 120, "1" * LONGEST),
        *("(" * LONGEST, " and " * 100, "Ana " * 120, "A.B@" * 120, "é" * LONGEST),
    ],
)
def test_hostile_pieces_take_no_time(text):
    pieces = page(*[text] * (MOST - 10))
    dense = [one._replace(top=300, bottom=310) if n < 90 else one for n, one in enumerate(pieces)]
    started = time.monotonic()

    offered(pieces)
    offered(page(*[text] * 80))
    offered(dense)

    assert time.monotonic() - started < 3


def test_what_comes_behind_too_many_pieces_is_not_read(tmp_path):
    def scattered(made):
        for line in range(60):
            for place in range(20):
                write(made, 60 + 24 * place, 600 - 9 * line, "x", 6)

    assert offer_of_page(front(scattered), tmp_path) == nothing_offered()


def test_an_offer_longer_than_the_form_is_no_fact():
    for longer in ({"title": "a" * 201}, {"abstract": "a" * 3001}):
        assert not is_sound(facts_of("pdf", offered=nothing_offered() | longer))
    assert is_sound(facts_of("pdf"))


def test_facts_of_before_offer_nothing():
    facts = facts_of("pdf")
    del facts["offered"]

    assert offered_in(facts) == offered_in(None) == nothing_offered()
