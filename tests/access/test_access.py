import pytest

from tests.access.routes import address, make_rows, routes
from tests.access.table import ROLES, TABLE
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
ROUTES = list(dict(routes()).items())
CLOSED = {"in", "404"}
WAYS_IN = ("/accounts/login/code/", "/admin/login/")


@pytest.fixture
def rows(cast):
    return make_rows(cast)


def sign_in(client, cast, role):
    if role != "anonymous":
        client.force_login(getattr(cast, role))


def answer(response):
    if response.status_code == 302:
        return "in" if response.url.startswith(WAYS_IN) else "→"
    return str(response.status_code)


def test_every_route_has_a_row_and_every_row_a_route():
    assert {name for name, _pattern in ROUTES} == TABLE.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("name", "pattern"), ROUTES, ids=[name for name, _ in ROUTES])
def test_each_role_gets_what_the_table_says(client, cast, rows, role, name, pattern):
    expected = TABLE[name].split()[ROLES.index(role)]
    path = address(pattern, cast.workshop, rows)
    sign_in(client, cast, role)

    assert answer(client.get(path)) == expected
    if expected in CLOSED:
        assert answer(client.post(path)) in {expected, "405"}  # which asks for no row


@pytest.mark.parametrize("role", ["anonymous", "stranger", "other_chair"])
def test_nothing_of_a_hidden_workshop_is_read_by_those_outside_it(client, cast, rows, role):
    Workshop.objects.filter(pk=cast.workshop.pk).update(is_public=False, name="Canary plan")
    cast.workshop.slots.update(title="Canary talk")
    cast.workshop.speakers.update(name="Canary person")
    cast.workshop.messages.update(subject="Canary mail", recipient="canary@example.org")
    cast.workshop.trail.update(name="Canary change")
    sign_in(client, cast, role)

    leaks = [
        path
        for path in (
            address(pattern, cast.workshop, rows) + query
            for name, pattern in ROUTES
            if name != "action_link"
            for query in ("", "?q=Canar", f"?workshop={cast.workshop.pk}")
        )
        if "canary" in client.get(path).content.decode().lower()
    ]

    assert leaks == []
