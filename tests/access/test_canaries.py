"""Every page and mail is walked in every role and state: a word where the table says no is a leak.

The decision is no word; what it changes on whose pages stands in test_interference.
"""

from zlib import crc32

import pytest

from tests.access import clock
from tests.access.crawl import Walk, after_each, come_across, without_noise
from tests.access.known import may_know
from tests.access.memo import forget_renderings
from tests.access.stage import ROLES, STATES, a_stage
from workshop.models import Workshop

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


ONE_IN = 300


@pytest.fixture(scope="module")
def walked(module_db):
    """{state: ({role: {secret: [where]}}, [what the memo tells and a page does not])}."""
    with a_stage() as stage:
        walk = Walk(stage, ROLES)

        def look(state):
            read = walk.read()
            return come_across(read), outdated(walk, read, state)

        yield after_each(stage, STATES, look)


def outdated(walk, read, state):
    """Of a sample, asked anew one after another. The counter is another then: no page tells it.

    How much space there is, which `healthz` tells, is not said by rows.
    """
    forget_renderings()
    Workshop.objects.update(revision=2)
    with clock.standing():
        compared = [
            (role, path, without_noise(text), without_noise(walk.ask(role, path)))
            for role, pages in read.items()
            for name, path, text in pages
            if name not in {"mail", "healthz"} and is_chosen(state, role, name)
        ]
    return [(role, path, *apart(kept, new)) for role, path, kept, new in compared if kept != new]


def apart(one, other):
    """Where two texts part."""
    pairs = enumerate(zip(one, other, strict=False))
    place = next((place for place, (a, b) in pairs if a != b), 0)
    return [text[max(place - 60, 0) : place + 60] for text in (one, other)]


def is_chosen(*what):
    return crc32(" ".join(what).encode()) % ONE_IN == 0


@pytest.mark.parametrize("state", STATES)
def test_what_is_kept_of_a_page_is_what_it_tells(walked, state):
    _found, wrong = walked[state]

    assert wrong == []


@pytest.mark.parametrize("state", STATES)
def test_no_page_or_mail_tells_more_than_its_reader_may_know(walked, state):
    found, _wrong = walked[state]

    leaks = [
        (role, secret, places)
        for role, secrets in found.items()
        for secret, places in secrets.items()
        if secret not in may_know(state, role)
    ]

    assert leaks == []
    for chair in ("chair", "superuser"):  # or the crawl passes by what is there
        assert found[chair].keys() == may_know(state, chair)
