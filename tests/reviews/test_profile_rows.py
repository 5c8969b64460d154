"""What is stored of invitations and profiles: what it may be, how long it is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.invariants import INVARIANTS
from reviews.known_as import KnownAs, known_as
from reviews.models import Invitation, PastPaper, ReviewerProfile
from tests.factories import make_topic, make_user, make_workshop
from workshop.models import ActionLink
from workshop.retention import remove

pytestmark = pytest.mark.django_db
BY_TOPIC = "a reviewer's topics are her workshop's"
BY_LINK = "an invitation that was taken back has no open link"


def make_profile(cast, **lines):
    profile = ReviewerProfile.objects.create(workshop=cast.workshop, user=cast.reviewer)
    for name, values in lines.items():
        field = "mail" if name == "aliases" else "name"
        for value in values:
            getattr(profile, name).create(**{field: value})
    return profile


def make_link(invitation):
    return ActionLink.objects.create(
        purpose="invitation",
        mail=invitation.mail,
        object_id=str(invitation.pk),
        workshop=invitation.workshop,
        digest="d",
        expires_at=timezone.now() + timedelta(days=1),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail": "Ada@example.org"},
        {"mail": "first@example.org"},
        {"state": "accepted", "answered_at": timezone.now()},
        {"state": "declined"},
    ],
)
def test_an_invitation_is_of_one_address_and_its_state_says_what_came_of_it(cast, wrong):
    Invitation.objects.create(workshop=cast.workshop, mail="first@example.org", most=3)
    fields = {"mail": "ada@example.org", "most": 3} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(workshop=cast.workshop, **fields)


def test_conflicts_are_looked_for_by_all_that_a_reviewer_is_known_as(
    cast, django_assert_num_queries
):
    make_profile(cast, aliases=["ada@pau.example.org"], affiliations=["Pau"], avoids=["Li Wei"])
    ReviewerProfile.objects.create(workshop=cast.workshop, user=cast.chair)
    ReviewerProfile.objects.create(workshop=make_workshop(), user=cast.reviewer)

    with django_assert_num_queries(4):
        found = known_as([cast.reviewer, cast.chair, cast.stranger], cast.workshop)

    assert found == {cast.reviewer.pk: KnownAs(("ada@pau.example.org",), ("Pau",), ("Li Wei",))}


def test_profiles_and_invitations_are_removed_with_the_reviews_of_that_workshop_alone(cast):
    profile = make_profile(cast, aliases=["ada@pau.example.org"])
    profile.papers.create(title="Warm chips", position=1)
    asked = {"mail": "ada@example.org", "most": 3}
    make_link(Invitation.objects.create(workshop=cast.workshop, **asked))
    Invitation.objects.create(workshop=make_workshop(), **asked)

    counts = remove(cast.workshop)

    assert (counts["profiles"], counts["invitations"]) == (1, 1)
    assert not PastPaper.objects.exists()
    assert not ActionLink.objects.exists()
    assert Invitation.objects.count() == 1


def test_a_topic_of_another_workshop_and_an_open_link_to_what_was_revoked_are_noticed(cast):
    profile, user = make_profile(cast), make_user("ada@example.org")
    profile.topics.add(make_topic(cast.workshop))
    revoked = Invitation.objects.create(
        workshop=cast.workshop, mail=user.email, most=3, state="revoked"
    )
    assert not [list(INVARIANTS[one]()) for one in (BY_TOPIC, BY_LINK) if list(INVARIANTS[one]())]

    profile.topics.add(make_topic(make_workshop()))
    make_link(revoked)

    assert len(list(INVARIANTS[BY_TOPIC]())) == len(list(INVARIANTS[BY_LINK]())) == 1
