"""Role × URL: each route has a row in the table, and each role gets what stands there."""

import pytest
from django.test import Client

from tests.access.routes import address, routes
from tests.access.table import (
    ALL_ROLES,
    AUTHORS_ACT,
    CHAIRS_ACT,
    OF_ANY_CHAIR,
    TABLE,
    expected,
)
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
ROUTES = list(dict(routes()).items())
CLOSED = {"in", "404"}
WAYS_IN = ("/accounts/login/code/", "/admin/login/")


def signed_in(world, role):
    client = Client()
    client.cookies.update(world.cookies[role])
    return client


def answer(response):
    if response.streaming:
        response.getvalue()  # which closes the file
    if response.status_code == 302:
        return "in" if response.url.startswith(WAYS_IN) else "→"
    return str(response.status_code)


def test_every_route_has_a_row_and_every_row_a_route():
    assert {name for name, _pattern in ROUTES} == TABLE.keys()


@pytest.mark.parametrize(("name", "pattern"), ROUTES, ids=[name for name, _ in ROUTES])
def test_each_role_gets_what_the_table_says(world, name, pattern):
    path = address(pattern, world.workshop, world.rows)
    clients = {role: signed_in(world, role) for role in ALL_ROLES}
    table = {role: expected(name, role) for role in ALL_ROLES}

    assert {role: answer(client.get(path)) for role, client in clients.items()} == table
    for role, client in clients.items():
        if table[role] in CLOSED:
            assert answer(client.post(path)) in {table[role], "405"}, role


OPENED_BY_LINK = {
    *("action_link", "speaker_by_link", "material_by_link", "confirm_by_link", "invitation")
}


@pytest.mark.parametrize("role", ["anonymous", "stranger", "other_chair"])
def test_nothing_of_a_hidden_workshop_is_read_by_those_outside_it(world, role):
    Workshop.objects.filter(pk=world.workshop.pk).update(is_public=False, name="Kingfisher plan")
    world.workshop.slots.update(title="Kingfisher talk")
    world.workshop.speakers.update(name="Kingfisher person")
    world.workshop.messages.update(subject="Kingfisher mail", recipient="kingfisher@example.org")
    world.workshop.trail.update(name="Kingfisher change")
    client = signed_in(world, role)

    leaks = [
        path
        for path in (
            address(pattern, world.workshop, world.rows) + query
            for name, pattern in ROUTES
            if name not in OPENED_BY_LINK
            for query in ("", "?q=Kingfishe", f"?workshop={world.workshop.pk}")
        )
        if "kingfisher" in client.get(path).content.decode().lower()
    ]

    assert leaks == []


ACTS = [name for name in TABLE if TABLE[name] == CHAIRS_ACT]
ACTS += ["withdraw_for_authors", "desk_reject", "override", "edit_for_authors"]
OF_AUTHORS = [name for name, columns in TABLE.items() if columns == AUTHORS_ACT]
OUTSIDERS = ["stranger", "reviewer", "other_chair", "author", "conflicted_chair"]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_chairs_do_is_not_there_for_others(world, role):
    client = signed_in(world, role)
    names = [one for one in ACTS if role != "conflicted_chair" or one not in OF_ANY_CHAIR]
    paths = {name: address(dict(ROUTES)[name], world.workshop, world.rows) for name in names}

    answers = {
        name: answer(client.post(path, {"outcome": "accept"})) for name, path in paths.items()
    }

    assert answers == dict.fromkeys(names, "404")


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair", "chair", "superuser"])
def test_what_authors_do_is_not_there_for_others(world, role):
    client = signed_in(world, role)
    paths = {name: address(dict(ROUTES)[name], world.workshop, world.rows) for name in OF_AUTHORS}

    answers = {name: answer(client.post(path)) for name, path in paths.items()}

    assert OF_AUTHORS
    assert answers == dict.fromkeys(OF_AUTHORS, "404")
