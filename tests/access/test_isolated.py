"""A name that is written from the right stirs nothing beside it: on every page it is isolated."""

from html.parser import HTMLParser

import pytest

from competition.models import Team, TeamMember
from program.models import Contribution, Participant, Slot, Speaker
from reviews.models import Invitation
from submissions.models import Author
from tests.access.asking import address_for, asked, signed_in
from tests.html_words import VOID
from workshop.models import User, Workshop

pytestmark = pytest.mark.django_db
HEBREW = "ליאור כהן (2)"
READ = ["anonymous", "author", "reviewer", "chair"]
# A line of its own, or no line: alone in it, there is nothing that a name could stir.
BLOCKS = set("h1 h2 h3 h4 th td dt dd li p summary legend label button".split())
APART = set("bdi title option textarea pre script text".split())  # no line of words


class Isolated(HTMLParser):
    """What stands beside a name in the same line of text, where nothing keeps the two apart."""

    def __init__(self):
        super().__init__()
        self.open, self.beside, self.alone = [], [], []
        self.begins = False

    def handle_starttag(self, tag, attributes):
        self.beside += self.alone
        self.alone = []
        if tag not in VOID:
            is_heard = "hidden" in (dict(attributes).get("class") or "")
            self.open.append("bdi" if is_heard or "dir" in dict(attributes) else tag)
        self.begins = True

    def handle_endtag(self, tag):
        self.open.pop()
        self.alone, self.begins = [], False

    def handle_data(self, text):
        if HEBREW in text and APART.isdisjoint(self.open):
            is_alone = self.begins and text.strip() == HEBREW and self.open[-1] in BLOCKS
            told = self.alone if is_alone else self.beside
            told.append(f"<{self.open[-1]}>{text.strip()}")
        self.begins = False


def name_all(workshop):
    """Everybody, and where they are from."""
    for people in (Author, Speaker, Participant, Invitation, Team):
        people.objects.update(name=HEBREW, affiliation=HEBREW)
    for people in (User, TeamMember):
        people.objects.update(name=HEBREW)
    Slot.objects.update(chaired_by=HEBREW)
    Contribution.objects.filter(submission=None).update(authors=f"{HEBREW} ({HEBREW})")
    Workshop.objects.update(committee=HEBREW, organisers=HEBREW)


@pytest.mark.parametrize("role", READ)
def test_a_name_from_the_right_is_kept_apart_from_what_stands_beside_it(world, role):
    name_all(world.workshop)
    client = signed_in(world, role)

    pages = {name: page_of(client.get(address_for(world, role, name))) for name in asked(role)}

    assert any(f"<bdi>{HEBREW}" in page for page in pages.values())
    beside = {name: beside_in(page) for name, page in pages.items()}
    assert {name: told for name, told in beside.items() if told} == {}


def page_of(response):
    """Its text, if it is a page; a file is closed once it is read."""
    content = response.getvalue()
    is_page = response.get("Content-Type", "").startswith("text/html")
    return content.decode() if is_page else ""


def beside_in(page):
    reader = Isolated()
    reader.feed(page)
    return reader.beside


@pytest.mark.parametrize("told", ["<p>%s, 3</p>", "<td><b>%s</b> 3</td>", "<li>%s <b>3</b></li>"])
def test_what_stands_beside_a_name_is_seen(told):
    assert beside_in(told % HEBREW)
    assert not beside_in(told % f"<bdi>{HEBREW}</bdi>")
    assert not beside_in(f"<td>{HEBREW}</td>")
