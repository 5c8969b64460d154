"""Every page and mail is walked in every role and state: a word where the table says no is a leak.

The decision is no word; what it changes on whose pages stands in test_interference.
"""

import pytest

from tests.access.crawl import NEAR, ROUTES, Walk, after_each, come_across
from tests.access.known import may_know
from tests.access.stage import ROLES, STATES, a_stage

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


@pytest.fixture(scope="module")
def found(module_db):
    """{state: {role: {secret: [where]}}} of all that is come across."""
    with a_stage() as stage:
        walk = Walk(stage, ROLES)
        yield after_each(stage, STATES, lambda state: come_across(walk, names_in(state)))


def names_in(state):
    return ROUTES if state == "published" else NEAR


@pytest.mark.parametrize("state", STATES)
def test_no_page_or_mail_tells_more_than_its_reader_may_know(found, state):
    leaks = [
        (role, secret, places)
        for role, secrets in found[state].items()
        for secret, places in secrets.items()
        if secret not in may_know(state, role)
    ]

    assert leaks == []
    for chair in ("chair", "superuser"):  # or the crawl passes by what is there
        assert found[state][chair].keys() == may_know(state, chair)
