"""An id that is somebody else's, or of another workshop, is answered as one that is not there."""

import re

import pytest
from django.utils.crypto import get_random_string

from tests.access.asking import ROUTES, answer, asked, signed_in
from tests.access.routes import address
from tests.access.table import TABLE
from tests.access.undoing import undone
from tests.competition.factories import make_competition
from tests.factories import make_member

pytestmark = pytest.mark.django_db
OTHER_METHODS = ["head", "put", "delete", "options"]
CLOSED = {"404", "405"}
ONLY_METHODS = "200 without a word"  # of allauth's pages, to everybody and whatever is there
OF_A_WORKSHOP = [name for name, pattern in ROUTES.items() if pattern.startswith("<slug:slug>/")]


def nowhere(value):
    """The same row's place in an address, with an id that no row has."""
    if isinstance(value, int):
        return 10**9
    return re.sub(r"\b([0-9A-Z]{8}|[0-9a-f]{32}|ada-boole)\b", _other_id, value)


def _other_id(match):
    return get_random_string(len(match[0]), "23456789" if match[0].isupper() else "abcdef")


def with_an_id(world, names):
    """{route: (its address, the same with ids that are not there)}"""
    missing = {gap: nowhere(value) for gap, value in world.rows.items()}
    pairs = {
        name: [address(ROUTES[name], world.workshop, rows) for rows in (world.rows, missing)]
        for name in names
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def is_closed(name, role):
    answers = {TABLE[name][method][role] for method in ("get", "post")}
    return "404" in answers and answers <= CLOSED


def told(client, method, path):
    """All of an answer but what is new in each: its token."""
    with undone():
        response = getattr(client, method)(path)
        text = response.content.decode().replace(path, "")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return answer(response), {**response.headers, "Content-Security-Policy": ""}, text


@pytest.mark.parametrize("role", ["participant", "other_chair", "conflicted_chair"])
def test_what_is_not_yours_is_answered_like_what_is_not_there(world, role):
    client = signed_in(world, role)
    pairs = with_an_id(world, [name for name in asked(role) if is_closed(name, role)])

    differing = [
        (name, method)
        for name, (path, missing) in pairs.items()
        for method in ("get", "post", "options")
        if told(client, method, path) != told(client, method, missing)
    ]

    assert pairs
    assert differing == []


@pytest.fixture
def elsewhere(world):
    """The other workshop, in which everybody has the part that they have in the cast's."""
    other = world.other_chair.memberships.get().workshop
    parts = {"chair": world.chair, "reviewer": world.reviewer, "publications": world.publications}
    for role, user in parts.items():
        make_member(other, role, user)
    make_competition(other)
    return other


@pytest.mark.parametrize(
    "role", ["anonymous", "author", "reviewer", "publications", "other_chair", "chair", "superuser"]
)
def test_nothing_of_one_workshop_is_found_under_the_address_of_another(world, elsewhere, role):
    client = signed_in(world, role)
    paths = {
        name: address(ROUTES[name], elsewhere, world.rows)
        for name in with_an_id(world, OF_A_WORKSHOP)
    }

    answers = {
        name: [ask(client, "get", path), ask(client, "post", path)] for name, path in paths.items()
    }

    closed = {"404", "405", "in"} if role == "anonymous" else CLOSED
    assert {name: found for name, found in answers.items() if not closed.issuperset(found)} == {}
    assert {name: found for name, found in answers.items() if found == ["405", "405"]} == {}


def ask(client, method, path):
    with undone():
        response = getattr(client, method)(path)
    if method == "options" and not response.content:
        return ONLY_METHODS
    return answer(response)


@pytest.mark.parametrize("role", ["anonymous", "stranger"])
def test_no_other_method_opens_what_is_closed(world, role):
    client = signed_in(world, role)
    shut = "in" if role == "anonymous" else "404"
    names = [name for name in ROUTES if TABLE[name]["get"][role] == shut]

    opened = {
        (name, method)
        for name in names
        for method in OTHER_METHODS
        if ask(client, method, address(ROUTES[name], world.workshop, world.rows))
        not in {shut, "405", ONLY_METHODS}
    }

    assert opened == set()
