"""Members whose names read the same in other letters are told apart before a chair acts on one."""

import pytest
from django.urls import reverse

from reviews.invitations.plan import plan_of
from tests.factories import make_member, make_user
from workshop.lookalikes import alike

pytestmark = pytest.mark.django_db
CYRILLIC, LATIN = "Сосо", "Coco"


@pytest.fixture
def pair(cast):
    """(a reviewer, the chair for whom her name passes)"""
    cast.chair.name = LATIN
    cast.chair.save()
    user = make_user("coco@example.org", name=CYRILLIC)
    return make_member(cast.workshop, "reviewer", user).user, cast.chair


def page(client, cast, name):
    client.force_login(cast.chair)
    return client.get(reverse(name, args=[cast.workshop.slug])).content.decode()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([CYRILLIC, LATIN], {CYRILLIC: LATIN, LATIN: CYRILLIC}),
        ([LATIN, "COCO", "coco"], {}),
        ([LATIN, "Cocoa", "Коко"], {}),
    ],
)
def test_other_letters_count_and_not_capitals(names, found):
    assert alike(names) == found


@pytest.mark.parametrize("name", ["conflicts", "assign_by_hand"])
def test_where_people_are_chosen_both_stand_with_their_addresses(client, cast, pair, name):
    told = page(client, cast, name)

    assert "These names read the same" in told
    assert all(one.email in told for one in pair)


@pytest.mark.parametrize("name", ["conflicts", "assign_by_hand", "reviewers"])
def test_nothing_is_told_where_names_differ(client, cast, name):
    make_member(cast.workshop, "reviewer", make_user(name=LATIN))
    make_member(cast.workshop, "reviewer", make_user(name="COCO"))

    told = page(client, cast, name)

    assert "These names read the same" not in told
    assert "in other letters" not in told


def test_the_list_of_reviewers_marks_her(client, cast, pair):
    assert f"in other letters: <bdi>{LATIN}</bdi>" in page(client, cast, "reviewers")


def test_whoever_would_be_invited_under_such_a_name_is_told_of(cast):
    reviewer = make_user("coco@example.org", name=LATIN)
    make_member(cast.workshop, "reviewer", reviewer)

    [entry] = plan_of(cast.workshop, f"{CYRILLIC} <other@example.org>", 3).entries

    assert reviewer.email in entry.notes[0]
