"""Role × URL: each route has a row in the table, and each role gets what stands there."""

import pytest
from django.core.cache import caches

from tests.access.asking import ROUTES, address_for, answer, asked, rows_for, signed_in
from tests.access.routes import address
from tests.access.rules import ROLES
from tests.access.table import SENT, TABLE
from tests.access.undoing import undone
from workshop.models import Workshop
from workshop.trail import unsealed

pytestmark = pytest.mark.django_db
# Their cookies are those of a visitor, none: see the test of it.
ASKED = [role for role in ROLES if role != "speaker"]


def test_every_route_has_a_row_and_every_row_a_route():
    assert ROUTES.keys() == TABLE.keys()


def test_a_speakers_link_gives_no_cookie(world):
    assert not world.cookies["speaker"]


@pytest.mark.parametrize("role", ASKED)
def test_each_role_reads_what_the_table_says(world, role):
    client = signed_in(world, role)

    answers = {name: answer(client.get(address_for(world, role, name))) for name in asked(role)}

    assert amiss(answers, "get", role) == {}


@pytest.mark.parametrize("role", ASKED)
def test_each_role_does_what_the_table_says(world, role):
    caches["default"].clear()  # which counts how often somebody has tried to sign in

    answers = {name: post(world, role, name) for name in asked(role)}

    assert amiss(answers, "post", role) == {}


def amiss(answers, method, role):
    """{name of the route: (its answer, the table's)}"""
    table = {name: row[method][role] for name, row in TABLE.items()}
    return {name: (got, table[name]) for name, got in answers.items() if got != table[name]}


def post(world, role, name):
    path = address_for(world, role, name)
    named = world.named | {"code": rows_for(world, role)["<code:code>"]}
    sent = {field: text.format(**named) for field, text in SENT.get(name, {}).items()}
    with undone():
        return answer(signed_in(world, role).post(path, sent))


OPENED_BY_LINK = {
    *("action_link", "speaker_by_link", "material_by_link", "confirm_by_link", "invitation")
}


@pytest.mark.parametrize("role", ["anonymous", "stranger", "other_chair"])
def test_nothing_of_a_hidden_workshop_is_read_by_those_outside_it(world, role):
    Workshop.objects.filter(pk=world.workshop.pk).update(is_public=False, name="Kingfisher plan")
    world.workshop.slots.update(title="Kingfisher talk")
    world.workshop.speakers.update(name="Kingfisher person")
    world.workshop.messages.update(subject="Kingfisher mail", recipient="kingfisher@example.org")
    with unsealed("a test of what is hidden"):
        world.workshop.trail.update(name="Kingfisher change")
    client = signed_in(world, role)

    leaks = [
        path
        for name in ROUTES.keys() - OPENED_BY_LINK
        for path in asked_of(world, role, name)
        if "kingfisher" in client.get(path).content.decode().lower()
    ]

    assert leaks == []


def asked_of(world, role, name):
    """Its address, and of what is a list to the role a search and a filter."""
    path = address(ROUTES[name], world.workshop, world.rows)
    yield path
    if name.endswith(("_changelist", "_add")) and TABLE[name]["get"][role] == "200":
        yield from (path + query for query in ("?q=Kingfishe", f"?workshop={world.workshop.pk}"))
