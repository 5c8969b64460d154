"""Whether a text tells who the authors are."""

import time

import pytest

from submissions.pdf.folding import fold
from submissions.pdf.people import MOST_PEOPLE, Person, parse_authors, tells, traces

JANE = Person("Jane Smithers", "jane.s@pau.example.org", "University of Pau, LIUPPA, France")
CALLED = ("name", "initials", "surname", "handle")


def called(name, text, mail=""):
    """Whether the text calls this person by a name."""
    return bool(traces(Person(name, mail), text, CALLED))


# What is typed


def test_authors_are_read_from_one_line():
    assert parse_authors("Ana Moreau <ana@x.example> (Pau; France); 李伟; Bo (A (B));") == [
        Person("Ana Moreau", "ana@x.example", "Pau; France"),
        Person("李伟"),
        Person("Bo", "", "A (B)"),
    ]


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("", "No author is named"),
        (" ; ", "No author is named"),
        ("<ana@x.example>", "“<ana@x.example>” does not read"),
        ("Ana <ana>", "“ana” is not a mail address"),
        ("Ana <>", "“” is not a mail address"),
        ("Ana <ana@x.example", "does not read"),
        ("Ana (Pau", "does not read"),
        ("... (Pau)", "does not read"),
        ("A" * 400, "does not read"),
    ],
)
def test_a_line_that_is_wrong_is_quoted(line, quoted):
    with pytest.raises(ValueError, match=r"^(No|“)") as refused:
        parse_authors(line)
    assert quoted in str(refused.value)


def test_no_more_people_are_read_than_can_be_looked_for():
    line = "; ".join(f"Ana Moreau {number}" for number in range(MOST_PEOPLE))

    assert len(parse_authors(line)) == MOST_PEOPLE
    with pytest.raises(ValueError, match="301 authors are named: no more than 300"):
        parse_authors(f"{line}; Li Wei")


# The ways to write a name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jane Smith", "by Jane Smith, Pau"),
        ("Jane Smith", "JANE SMITH"),
        ("Jane Smith", "Smith, Jane"),
        ("Jane Smith", "Jane A. Smith"),
        ("Jane Anne Smith", "Jane Smith"),
        ("Jane Anne Smith", "Jane A. Smith"),
        ("Smith, Jane", "Jane Smith"),
        ("Dr. Jane Smith Jr.", "Jane Smith"),
        ("Jane Lee", "J. Lee"),
        ("Jane Lee", "J. A. Lee and others"),
        ("Jane Lee", "Lee, J."),
        ("Jane Lee", "Jane\nLee"),
        ("Jane Lee", "/home/JaneLee/warm.tex"),
        ("Jane Lee", "https://github.example/jane-lee/warm"),
        ("Jane Smith", "https://github.example/jsmith"),
        ("Jane Smith", "C:\\Users\\smithj\\warm.tex"),
        ("Jane Smith", "janesmith@gmail.example"),
        ("Jane Smith", "SmithThesis.pdf"),
        ("Jane Smith", "smith2026"),
        ("Jane Smith", "jane_smith"),
        ("Jane Smith", "Jane%20Smith"),
        ("Jane Smith", "Jane Smi-\nth"),
        ("Jane Smith", "Jane Smi\u00adth"),
        ("Jürgen Müller", "Jurgen Muller"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Juergen Mueller", "Jürgen Müller"),
        ("Jürgen Müller", "J¨urgen M¨uller"),
        ("Jürgen Müller", "J ¨urgen Mu¨ller"),
        ("Jürgen Müller", "M&#252;ller"),
        ("Chloé Martin", "Chlo´e Martin"),
        ("Joëlle Martin", "Jo¨elle Martin"),
        ("Søren Kjærgård", "Soren Kjaergaard"),
        ("Łukasz Wójcik", "Lukasz W´ojcik"),
        ("Griffin Fisher", "Griﬃn Fisher"),
        ("Sean O'Neill", "Sean O’Neill"),
        ("Sean O'Neill", "oneill"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Jan van der Berg", "vanderberg"),
        ("Jan van der Bergen", "Bergen"),
        ("Eva Müller-Lüdenscheidt", "Muller-\nLudenscheidt"),
        ("Angus McDonald", "McDonald"),
        ("Angus McDonald", "MCDONALD"),
        ("ZHANG Wei", "Zhang"),
        ("Wei Zhang", "Zhang Wei"),
        ("李伟", "作者:李伟著"),
        ("山田 太郎", "山田太郎"),
        ("김철수", "저자 김철수는"),
        ("Иван Иванов", "ИВАНОВ"),
        ("Plato", "of Plato"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    assert called(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Wei Li", "the limit of lithium, weight"),
        ("Wei Li", "Li"),
        ("Ada Young", "youngster"),
        ("Ada Young", "MyYoungster"),
        ("Jane Lee", "Lee"),
        ("Jane Smith", "Jane"),
        ("Jane Smith", "blacksmith and smithy"),
        ("Ana Long", "a long time, along"),
        ("Sung Park", "https://spark.example.org/ sparks"),
        ("Jan van der Berg", "the Berg"),
        ("Zu Ai", "to aid"),
        ("Bo", "Bo"),
        ("李伟", "李先生"),
        ("Jürgen Müller", "Miller"),
    ],
)
def test_what_only_looks_like_a_name_is_none(name, text):
    assert not called(name, text)


def test_a_surname_of_four_letters_alone_tells_nothing():
    assert traces(Person("Jane Hill"), "Hill") == []
    assert traces(Person("Jane Hills"), "Hills") == ["surname"]


# Addresses and affiliations


@pytest.mark.parametrize(
    "text",
    [
        "mailto:jane.s@pau.example.org",
        "mailto:Jane.S%40Pau.example.org?subject=x",
        "{john, jane.s, li}@pau.example.org",
        "jane.s (at) pau.example.org",
    ],
)
def test_an_address_is_found(text):
    assert "address" in traces(JANE, text)


def test_an_address_of_somebody_else_is_none():
    assert traces(JANE, "rejane.s@pau.example.org jane.s@pau.example.organ") == []


def test_a_local_part_counts_where_people_have_handles():
    person = Person("Jane Lee", "jlee42@pau.example.org")

    assert traces(person, "https://github.example/jlee42") == ["handle"]
    assert traces(person, "the jlee42 board") == []
    assert traces(Person("Jane Lee", "contact@x.example"), "https://x.example/contact/") == []


@pytest.mark.parametrize("text", ["at the UNIVERSITY\nOF PAU", "University of Pau, LIUPPA, France"])
def test_an_affiliation_is_found(text):
    assert traces(JANE, text) == ["affiliation"]


def test_a_country_or_a_common_word_of_an_affiliation_is_none():
    assert traces(JANE, "In France each university of parts") == []


def test_an_affiliation_leads_to_nobody_alone():
    assert not tells([JANE], "University of Pau")
    assert tells([Person("Bo Xi"), JANE], "Smithers")


def test_folding_keeps_words_apart():
    assert fold("Ünder  the\tﬁne Ær") == "under the fine aer"


def test_long_texts_take_no_time():
    people = [JANE, Person("Jean-Paul van der Müller-Øre", "a.b@c.example", "A, B C, D E")]
    started = time.monotonic()
    for text in ("a" * 100_000, "j." * 50_000, "{jane.s" * 14_000, "j ´ " * 25_000, "-\n" * 50_000):
        tells(people, text)

    assert time.monotonic() - started < 10
