"""An answer that is kept must never stand where another one would come."""

import pytest

from tests.access.memo import Memo
from tests.factories import make_workshop
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def looks():
    """Of a page that tells names of workshops, the first of which decides what it reads next."""
    asked = []

    def ask(role, address):
        asked.append((role, address))
        first = Workshop.objects.get(slug="first").name
        return first, Workshop.objects.get(slug=first).name

    memo = Memo(ask)
    memo.looks = asked
    with memo.watching():
        yield memo


@pytest.fixture(autouse=True)
def _workshops(db):
    for slug, name in {"first": "second", "second": "heat", "third": "cold"}.items():
        make_workshop(slug, name=name)


def test_nothing_is_asked_again_while_its_rows_stay_as_they_are(looks):
    told = looks.read("anonymous", "/")
    Workshop.objects.filter(slug="third").update(name="ice")

    assert looks.read("anonymous", "/") == told == ("second", "heat")
    assert len(looks.looks) == 1


@pytest.mark.parametrize("slug", ["first", "second"])
def test_a_row_that_has_been_read_and_changes_makes_it_ask_again(looks, slug):
    looks.read("anonymous", "/")
    Workshop.objects.filter(slug=slug).update(name="third" if slug == "first" else "warmth")

    expected = {"first": ("third", "cold"), "second": ("second", "warmth")}
    assert looks.read("anonymous", "/") == expected[slug]


def test_who_asks_and_for_what_have_answers_of_their_own(looks):
    for role, address in [("anonymous", "/"), ("chair", "/"), ("chair", "/chair/")]:
        looks.read(role, address)

    assert len(looks.looks) == 3


def test_when_all_is_as_it_was_the_first_answer_stands(looks):
    looks.read("anonymous", "/")
    Workshop.objects.filter(slug="second").update(name="warmth")
    looks.read("anonymous", "/")
    Workshop.objects.filter(slug="second").update(name="heat")

    assert looks.read("anonymous", "/") == ("second", "heat")
    assert len(looks.looks) == 2


def test_what_writes_is_asked_each_time():
    asked = []

    def ask(_role, _address):
        asked.append(Workshop.objects.filter(slug="first").update(revision=7))

    memo = Memo(ask)
    with memo.watching():
        memo.read("chair", "/")
        memo.read("chair", "/")

    assert asked == [1, 1]


def test_what_is_done_while_nobody_watches_counts_as_well():
    memo = Memo(lambda _role, _address: Workshop.objects.get(slug="first").name)
    with memo.watching():
        memo.read("chair", "/")
    Workshop.objects.filter(slug="first").update(name="warmth")

    with memo.watching():
        assert memo.read("chair", "/") == "warmth"
