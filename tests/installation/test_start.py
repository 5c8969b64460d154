"""From an installation without data to a public page of a workshop, by hand and quickly."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.installation.house import Installation

pytestmark = pytest.mark.browser
MOST_INTERACTIONS = 15


class Hand:
    """Acts on a page as a person does, and counts: a click or a field is one each."""

    def __init__(self, page):
        self.page, self.interactions = page, 0

    def fill(self, name, value):
        self.interactions += 1
        self.page.locator(f"[name={name}]").fill(value)

    def choose(self, name, value):
        self.interactions += 1
        self.page.locator(f"[name={name}]").select_option(value)

    def press(self, role, name):
        self.interactions += 1
        self.page.get_by_role("main").get_by_role(role, name=name, exact=True).click()


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def hand(request, chromium):
    with chromium.new_context(java_script_enabled=request.param) as context:
        context.set_default_timeout(10_000)
        yield Hand(context.new_page())


def printed_address(house):
    return re.search(r"http://\S+", house.manage("start", "--mail", "me@example.org").stdout)[0]


def fill_in(hand, day):
    hand.fill("name", "Warm Computing")
    hand.fill("acronym", "WARM")
    hand.fill("first_day", day.isoformat())
    hand.fill("last_day", (day + timedelta(days=1)).isoformat())
    hand.fill("deadline", (day - timedelta(days=40)).isoformat())
    hand.choose("zone", "Europe/Paris")
    hand.press("button", "Start the workshop")


def test_a_first_workshop_is_public_within_fifteen_interactions(bare_installation, chromium, hand):
    day = datetime.now(UTC).date() + timedelta(days=90)
    hand.page.goto(printed_address(bare_installation))

    fill_in(hand, day)
    hand.press("link", "Publish the site")
    hand.press("button", "Publish the site")

    expect(hand.page.get_by_role("status")).to_contain_text("The site is public")
    assert hand.interactions <= MOST_INTERACTIONS
    with chromium.new_context(base_url=bare_installation.url) as visitor:
        page = visitor.new_page()
        assert page.goto(f"/warm-{day.year}/").status == 200
        expect(page.get_by_role("list", name="Key dates")).to_contain_text("Proposals due")
        page.get_by_role("link", name="Read the call").click()
        expect(page.get_by_role("link", name="Submit a proposal")).to_be_visible()


def test_the_command_refuses_once_there_is_a_workshop(make_installation):
    refused = make_installation().manage("start", "--mail", "me@example.org", check=False)

    assert refused.returncode == 2
    assert "sign in as an operator and open /start/" in refused.stderr


def test_the_command_names_what_is_to_be_run_before_it(tmp_path):
    refused = Installation(tmp_path).manage("start", "--mail", "me@example.org", check=False)

    assert refused.returncode == 1
    assert "Has `manage.py migrate` been run?" in refused.stderr
