"""Attestations: one's own, once the workshop is closed, with nothing of anybody else."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.factories import (
    make_contribution,
    make_key_date,
    make_member,
    make_review,
    make_slot,
    make_submission,
    make_user,
)
from tests.program.test_pages import page
from workshop.attestations import is_writable, writable
from workshop.closing import close_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(cast):
    day = timezone.localdate() - timedelta(days=7)
    cast.workshop.first_day = cast.workshop.last_day = day
    cast.workshop.save()
    close_workshop(cast.workshop, by=cast.chair)
    return cast.workshop


def of_reviewer(workshop):
    return reverse("attestation_of_reviewer", args=[workshop.slug])


def of_presenter(contribution):
    code = contribution.submission.code
    return reverse("attestation_of_presenter", args=[contribution.workshop.slug, code])


def got(client, user, address):
    client.force_login(user)
    return client.get(address)


def text_of(answer):
    with pypdfium2.PdfDocument(answer.content) as document:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_bounded().split())


def named(user, name):
    user.name = name
    user.save()
    return user


def test_a_reviewer_downloads_how_many_reviews_she_has_written(client, cast, closed):
    for title in ("Secret joules", "Hidden watts"):
        make_review(make_submission(closed, title=title), named(cast.reviewer, "Zoë Żółć"))
    make_review(make_submission(closed))

    told = text_of(got(client, cast.reviewer, of_reviewer(closed)))

    assert "Zoë Żółć" in told
    assert "has written 2 reviews of submissions to Warm Computing" in told
    assert "Pau" in told
    assert "Secret joules" not in told


def test_it_says_on_which_day_it_was_issued(client, cast, closed):
    make_review(make_submission(closed), named(cast.reviewer, "Ana"))

    told = text_of(got(client, cast.reviewer, of_reviewer(closed)))

    today = date_format(timezone.localtime(timezone=closed.tz), "j F Y")
    assert f"Issued on {today}." in told


@pytest.mark.parametrize("name", ["Zażółć Gęślą", "Иван Петров", "Ελένη Nguyễn Đặng"])
def test_names_are_written_as_their_owners_write_them(client, cast, closed, name):
    make_review(make_submission(closed), named(cast.reviewer, name))

    assert name in text_of(got(client, cast.reviewer, of_reviewer(closed)))


def test_letters_that_cannot_be_written_are_left_out_and_the_page_says_so(client, cast, closed):
    make_review(make_submission(closed), named(cast.reviewer, "李 Wei"))
    queue = reverse("reviews", args=[closed.slug])

    assert "Wei" in text_of(got(client, cast.reviewer, of_reviewer(closed)))
    assert "has letters that it cannot write" in page(client, queue)
    assert not is_writable("שלום")
    assert writable("Ana  Moreau\n") == "Ana Moreau"


def test_its_metadata_names_the_workshop_alone(client, cast, closed):
    make_review(make_submission(closed), cast.reviewer)

    answer = got(client, cast.reviewer, of_reviewer(closed))

    with pikepdf.open(BytesIO(answer.content)) as document:
        told = {name: str(value) for name, value in document.docinfo.items()}
    assert told["/Author"] == "Warm Computing"
    assert told["/Title"].startswith("Attestation · Warm Computing")
    assert "@" not in str(told)
    assert answer["Content-Disposition"].startswith("attachment")


def test_before_the_workshop_is_closed_there_is_none(client, cast):
    make_review(make_submission(cast.workshop), cast.reviewer)

    assert got(client, cast.reviewer, of_reviewer(cast.workshop)).status_code == 404
    assert "attestation" not in page(client, reverse("reviews", args=[cast.workshop.slug]))


def test_who_has_not_reviewed_gets_none(client, cast, closed):
    make_review(make_submission(closed))

    for user in (cast.reviewer, cast.chair, cast.stranger):
        assert got(client, user, of_reviewer(closed)).status_code == 404


def test_once_reviews_are_removed_there_is_none(client, cast, closed):
    make_review(make_submission(closed), cast.reviewer)

    make_key_date(closed, "retention", timezone.now())

    assert got(client, cast.reviewer, of_reviewer(closed)).status_code == 404


def test_a_review_against_a_conflict_does_not_count(client, cast, closed):
    submission = make_submission(closed)
    make_review(submission, cast.reviewer)
    submission.conflicts.create(user=cast.reviewer, source="chair", by=cast.chair)

    assert got(client, cast.reviewer, of_reviewer(closed)).status_code == 404


# --- presenters ---


@pytest.fixture
def contribution(cast, closed):
    return make_contribution(closed, submitter=make_user("ana@example.org"), title="Warm pages")


def test_a_presenter_downloads_the_title_and_the_day(client, contribution):
    author = contribution.submission.submitter

    told = text_of(got(client, author, of_presenter(contribution)))

    assert "Ana Moreau" in told
    assert "has presented “Warm pages” at Warm Computing" in told
    assert of_presenter(contribution) in page(client, contribution.submission.get_absolute_url())


def test_of_what_did_not_take_place_there_is_none(client, closed, contribution):
    contribution.slot = make_slot(closed, kind="contributions", is_cancelled=True)
    contribution.save()
    author = contribution.submission.submitter

    assert got(client, author, of_presenter(contribution)).status_code == 404


def test_of_several_days_it_says_which(client, closed, contribution):
    closed.first_day -= timedelta(days=1)
    closed.save()
    contribution.slot = make_slot(closed, timezone.now(), kind="contributions")
    contribution.save()

    told = text_of(got(client, contribution.submission.submitter, of_presenter(contribution)))

    assert "Presented on" in told


def test_another_author_gets_no_attestation_of_the_presenter(client, contribution):
    other = make_user("li@example.org")
    contribution.submission.authors.create(name="Li Wei", mail=other.email, position=2)

    assert got(client, other, of_presenter(contribution)).status_code == 404
    assert "attestation" not in page(client, contribution.submission.get_absolute_url())


def test_nobody_else_gets_it(client, cast, contribution):
    for user in (cast.chair, cast.reviewer, cast.stranger, make_member(cast.workshop).user):
        assert got(client, user, of_presenter(contribution)).status_code == 404


def test_what_was_not_accepted_is_not_attested(client, cast, closed):
    submission = make_submission(closed)
    address = reverse("attestation_of_presenter", args=[closed.slug, submission.code])

    assert got(client, submission.submitter, address).status_code == 404
