"""Authors as they are pasted."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.pdf.entries import Entry, without_marker
from submissions.pdf.orcid import NotAnOrcid, check_digit, valid_orcid
from submissions.pdf.pasting import LONGEST, MOST, parse_people
from submissions.people_words import SENTENCES, sentence_of

JOSIAH = "0000-0002-1825-0097"
STEADY = settings(deadline=None, derandomize=True, database=None)
ANA = ("Ana Moreau", "ana@x.example", "University of Pau", "")
BO = ("Bo Xi", "bo@y.example", "", "")


def understood(text):
    entries = parse_people(text)
    assert [one.trouble for one in entries] == [""] * len(entries), entries
    return [(one.name, one.mail, one.affiliation, one.orcid) for one in entries]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Moreau <ana@x.example> (University of Pau)",
        "Ana Moreau (University of Pau) <ana@x.example>",
        "Ana Moreau (University of Pau), ana@x.example",
        "Ana Moreau, University of Pau, ana@x.example",
        "Ana Moreau, ana@x.example, University of Pau",
        "Ana Moreau, University of Pau <ana@x.example>",
        "ana@x.example, Ana Moreau, University of Pau",
        "Ana Moreau\tana@x.example\tUniversity of Pau",
        "ana@x.example\tAna Moreau\tUniversity of Pau",
        '"Moreau, Ana"\tana@x.example\tUniversity of Pau',
        '"Moreau, Ana" <ana@x.example> (University of Pau)',
        "“Moreau, Ana” <ana@x.example>, University of Pau",
        "Ana Moreau <mailto:ana@x.example> (University of Pau)",
        "1. Ana Moreau <ana@x.example> (University of Pau);",
        "• Ana Moreau <ana@x.example> (University of Pau),",
        "Ana Moreau（University of Pau）＜ana@x.example＞；",
        "Ana\u00a0Moreau \u200b<ana@x.example> (University of Pau)\r\n\r\n",
        "Name\tMail\tAffiliation\nAna Moreau\tana@x.example\tUniversity of Pau",
        "E-mail\tLast name\tFirst name\tInstitution\nana@x.example\tMoreau\tAna\tUniversity of Pau",
    ],
)
def test_one_person_in_each_form(text):
    assert understood(text) == [ANA]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Moreau <ana@x.example> (University of Pau); Bo Xi <bo@y.example>",
        "Ana Moreau <ana@x.example> (University of Pau)\nBo Xi <bo@y.example>",
        "Ana Moreau <ana@x.example> (University of Pau), Bo Xi <bo@y.example>",
        "Ana Moreau <ana@x.example> (University of Pau), and Bo Xi <bo@y.example>",
        "Ana Moreau\tUniversity of Pau\tana@x.example\r\nBo Xi\t\tbo@y.example",
    ],
)
def test_two_people_in_each_form(text):
    assert understood(text) == [ANA, BO]


def test_names_affiliations_and_addresses_in_turn_between_commas():
    text = "Ana Moreau, University of Pau, ana@x.example, Bo Xi, Lab B, bo@y.example"

    assert understood(text) == [ANA, ("Bo Xi", "bo@y.example", "Lab B", "")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("ana@x.example", ("", "ana@x.example", "", "")),
        ("mailto:ana@x.example", ("", "ana@x.example", "", "")),
        ("李伟", ("李伟", "", "", "")),
        ("李伟, 清华大学, li@t.example", ("李伟", "li@t.example", "清华大学", "")),
        ("Ana Moreau (Pau; France)", ("Ana Moreau", "", "Pau; France", "")),
        ("Bo (A (B), C)", ("Bo", "", "A (B), C", "")),
        ("Bo Xi (A) (B)", ("Bo Xi", "", "A, B", "")),
        ("Ana Moreau, PhD (Pau)", ("Ana Moreau, PhD", "", "Pau", "")),
        ('"King, Jr." <k@x.example>', ("King, Jr.", "k@x.example", "", "")),
        ("Jean-Pierre d'Été-Łódź III", ("Jean-Pierre d'Été-Łódź III", "", "", "")),
        ("Maïté Labordarie (LIUPPA)", ("Maïté Labordarie", "", "LIUPPA", "")),
    ],
)
def test_what_else_is_understood(text, person):
    assert understood(text) == [person]


@pytest.mark.parametrize(
    "orcid",
    [
        JOSIAH,
        f"https://orcid.org/{JOSIAH}",
        f"<https://orcid.org/{JOSIAH}>",
        f"(ORCID: {JOSIAH})",
        f"ORCID iD {JOSIAH}",
        f"[{JOSIAH}]",
        "0000\u20110002\u20111825\u20110097",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "Ana Moreau {} <ana@x.example> (University of Pau)",
        "Ana Moreau <ana@x.example> (University of Pau) {}",
        "{} Ana Moreau, University of Pau, ana@x.example",
        "Ana Moreau, University of Pau, ana@x.example, {}",
    ],
)
def test_an_orcid_stands_anywhere(form, orcid):
    assert understood(form.format(orcid)) == [(*ANA[:3], JOSIAH)]


def test_an_orcid_has_a_cell_or_a_part_of_its_own():
    assert understood(f"Ana Moreau\tana@x.example\t{JOSIAH}\tUniversity of Pau") == [
        (*ANA[:3], JOSIAH)
    ]
    assert understood(f"Bo Xi <bo@y.example>, {JOSIAH}, Ana Moreau <ana@x.example>") == [
        (*BO[:3], JOSIAH),
        ("Ana Moreau", "ana@x.example", "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Ana Moreau <ana>", "mail"),
        ("Ana Moreau <ana@x>", "mail"),
        ("Ana Moreau <ana@x.example", "mail"),
        ("{ana,bo}@x.example", "mail"),
        ("Ana <ana@x.example> and Bo <bo@y.example>", "two-mails"),
        ("Ana Moreau <a@x.example>, Pau, Bo Xi <b@x.example>, Lyon", "two-mails"),
        ("Moreau, Ana", "unclear"),
        ("Moreau, Ana (Pau)", "unclear"),
        ("Ana Moreau, Bo Xi, Li Wei", "unclear"),
        ("Ana Moreau, Bo Xi, University of Pau", "unclear"),
        ("Ana Moreau and Bo Xi", "unclear"),
        ("Moreau, Ana, ana@x.example", "unclear"),
        ("Ana\tMoreau\tana@x.example", "unclear"),
        ("Ana Moreau (Pau", "name"),
        ("(Pau)", "name"),
        ("... (Pau)", "name"),
        ("Ana Moreau1,2", "unclear"),
        ("Ana Moreau*", "name"),
        ("University of Pau", "name"),
        ("Name\tMail", "unclear"),
        (JOSIAH, "name"),
        ("Ana Moreau 0000-0002-1825-0098", "orcid-check"),
        ("Ana Moreau https://orcid.org/0000-0002-1825", "orcid-form"),
        ("Ana Moreau 0000-0002-1825-00977", "orcid-form"),
        (f"Ana Moreau {JOSIAH} 0000-0001-5109-3700", "two-orcids"),
        (f"Ana Moreau ({'a' * 201})", "long"),
        ("Ana\0 Moreau", "name"),
    ],
)
def test_what_is_not_understood_comes_back_in_its_own_words(text, trouble):
    assert parse_people(text) == [Entry(words=text, trouble=trouble)]


def test_trouble_with_one_keeps_no_other_from_being_read():
    entries = parse_people("Ana Moreau <ana@x>\nBo Xi <bo@y.example>")

    assert [one.trouble for one in entries] == ["mail", ""]
    assert entries[1].words == "Bo Xi <bo@y.example>"


def test_nothing_pasted_gives_nobody():
    assert parse_people(" \n;\t, ") == []


def test_what_is_too_much_comes_back_whole():
    many = [f"Ana Moreau <ana{number}@x.example>" for number in range(MOST + 2)]
    entries = parse_people("\n".join(many))

    assert len(entries) == MOST + 1
    assert entries[-1] == Entry(words="\n".join(many[MOST:]), trouble="too-many")
    assert parse_people("a" * (LONGEST + 1))[0].trouble == "too-long"


NAMES = st.sampled_from(["Ana Moreau", "李伟", "Hà Văn", "Jean-Luc van den Berg", "Şule O'Neill"])
MAILS = st.sampled_from(["", "ana@x.example", "j.d+x@sub.y-z.example"])
PLACES = st.sampled_from(["", "Pau", "A (B; C), D", "Lab 3, Pau, France"])
ORCIDS = st.sampled_from(["", JOSIAH, "0000-0002-9079-593X"])


@STEADY
@given(st.lists(st.tuples(NAMES, MAILS, PLACES, ORCIDS), max_size=9), st.sampled_from("\n;"))
def test_what_is_written_in_full_is_read_as_it_was_meant(people, sign):
    def written(name, mail, place, orcid):
        return name + f" <{mail}>" * bool(mail) + f" ({place})" * bool(place) + f" {orcid}"

    assert understood(sign.join(written(*one) for one in people)) == people


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        '; , \n \t < > ( ) " “ ” @ Ana Bo x@y.zz mailto: orcid.org/ University'.split(" ")
    ),
    st.just(JOSIAH),
)


@STEADY
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_no_letter_is_lost_and_each_trouble_has_a_sentence(text):
    entries = parse_people(text)

    assert letters("\n".join(one.words for one in entries)) == letters(text)
    for one in entries:
        fields = one.name + one.mail + one.affiliation + one.orcid
        assert bool(fields) != bool(one.trouble)
        assert not one.trouble or sentence_of(one.trouble)
        if not one.trouble:
            assert letters(fields) == letters(without_marker(one.words))


def letters(text):
    """Sorted, as parts are put in another order; without what only says that a thing follows."""
    text = re.sub(r"(?i)mailto:|orcid(\.org|\s*id)?", "", text)
    return sorted(one for one in unicodedata.normalize("NFC", text) if one.isalnum())


@pytest.mark.parametrize(
    "piece",
    ["(", ")", '"', "<", "a@", "()", "a,", ";", "\t", "0000-", "a ", "orcid ", "(a) ", "\n"],
)
def test_hostile_texts_take_no_time(piece):
    started = time.monotonic()

    parse_people(piece * (LONGEST // len(piece)))

    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        JOSIAH,
        "0000000218250097",
        f" https://orcid.org/{JOSIAH}/ ",
        f"orcid.org/{JOSIAH}",
        "0000 0002 1825 0097",
        f"ORCID: {JOSIAH}",
    ],
)
def test_an_orcid_is_given_its_usual_form(text):
    assert valid_orcid(text) == JOSIAH


def test_an_orcid_may_end_in_x():
    assert valid_orcid("0000-0002-9079-593x") == "0000-0002-9079-593X"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "orcid-form"),
        ("0000-0002-1825-009", "orcid-form"),
        ("0000-0002-1825-00977", "orcid-form"),
        ("X000-0002-1825-0097", "orcid-form"),
        ("https://example.org/0000-0002-1825-0097", "orcid-form"),
        ("٠٠٠٠-0002-1825-0097", "orcid-form"),
        (" " * 200 + "-" * 500 + JOSIAH, "orcid-form"),
        ("0000-0002-1825-0098", "orcid-check"),
        ("0000-0002-1852-0097", "orcid-check"),
        ("0000-0002-9079-5930", "orcid-check"),
    ],
)
def test_what_is_no_orcid_is_refused(text, code):
    with pytest.raises(NotAnOrcid) as refused:
        valid_orcid(text)
    assert refused.value.code == code
    assert sentence_of(code)


@STEADY
@given(st.text("0123456789", min_size=15, max_size=15), st.data())
def test_one_wrong_digit_of_an_orcid_is_noticed(digits, data):
    whole = digits + check_digit(digits)
    place = data.draw(st.integers(0, 14))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != whole[place]]))

    assert valid_orcid(whole).replace("-", "") == whole
    with pytest.raises(NotAnOrcid):
        valid_orcid(whole[:place] + other + whole[place + 1 :])


def test_each_sentence_is_of_a_code_that_is_given():
    assert all(str(words).endswith(".") for words in SENTENCES.values())
