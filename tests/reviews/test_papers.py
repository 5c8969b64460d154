"""A reviewer's papers are read as lines, as BibTeX and as the works of an ORCID record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.profiles.bibtex import entries_of, plain
from reviews.profiles.papers import papers_of, text_of_papers
from workshop.sheets import Unreadable

BIBTEX = r"""
% exported today
@comment{not this, @article{nor={this}}}
@string{jml = "Journal of Warm Learning"}
@article{boole2024,
  author = {Boole, Ada and Li, Wei},
  title = {{W}arm chips: a {\'e}tude in \emph{heat}},
  journal = jml # " A",
  abstract = {We heat
     100\,\% of them. A "quoted" {word}, and 5 \& 6.},
  year = 2024,
}
@InProceedings(li2023, title = "G{\"o}del {"}machines{"} -- na\"{\i}ve", note = {a = b})
@misc{none, author = {Nobody}}
"""
ORCID = {
    "activities-summary": {
        "works": {
            "group": [
                {
                    "work-summary": [
                        {"title": {"title": {"value": "Warm chips"}, "subtitle": None}},
                        {"title": {"title": {"value": "Warm  Chips"}}},
                    ]
                },
                {"work-summary": [{"title": {"title": {"value": "Cold bits"}}}]},
            ]
        },
        "fundings": {"group": [{"funding-summary": [{"title": {"title": {"value": "A grant"}}}]}]},
    }
}


def test_lines_are_a_title_then_its_abstract_with_an_empty_line_between_papers():
    text = "Warm chips\nWe heat\nthem.\n\n \nCold bits\r\n\r\n"

    assert papers_of(text) == [("Warm chips", "We heat them."), ("Cold bits", "")]


def test_bibtex_gives_titles_and_abstracts_as_they_read():
    assert papers_of(BIBTEX) == [
        ("Warm chips: a étude in heat", 'We heat 100 % of them. A "quoted" word, and 5 & 6.'),
        ('Gödel "machines" – naïve', ""),
    ]


@pytest.mark.parametrize(
    ("latex", "reads"),
    [
        (r"{\'E}cole \'{e}t\'e", "École été"),
        (r"\c{c}a, \v{S}koda, \H{o}, \k{a}, \r a", "ça, Škoda, ő, ą, å"),
        (r"Stra{\ss}e, \O rsted, {\L}ukasz, \aa", "Straße, Ørsted, Łukasz, å"),
        (r"\textit{in} $x_1$ a~b --- c", "in $x_1$ a b — c"),
        (r"50\% of \$5", "50% of $5"),
    ],
)
def test_letters_of_latex_are_written_out(latex, reads):
    assert plain(latex) == reads


def test_an_entry_that_is_never_closed_is_named_by_its_line():
    with pytest.raises(Unreadable, match="begins in line 2 is never closed: add its “}”"):
        papers_of("\n@article{a, title = {Warm}}\n@article{b, title = {Cold}")


@pytest.mark.parametrize(
    ("export", "papers"),
    [
        (ORCID, [("Warm chips", ""), ("Cold bits", "")]),
        (ORCID["activities-summary"]["works"], [("Warm chips", ""), ("Cold bits", "")]),
        (
            {"bulk": [{"work": {"title": {"title": {"value": "A"}}, "short-description": "Of."}}]},
            [("A", "Of.")],
        ),
        ([{"title": "A", "abstract": "Of."}, {"title": "B"}], [("A", "Of."), ("B", "")]),
    ],
)
def test_an_export_of_orcid_gives_each_work_once_and_nothing_else(export, papers):
    assert papers_of(json.dumps(export)) == papers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"group": [', "begins like JSON and cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ('{"group": []}', "No works are found"),
        ("@misc{a, author = {B}}", "None of these BibTeX entries has a title."),
        ("\n\n".join(f"Paper number {n}" for n in range(101)), "These are 101 papers."),
        ("w" * 301, "Paper 1, “www"),
        ("Warm\n" + "x" * 5_001, "“Warm”: its abstract is longer than 5000 characters"),
    ],
)
def test_what_cannot_be_read_is_told_with_how_to_mend_it(text, says):
    with pytest.raises(Unreadable, match=says):
        papers_of(text)


def test_what_was_read_is_written_as_it_is_pasted_and_read_again_alike():
    papers = papers_of(BIBTEX)

    assert papers_of(text_of_papers(papers)) == papers


@given(st.text(alphabet="@a{}(),=\"#\\' \n1", max_size=60))
def test_no_text_breaks_the_reader_of_bibtex(text):
    try:
        found = papers_of(f"@article{{{text}")
    except Unreadable:
        found = []

    assert all(title.strip() for title, _abstract in found)


def test_a_long_file_is_read_in_time():
    one = "@article{a, title = {Warm}, abstract = {" + "x {y} " * 100 + "}}\n"

    assert len(entries_of(one * 2_000)) == 2_000


def test_half_a_character_in_an_export_is_told():
    with pytest.raises(Unreadable, match="cannot be read as such"):
        papers_of(r'[{"title": "a\ud800b"}]')


def test_many_empty_lines_are_no_papers():
    assert papers_of("A title" + "\n" * 200_000 + "Another one") == [
        ("A title", ""),
        ("Another one", ""),
    ]
