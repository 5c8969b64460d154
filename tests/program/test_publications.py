"""The publications chair: the program and the accepted contributions, never the reviews."""

import pytest
from django.core import mail
from django.urls import reverse

from program.models import Contribution, Slot
from submissions.models import Status, Submission
from tests.adminforms import change_page, shown
from tests.factories import (
    make_contribution,
    make_decided,
    make_draft,
    make_review,
    make_slot,
    make_submission,
)
from workshop.models import Membership, Message
from workshop.queue import work_once
from workshop.services import add_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.publications)
    return client


def test_is_invited_by_a_link_that_leads_to_the_program(client, cast):
    add_membership(
        cast.workshop, mail="li@example.org", role=Membership.Role.PUBLICATIONS, by=cast.chair
    )
    while work_once("mail"):
        pass
    [invitation] = [one for one in mail.outbox if one.to == ["li@example.org"]]
    assert "You are now a publications chair of Warm Computing." in invitation.body
    assert "You edit its program and read the accepted contributions." in invitation.body
    link = next(word for word in invitation.body.split() if "/links/" in word)

    page = client.post("/links/" + link.partition("/links/")[2], follow=True).content.decode()

    assert "publications chair" in page
    assert reverse("admin:program_contribution_changelist") in page
    assert reverse("admin:workshop_message_changelist") not in page


def test_reads_what_is_accepted_and_nothing_else(cast):
    contribution = make_contribution(cast.workshop)
    make_draft(cast.workshop)
    make_decided(make_submission(cast.workshop), "accept")
    make_decided(make_submission(cast.workshop), "reject", release=True)
    make_submission(cast.workshop, status=Status.WITHDRAWN)
    make_contribution(cast.other_chair.memberships.get().workshop)

    visible = Submission.objects.visible_to(cast.publications)

    assert list(visible) == [contribution.submission]


def test_reads_no_review_on_the_page_of_a_contribution(signed_in, cast):
    submission = make_submission(cast.workshop)
    make_review(submission, for_authors="Canary words.", for_chairs="Canary note.")
    make_decided(submission, release=True)

    page = signed_in.get(submission.get_absolute_url())

    assert page.status_code == 200
    assert "Canary" not in page.content.decode()
    assert submission.title in page.content.decode()


def test_gives_a_contribution_its_slot(signed_in, cast):
    contribution = make_contribution(cast.workshop)
    slot = make_slot(cast.workshop, kind=Slot.Kind.CONTRIBUTIONS)
    form = shown(signed_in.get(change_page(contribution)))

    signed_in.post(change_page(contribution), form | {"slot": slot.pk, "position": "2"})

    placed = Contribution.objects.get()
    assert (placed.slot, placed.position) == (slot, 2)


def test_does_not_edit_the_program_of_another_workshop(signed_in, cast):
    slot = make_slot(cast.other_chair.memberships.get().workshop)

    assert signed_in.get(reverse("admin:program_slot_change", args=[slot.pk])).status_code == 404


def test_loses_all_with_the_role(signed_in, cast):
    contribution = make_contribution(cast.workshop)
    cast.workshop.memberships.filter(user=cast.publications).delete()

    for address in (reverse("admin:index"), contribution.submission.get_absolute_url()):
        assert signed_in.get(address).status_code == 404
    assert not Message.objects.filter(recipient=cast.publications.email).exists()
