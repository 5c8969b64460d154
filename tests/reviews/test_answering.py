"""Who is invited answers behind a link: accepts, accepts fewer, declines, from any address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone

from reviews.invitations.inviting import invite, revoke, send_again
from reviews.invitations.plan import plan_of
from reviews.models import Invitation, ReviewerProfile
from submissions.conflicts import add_conflict
from tests.factories import make_assignment, make_submission, make_topic, make_user
from tests.html import faults_in
from workshop.models import ActionLink, Change, Membership, Message, User, Workshop
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
ADA = "Ada Boole <ada@example.org>, University of Pau"


@pytest.fixture
def asked(cast):
    seen = plan_of(cast.workshop, ADA, 4).digest
    invite(cast.workshop, ADA, 4, seen=seen, by=cast.chair)
    return Invitation.objects.get()


def link():
    """The address in the newest mail, as its recipient reads it."""
    return re.search(
        r"/invitations/\S+/", Message.objects.filter(purpose="invitation").latest("pk").text
    )[0]


def answer(client, **sent):
    return client.post(link(), sent)


def accept(client, **more):
    return answer(client, accept="1", **{"most": "4"} | more)


def is_reviewer(user, cast):
    roles = cast.workshop.memberships.filter(user=user, role=Membership.Role.REVIEWER)
    return roles.exists()


def text(response):
    return response.content.decode()


def test_opening_the_link_acts_on_nothing(client, asked, cast):
    before = User.objects.count(), cast.workshop.memberships.count(), Change.objects.count()

    response = client.get(link())

    for part in ("Would you review for Warm Computing?", "at most 4", "2 pages", "Ada Boole"):
        assert part in text(response)
    assert faults_in(text(response)) == []
    assert before == (
        *(User.objects.count(), cast.workshop.memberships.count(), Change.objects.count()),
    )
    assert ActionLink.objects.get().is_open
    assert not get_user(client).is_authenticated


def test_accepting_makes_an_account_and_a_reviewer_and_signs_in(client, asked, cast):
    topic, _other = make_topic(cast.workshop, "Heat"), make_topic(cast.workshop, "Cold")

    response = accept(client, most="2", topics=[topic.pk])

    user = User.objects.get(email="ada@example.org")
    assert response.url == f"/{cast.workshop.slug}/reviews/profile/"
    assert get_user(client) == user
    assert user.name == "Ada Boole"
    assert EmailAddress.objects.get(user=user).verified
    assert is_reviewer(user, cast)
    profile = ReviewerProfile.objects.get()
    assert (profile.user, profile.most, list(profile.topics.all())) == (user, 2, [topic])
    assert [one.name for one in profile.affiliations.all()] == ["University of Pau"]
    asked.refresh_from_db()
    assert (asked.state, asked.user, asked.most) == ("accepted", user, 4)


def test_no_mail_about_the_role_follows(client, asked):
    accept(client)

    assert [one.purpose for one in Message.objects.all()] == ["invitation"]


def test_pressed_twice_it_is_accepted_once(client, asked, cast):
    accept(client)
    again = client.post(link(), {"accept": "1", "most": "1"}, follow=True)

    assert "This invitation was accepted." in text(again)
    assert ReviewerProfile.objects.get().most == 4
    assert Change.objects.filter(model="workshop.membership").count() == 1


def test_an_accepted_link_signs_nobody_in_any_more(asked):
    accept(Client())
    somebody = Client()

    shown = somebody.get(link())
    somebody.post(link(), {"accept": "1", "most": "1"})
    somebody.post(link(), {"enter": "1"})

    assert "Sign in to see it" in text(shown)
    assert not get_user(somebody).is_authenticated


def test_a_fresh_link_signs_in_once_more_who_has_accepted(asked):
    accept(Client())
    ActionLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
    client = Client()
    assert "A fresh link is on its way" in text(answer(client, renew="1"))
    assert is_still_due(Message.objects.latest("pk"))

    assert answer(client, enter="1").url == link()

    assert get_user(client).email == "ada@example.org"


def test_a_wrong_number_is_told_and_nothing_is_done(client, asked):
    for wrong in ("0", "51", "none", ""):
        response = accept(client, most=wrong)
        assert response.status_code == 422
        assert 'role="alert"' in text(response) or "error" in text(response)
    assert not get_user(client).is_authenticated
    assert ActionLink.objects.get().is_open


def test_who_has_an_account_accepts_with_it_and_keeps_her_name(client, asked):
    user = make_user("ada@example.org", name="A. B.")

    accept(client)

    user.refresh_from_db()
    assert (get_user(client), user.name) == (user, "A. B.")


def test_a_second_address_leads_to_its_account_and_does_not_confirm_the_first(client, asked):
    user = make_user("first@example.org")
    EmailAddress.objects.create(user=user, email="ada@example.org", verified=True)

    accept(client)

    assert get_user(client) == user
    assert not EmailAddress.objects.filter(email="first@example.org").exists()
    assert not ReviewerProfile.objects.get().aliases.exists()


def test_somebody_signed_in_with_another_account_accepts_with_that(client, asked, cast):
    client.force_login(cast.stranger)
    shown = text(client.get(link()))
    assert f"{cast.stranger.email}, as whom you are signed in" in shown

    accept(client, whom="here")

    asked.refresh_from_db()
    assert (asked.user, is_reviewer(cast.stranger, cast)) == (cast.stranger, True)
    assert User.objects.get(pk=cast.stranger.pk).name == cast.stranger.name
    assert [one.mail for one in ReviewerProfile.objects.get().aliases.all()] == ["ada@example.org"]
    assert not User.objects.filter(email="ada@example.org").exists()


def test_or_with_the_account_of_the_address_that_was_asked(client, asked, cast):
    client.force_login(cast.stranger)

    accept(client, whom="mailed")

    assert get_user(client).email == "ada@example.org"
    assert not is_reviewer(cast.stranger, cast)


def test_a_closed_account_is_not_signed_in(client, asked):
    make_user("ada@example.org", is_active=False)

    response = accept(client)

    assert "The account of ada@example.org is closed." in text(response)
    assert not get_user(client).is_authenticated
    assert ActionLink.objects.get().is_open


def test_declining_needs_no_account_and_suggests_somebody(client, asked, cast):
    response = client.post(
        link(), {"decline": "1", "suggestion": "Li <li@example.org>"}, follow=True
    )

    assert "You have declined." in text(response)
    asked.refresh_from_db()
    assert (asked.state, asked.suggestion) == ("declined", "Li <li@example.org>")
    assert not User.objects.filter(email="ada@example.org").exists()
    assert Change.objects.first().via == "ada@example.org"


def test_too_long_a_suggestion_stays_in_the_box(client, asked):
    response = answer(client, decline="1", suggestion="x" * 501)

    assert response.status_code == 422
    assert "Write at most 500 characters: these are 501." in text(response)
    assert "x" * 501 in text(response)


def test_who_has_declined_may_accept_all_the_same(client, asked, cast):
    answer(client, decline="1", suggestion="Li")
    accept(client)

    asked.refresh_from_db()
    assert (asked.state, asked.suggestion) == ("accepted", "")
    assert is_reviewer(get_user(client), cast)


def test_who_has_accepted_may_decline_while_nothing_is_assigned(client, asked, cast):
    accept(client)
    user = get_user(client)

    answer(client, decline="1", suggestion="")

    asked.refresh_from_db()
    assert (asked.state, asked.user) == ("declined", None)
    assert not is_reviewer(user, cast)


def test_with_something_assigned_it_is_not_declined_any_more(client, asked, cast):
    accept(client)
    make_assignment(make_submission(cast.workshop), get_user(client))

    assert "Something is assigned to you by now" in text(client.get(link()))
    answer(client, decline="1", suggestion="")

    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_a_conflict_that_hides_what_is_assigned_is_not_told_by_it(client, asked, cast):
    accept(client)
    submission = make_submission(cast.workshop)
    make_assignment(submission, get_user(client))
    add_conflict(submission, get_user(client), by=cast.chair, reason="friends")

    assert "Something is assigned" not in text(client.get(link()))


def test_others_neither_decline_nor_enter_for_who_accepted_with_another_account(asked, cast):
    accepting, somebody = Client(), Client()
    accepting.force_login(cast.stranger)
    accept(accepting, whom="here")
    send = {"decline": "1", "suggestion": ""}

    shown = text(somebody.get(link()))
    somebody.post(link(), send)
    somebody.post(link(), {"enter": "1"})

    assert "It was accepted with another account" in shown
    assert cast.stranger.email not in shown
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert not get_user(somebody).is_authenticated


def test_an_expired_link_offers_a_fresh_one_to_the_same_address(client, asked):
    ActionLink.objects.update(
        expires_at=timezone.now() - timedelta(1), created_at=timezone.now() - timedelta(22)
    )

    expired = accept(client)
    renewed = answer(client, renew="1")

    assert (expired.status_code, "This link has expired." in text(expired)) == (410, True)
    assert "A fresh link is on its way" in text(renewed)
    assert Message.objects.latest("pk").recipient == "ada@example.org"
    accept(client)
    assert get_user(client).is_authenticated


def test_what_was_taken_back_says_so_and_offers_nothing(client, asked, cast):
    revoke(asked, by=cast.chair)

    for response in (client.get(link()), accept(client), answer(client, renew="1")):
        assert "The chairs have taken it back." in text(response)
    assert Message.objects.count() == 1
    assert not get_user(client).is_authenticated


def test_a_link_that_was_replaced_answers_nothing(client, asked, cast):
    older = link()
    send_again(asked, by=cast.chair)

    response = client.post(older, {"accept": "1", "most": "4"})

    assert "replaced by a newer one" in text(response)
    assert not get_user(client).is_authenticated


def test_after_the_workshop_nothing_is_accepted(client, asked, cast):
    Workshop.objects.update(first_day="2021-06-05", last_day="2021-06-05")

    assert "The workshop is over." in text(accept(client))
    assert not get_user(client).is_authenticated


def test_no_other_link_opens_the_page(client, cast):
    assert client.get("/invitations/nonsense/").status_code == 404


def test_it_is_signed_in_by_a_form_of_ours_alone(asked):
    client = Client(enforce_csrf_checks=True)

    assert client.post(link(), {"accept": "1", "most": "4"}).status_code == 403
