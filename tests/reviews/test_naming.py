"""Reviewers are named where they agreed to it and have reviewed, never beside what."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from reviews.models import NamedReviewer
from reviews.naming import agree, digest_of_names, to_post, withdraw
from tests.factories import make_member, make_review, make_submission, make_workshop
from tests.program.test_pages import page, words
from workshop.models import Change
from workshop.retention import parts, remove

pytestmark = pytest.mark.django_db
NAMES = ["Ada Boole", "Ivan Ivánov", "Zoë Żółć"]


@pytest.fixture
def named(cast):
    """Three reviewers of one submission who have agreed, and its chair."""
    submission = make_submission(cast.workshop)
    users = [make_member(cast.workshop, "reviewer").user for _name in NAMES]
    for user, name in zip(users, NAMES, strict=True):
        make_review(submission, user)
        agree(cast.workshop, name, by=user)
    cast.workshop.first_day = cast.workshop.last_day = date(2021, 6, 5)
    cast.workshop.save()
    return SimpleNamespace(users=users, submission=submission)


def say(client, workshop, user, **sent):
    client.force_login(user)
    return client.post(reverse("name_of_reviewer", args=[workshop.slug]), sent)


def press(client, cast, user=None, **sent):
    client.force_login(user or cast.chair)
    address = reverse("closing", args=[cast.workshop.slug])
    return client.post(address, sent, follow=True).content.decode()


def post(client, cast, user=None):
    client.force_login(user or cast.chair)
    told = page(client, reverse("closing", args=[cast.workshop.slug]))
    return press(client, cast, user, post=told.partition('name="post" value="')[2].split('"')[0])


def public(client, cast):
    client.logout()
    return words(page(client, cast.workshop.get_absolute_url()))


def test_a_reviewer_agrees_on_the_page_of_her_reviews_under_a_name_of_her_own(client, cast):
    say(client, cast.workshop, cast.reviewer, name="Ada  Boole")

    row = NamedReviewer.objects.get()
    assert (row.user, row.name, row.posted_at) == (cast.reviewer, "Ada Boole", None)
    assert "may be posted" in page(client, reverse("reviews", args=[cast.workshop.slug]))


@pytest.mark.parametrize("name", ["", "ada@example.org"])
def test_what_is_no_name_is_refused_and_stays_on_the_page(client, cast, name):
    answer = say(client, cast.workshop, cast.reviewer, name=name)

    assert answer.status_code == 422
    assert f'value="{name}"' in answer.content.decode() or not name
    assert not NamedReviewer.objects.exists()


def test_whoever_does_not_review_here_has_no_such_page(client, cast):
    for user in (cast.chair, cast.stranger, cast.other_chair):
        assert say(client, cast.workshop, user, name="Ada").status_code == 404


def test_nobody_is_named_before_a_chair_posts_the_names(client, cast, named):
    assert "Ada Boole" not in public(client, cast)

    assert "3 names are posted." in post(client, cast)

    assert "Reviewers Ada Boole Ivan Ivánov Zoë Żółć" in public(client, cast)
    assert Change.objects.get(fields__has_key="reviewers named").by == cast.chair


def test_who_has_not_reviewed_is_not_posted(client, cast, named):
    agree(cast.workshop, "Idle Hand", by=cast.reviewer)

    post(client, cast)

    assert "Idle Hand" not in public(client, cast)


def test_a_name_is_withdrawn_at_any_time_and_goes_at_once(client, cast, named):
    fourth = make_member(cast.workshop, "reviewer").user
    make_review(named.submission, fourth)
    agree(cast.workshop, "Li Wei", by=fourth)
    post(client, cast)

    say(client, cast.workshop, fourth, withdraw="1")

    told = public(client, cast)
    assert "Li Wei" not in told
    assert "Ada Boole" in told


def test_so_few_that_authors_would_know_are_never_posted(client, cast, named):
    withdraw(cast.workshop, by=named.users[0])

    client.force_login(cast.chair)
    told = page(client, reverse("closing", args=[cast.workshop.slug]))
    assert "They can be posted from 3 names on" in told
    assert 'name="post"' not in told
    seen = digest_of_names(to_post(cast.workshop, seen_by=cast.chair))
    assert "fewer than 3 names" in press(client, cast, post=seen)
    assert not NamedReviewer.objects.filter(posted_at__isnull=False).exists()


def test_so_few_that_are_left_are_not_shown_any_more(client, cast, named):
    post(client, cast)

    withdraw(cast.workshop, by=named.users[0])

    assert "Ivan Ivánov" not in public(client, cast)


def test_other_names_than_were_shown_are_not_posted(client, cast, named):
    told = press(client, cast, post="of another page")

    assert "Look once more." in told
    assert not NamedReviewer.objects.filter(posted_at__isnull=False).exists()


def test_a_chair_in_conflict_reads_no_name_of_its_reviewers(client, cast, named):
    chair = make_member(cast.workshop).user
    named.submission.conflicts.create(user=chair, source="chair")
    client.force_login(chair)

    told = page(client, reverse("closing", args=[cast.workshop.slug]))

    assert "Nobody has agreed yet." in told
    assert not any(name in told for name in NAMES)


def test_who_is_no_reviewer_any_more_is_not_named(client, cast, named):
    post(client, cast)

    cast.workshop.memberships.filter(user=named.users[0]).delete()
    type(cast.workshop).objects.all().touch()

    assert "Ada Boole" not in public(client, cast)


def test_the_first_page_keeps_within_ten_queries(
    client, cast, named, django_assert_max_num_queries
):
    post(client, cast)
    make_workshop(previous=cast.workshop)
    client.logout()

    with django_assert_max_num_queries(10):
        told = client.get(cast.workshop.get_absolute_url()).content.decode()

    assert "Ada Boole" in told


def test_nobody_is_named_before_the_workshop_is_over(client, cast, named):
    post(client, cast)
    cast.workshop.last_day = date(2100, 6, 5)
    cast.workshop.save()
    type(cast.workshop).objects.all().touch()

    assert "Ada Boole" not in public(client, cast)
    assert "Ada Boole" not in press(client, cast)


def test_names_are_taken_off_again(client, cast, named):
    post(client, cast)

    press(client, cast, unpost="1")

    assert "Ada Boole" not in public(client, cast)


def test_when_reviews_are_removed_posted_names_stay(client, cast, named):
    post(client, cast)
    agree(cast.workshop, "Idle Hand", by=cast.reviewer)

    assert remove(cast.workshop)["names"] == 1

    assert "names" in parts()
    assert "Ada Boole" in public(client, cast)
