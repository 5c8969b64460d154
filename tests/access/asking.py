"""Asking the routes of the table, as one role after another."""

from django.test import Client

from tests.access.routes import address, routes
from tests.access.rules import ALIKE_TO_ADMIN

ROUTES = dict(routes())
WAYS_IN = ("/accounts/login/code/", "/admin/login/")


def signed_in(world, role):
    client = Client()
    client.cookies.update(world.cookies[role])
    return client


def asked(role):
    """The admin asks for memberships alone, so whom it cannot tell apart are one to it."""
    door = {"admin:index", "admin:app_list", "admin:catch_all"}
    if role in ALIKE_TO_ADMIN:
        return [name for name in ROUTES if name in door or not name.startswith("admin:")]
    return list(ROUTES)


def rows_for(world, role):
    """With those that the role alone has to do with."""
    return world.rows | world.rows_of.get(role, {})


def address_for(world, role, name):
    return address(ROUTES[name], world.workshop, rows_for(world, role))


def answer(response):
    if response.streaming:
        response.getvalue()  # which closes the file
    if response.status_code == 302:
        return "in" if response.url.startswith(WAYS_IN) else "→"
    return str(response.status_code)
