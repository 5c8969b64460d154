"""The public page of a contribution: what it is, when it is, how it is cited."""

import json
import re
from types import SimpleNamespace

import pytest

from program.citing import bibtex_of, key_of
from program.models import Contribution, Slot
from submissions.models import Status
from submissions.services import change_status
from tests.adminforms import queries_for
from tests.factories import (
    DAY,
    make_accepted_elsewhere,
    make_contribution,
    make_slot,
    make_submission,
)
from tests.html import as_read
from tests.program.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(cast):
    return cast.workshop


def page(client, row):
    return client.get(row.get_absolute_url()).content.decode()


def test_it_shows_title_authors_abstract_and_when_it_is(client, workshop):
    slot = make_slot(workshop, kind=Slot.Kind.CONTRIBUTIONS, title="Short talks")
    row = make_contribution(workshop, title="Counting joules", abstract="We count them.")
    Contribution.objects.filter(pk=row.pk).update(slot=slot, minutes=10)

    told = words(page(client, row))

    assert "Counting joules" in told
    assert "Ana Moreau, Bidache" in told
    assert "We count them." in told
    assert "Short talks , Wednesday 5 June 2030, 09:00" in told


def test_the_program_leads_to_it(client, workshop):
    make_slot(workshop, kind=Slot.Kind.CONTRIBUTIONS)
    row = make_accepted_elsewhere(workshop)

    html = as_read(client.get(f"/{workshop.slug}/program/").content.decode())

    assert f'<a href="{row.get_absolute_url()}">Cooling by night</a>' in html
    assert row.get_absolute_url() in client.get("/sitemap.xml").content.decode()


def test_the_page_of_its_submission_leads_to_it(client, workshop, cast):
    row = make_contribution(workshop, submitter=cast.stranger)
    client.force_login(cast.stranger)

    html = client.get(row.submission.get_absolute_url()).content.decode()

    assert f'href="{row.get_absolute_url()}"' in html


def test_indexes_of_papers_read_what_it_is(client, workshop):
    row = make_accepted_elsewhere(workshop, "Heat & “dust”")

    html = page(client, row)

    meta = re.findall(r'<meta name="(citation_\w+)" content="(.*)">', html)
    assert meta == [
        ("citation_title", "Heat &amp; “dust”"),
        ("citation_author", "Ana Moreau"),
        ("citation_author_institution", "Pau"),
        ("citation_author", "Li Wei"),
        ("citation_publication_date", "2030/06/05"),
        ("citation_conference_title", "Warm Computing 2030"),
        ("citation_abstract_html_url", f"http://localhost:8000{row.get_absolute_url()}"),
    ]
    [read] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(read)["@type"] == "ScholarlyArticle"
    assert [one["name"] for one in json.loads(read)["author"]] == ["Ana Moreau", "Li Wei"]


def test_what_is_accepted_and_not_listed_has_no_page(client, workshop, cast):
    accepted = make_submission(workshop, status=Status.ACCEPTED)

    client.force_login(cast.chair)

    for ending in ("/", ".bib"):
        assert (
            client.get(f"/{workshop.slug}/contributions/{accepted.code}{ending}").status_code == 404
        )


def test_what_is_withdrawn_has_none_by_the_next_request(client, workshop, cast):
    row = make_contribution(workshop)
    assert client.get(row.get_absolute_url()).status_code == 200

    change_status(row.submission, Status.WITHDRAWN, by=cast.chair)

    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_hidden_program_shows_none(client, workshop):
    row = make_accepted_elsewhere(workshop)
    type(workshop).objects.filter(pk=workshop.pk).update(is_program_hidden=True)

    assert client.get(row.get_absolute_url()).status_code == 404
    assert row.code not in client.get("/sitemap.xml").content.decode()


def test_its_address_stays_when_it_comes_back(workshop, cast):
    from program.services import publish_contributions
    from submissions.models import Submission

    submission = make_submission(workshop, status=Status.ACCEPTED)
    own = Submission.objects.filter(pk=submission.pk)
    publish_contributions(own, by=cast.chair)

    assert submission.contribution.code == submission.code


def test_more_contributions_take_no_more_queries(client, workshop):
    row = make_contribution(workshop)
    few = queries_for(client, row.get_absolute_url())
    for _number in range(3):
        make_contribution(workshop)
    workshop.__class__.objects.filter(pk=workshop.pk).touch()

    assert queries_for(client, row.get_absolute_url()) == few


# --- BibTeX ---


def cited(name="Counting joules", people=(("Ana Moreau", ""),), **fields):
    workshop = {"name": "Warm Computing", "place": "Pau", "first_day": DAY} | fields
    about = {"name": name, "people": list(people), "code": "ABCD2345"}
    return SimpleNamespace(workshop=SimpleNamespace(**workshop), **about)


def field(name, entry):
    return re.search(rf"^  {name} = \{{(.*)\}},?$", entry, re.M)[1]


def test_bibtex_is_downloaded_and_copied(client, workshop):
    row = make_accepted_elsewhere(workshop)

    answer = client.get(f"/{workshop.slug}/contributions/{row.code}.bib")

    assert answer["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer.content.decode() == (
        "@inproceedings{moreau2030cooling,\n"
        "  title = {{Cooling by night}},\n"
        "  author = {Ana Moreau and Li Wei},\n"
        "  booktitle = {Warm Computing},\n"
        "  year = {2030},\n"
        "  address = {Pau},\n"
        f"  url = {{http://localhost:8000{row.get_absolute_url()}}}\n"
        "}\n"
    )
    assert "@inproceedings{moreau2030cooling," in page(client, row)


def test_what_tex_reads_as_a_command_is_written_as_text():
    entry = bibtex_of(cited(r"100% of $5 & #1: a_b^c ~ \input{x"), url="")

    assert field("title", entry) == (
        r"{100\% of \$5 \& \#1: a\_b\textasciicircum{}c \textasciitilde{} "
        r"\textbackslash{}input\textbraceleft{}x}"
    )


@pytest.mark.parametrize("title", ["an { odd", "an } odd", r"a \{ b", "}}, note = {x"])
def test_braces_are_balanced_whatever_a_title_holds(title):
    entry = bibtex_of(cited(title), url="")

    depths, depth = [], 0
    for char in entry.strip():
        depth += {"{": 1, "}": -1}.get(char, 0)
        depths.append(depth)
    assert depths[-1] == 0
    assert min(depths[len("@inproceedings{") : -1]) == 1


def test_a_name_that_bibtex_would_take_apart_stays_whole():
    people = [("Smith and Sons", ""), ("Moreau, Ana", ""), ("Doe, John, Jr., PhD", "")]

    entry = bibtex_of(cited(people=people), url="")

    assert field("author", entry) == "{Smith and Sons} and Moreau, Ana and {Doe, John, Jr., PhD}"


def test_a_key_is_of_plain_letters():
    assert key_of(cited("Éclairs: a study", [("Zoë Müller", "")])) == "muller2030eclairs"
    assert key_of(cited("计算", [("李伟", "")])) == "abcd2345"
    assert key_of(cited("Joules", [])) == "abcd2345"


def test_lines_and_controls_do_not_get_into_an_entry():
    assert field("title", bibtex_of(cited("One\n\ntwo\x07"), url="")) == "{One two}"
