"""Twelve submissions decided, announced with their mails, placed and published, without
JavaScript: each thing that the chair does is counted."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MOST = 12  # the nearest system takes 34
TWO_MORE = """
    from tests.factories import make_review, make_submission
    from workshop.models import Workshop
    workshop = Workshop.objects.get(slug="pedl")
    for number in (1, 2):
        make_review(make_submission(workshop, title=f"One more, number {number}"), mark=1)
    answer = workshop.submissions.filter(status="submitted").count()
"""
WHAT_CAME_OF_IT = """
    from collections import Counter
    from program.models import Contribution
    from reviews.models import Decision
    from workshop.models import Message
    about = ["acceptance", "conditions", "waitlist", "rejection"]
    answer = {
        "released": Counter(Decision.objects.filter(submission__workshop__slug="pedl")
            .exclude(released="").values_list("outcome", flat=True)),
        "mailed": Message.objects.filter(purpose__in=about, workshop__slug="pedl")
            .values("object_id").distinct().count(),
        "listed": Contribution.objects.filter(submission__workshop__slug="pedl").count(),
    }
"""


@pytest.fixture
def house(make_installation):
    house = make_installation()
    house.manage("demo", "--phase", "review")
    assert house.python(TWO_MORE) == 12
    house.serve()
    yield house
    house.holds_all_invariants()


class Counted:
    """A chair at a browser: a click, a field, a choice or a tick is one."""

    def __init__(self, page):
        self.page, self.main, self.done = page, page.get_by_role("main"), 0

    def goes_to(self, link):
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.done += 1

    def fill(self, name, text):
        self.main.locator(f"[name={name}]").fill(text)
        self.done += 1

    def choose(self, name, value):
        self.main.locator(f"[name={name}]").select_option(value)
        self.done += 1

    def tick(self, name):
        self.main.locator(f"[name={name}]").check()
        self.done += 1

    def press(self, name):
        self.main.get_by_role("button", name=name, exact=True).click()
        self.done += 1

    def reads(self, words):
        expect(self.main).to_contain_text(words)


def test_twelve_are_decided_announced_mailed_placed_and_published(chromium, house):
    context = chromium.new_context(base_url=house.url, java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/accounts/login/code/")
    page.get_by_role("button", name="Chair", exact=True).click()
    page.goto("/pedl/chair/")
    chair = Counted(page)

    chair.goes_to("Reviewing")
    chair.fill("first", "4")
    chair.choose("outcome", "oral")
    chair.choose("others", "reject")
    chair.press("Look at what would change")
    chair.reads("4 × accept as a talk, 8 × reject")
    chair.press("Record these decisions")
    chair.reads("The authors learn nothing until it is announced.")
    chair.goes_to("Look at what would be announced")
    chair.reads("4 × accept as a talk, 8 × reject")
    for act in ("release", "mail", "publish"):
        chair.tick(act)
    chair.press("Do what is ticked")
    chair.reads("Released: 12.")

    assert chair.done <= MOST
    came = house.python(WHAT_CAME_OF_IT)
    assert came == {"released": {"oral": 4, "reject": 8}, "mailed": 12, "listed": 4}
    public = context.browser.new_context(base_url=house.url).new_page()
    public.goto("/pedl/program/")
    best = re.compile("A spiking keyword spotter that sleeps between words")
    expect(public.get_by_role("main")).to_contain_text(best)
    context.close()
