"""The review form in the admin."""

import pytest
from django.urls import reverse

from reviews.models import Criterion, Label
from submissions.models import Submission
from tests.adminforms import change_page, edit
from tests.factories import make_criterion, make_decided, make_review, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def change(client, criterion, **typed):
    return edit(client, change_page(criterion), **typed)


def test_a_chair_rewrites_a_criterion_and_blank_lines_go(client, cast):
    criterion = make_criterion(cast.workshop)

    change(client, criterion, name="Fit", anchors="\n low \n\nhigh\n")

    criterion.refresh_from_db()
    assert (criterion.name, criterion.marks) == ("Fit", [(1, "low"), (2, "high")])


def test_a_name_taken_in_the_workshop_is_refused_in_words(client, cast):
    make_criterion(cast.workshop)
    second = make_criterion(cast.workshop, name="Quality")

    refused = change(client, second, name="Relevance")

    assert "This workshop has a criterion of that name already." in refused.content.decode()


@pytest.mark.parametrize("anchors", ["alone", "\n".join("abcdefghijk")])
def test_a_scale_has_two_to_ten_marks(client, cast, anchors):
    answer = change(client, make_criterion(cast.workshop), anchors=anchors)

    assert "Write from 2 to 10 marks, one a line." in answer.content.decode()


@pytest.mark.parametrize("mark", [1, 3])
def test_a_scale_in_use_keeps_its_length_whatever_marks_were_given(client, cast, mark):
    criterion = make_criterion(cast.workshop)
    make_review(make_submission(cast.workshop), cast.reviewer, mark=mark)

    answer = change(client, criterion, anchors="low\nhigh")

    assert "Reviews have given marks on it, so it keeps at least 3 marks" in answer.content.decode()
    assert len(Criterion.objects.get().marks) == 3


def test_a_scale_in_use_is_reworded_and_made_longer(client, cast):
    criterion = make_criterion(cast.workshop)
    make_review(make_submission(cast.workshop), cast.reviewer, mark=3)

    change(client, criterion, anchors="poor\nfair\ngood\nsplendid")

    criterion.refresh_from_db()
    assert criterion.marks[-1] == (4, "splendid")


def delete_page(criterion):
    return reverse("admin:reviews_criterion_delete", args=[criterion.pk])


def test_what_no_review_has_marked_is_deleted(client, cast):
    client.post(delete_page(make_criterion(cast.workshop)), {"post": "yes"})

    assert not Criterion.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_reviews_have_marked_stays_and_no_page_lists_the_marks(client, cast, method):
    criterion = make_criterion(cast.workshop)
    make_review(make_submission(cast.workshop), cast.reviewer)

    page = getattr(client, method)(delete_page(criterion), {"post": "yes"}).content.decode()

    assert "“Relevance” cannot be deleted while these refer to it:" in page
    assert "<li>marks that reviews have given</li>" in page
    assert "Relevance: 2" not in page
    assert Criterion.objects.filter(pk=criterion.pk).exists()


def test_the_chairs_page_leads_to_the_review_form(client, cast):
    page = client.get(reverse("chair", args=[cast.workshop.slug])).content.decode()

    assert f"/admin/reviews/criterion/?workshop__id__exact={cast.workshop.pk}" in page


def test_deleting_a_label_does_not_tell_which_decisions_have_it(client, cast):
    best = Label.objects.create(workshop=cast.workshop, name="best paper")
    make_decided(make_submission(cast.workshop, title="Secret")).decision.labels.add(best)

    page = client.get(reverse("admin:reviews_label_delete", args=[best.pk])).content.decode()

    assert "best paper" in page
    assert "Secret" not in page
    assert Submission.objects.get().code not in page
