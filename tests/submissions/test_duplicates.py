"""The same title, or the same PDF, is pointed out to chairs."""

import pytest
from django.urls import reverse

from submissions.chairlist.duplicates import duplicates_of, with_duplicates
from submissions.models import Submission
from tests.factories import make_manuscript, make_member, make_submission, make_workshop

pytestmark = pytest.mark.django_db
PAPER, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def made(cast):
    """A function of a title and the digests of the versions, that makes a submission."""

    def make(title, *digests, workshop=cast.workshop):
        row = make_submission(workshop, title=title)
        for number, digest in enumerate(digests, 1):
            if number > 1:
                make_manuscript(row)
            row.manuscripts.filter(number=number).update(sha256=digest)
        return row

    return make


def pairs(cast):
    """{title: titles of what it is said to be the same as}, which the filter agrees with."""
    seen = Submission.objects.filter(workshop=cast.workshop).decidable_by(cast.chair)
    found = duplicates_of(list(seen), seen=seen)
    titles = dict(Submission.objects.values_list("code", "title"))
    of = {row.title: {titles[code] for code in found[row.pk]} for row in seen}
    same = {title: others for title, others in of.items() if others}
    filtered = with_duplicates(seen, seen=seen).values_list("title", flat=True)
    assert sorted(filtered) == sorted(same)
    return same


def test_titles_that_differ_in_case_accents_and_signs_are_the_same(cast, made):
    made("Élan, again"), made("Elan again!"), made("Another")

    assert pairs(cast) == {"Élan, again": {"Elan again!"}, "Elan again!": {"Élan, again"}}


def test_titles_of_signs_alone_are_not_the_same(cast, made):
    made("?"), made("!")

    assert pairs(cast) == {}


def test_the_same_pdf_is_found_in_both(cast, made):
    made("One", PAPER), made("Two", PAPER), made("Three", OTHER)

    assert pairs(cast) == {"One": {"Two"}, "Two": {"One"}}


def test_a_pdf_that_was_an_older_version_of_another_is_found_in_both(cast, made):
    made("One", PAPER), made("Two", PAPER, OTHER)

    assert pairs(cast) == {"One": {"Two"}, "Two": {"One"}}


def test_a_pdf_that_both_have_replaced_is_forgotten(cast, made):
    made("One", PAPER, "c" * 64), made("Two", PAPER, OTHER)

    assert pairs(cast) == {}


def test_versions_of_one_submission_are_no_duplicates(cast, made):
    made("One", PAPER, OTHER, PAPER)

    assert pairs(cast) == {}


def test_what_the_viewer_is_in_conflict_with_is_nobodys_duplicate(cast, made):
    made("One", PAPER)
    hidden = made("One!", PAPER)
    hidden.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    assert pairs(cast) == {}


def test_what_the_viewer_does_not_see_makes_no_duplicates_of_others(cast, made):
    made("One", PAPER, OTHER), made("Two", PAPER, "c" * 64)
    hidden = made("Three", PAPER)
    hidden.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    assert pairs(cast) == {}


def test_another_workshop_is_not_looked_at(cast, made):
    made("One", PAPER), made("One", PAPER, workshop=make_member(make_workshop()).workshop)

    assert pairs(cast) == {}


@pytest.mark.usefixtures("chair_signed_in")
def test_chairs_read_it_in_the_list_and_on_the_page_of_each(client, cast, made):
    one, two = made("Élan"), made("Elan")
    slug = cast.workshop.slug

    for page in (reverse("chair_list", args=[slug]), one_of(slug, one)):
        told = client.get(page).content.decode()
        assert "Same title or PDF as" in told
        assert f'{one_of(slug, two)}">{two.code}' in told


def one_of(slug, submission):
    return reverse("chair_submission", args=[slug, submission.code])
