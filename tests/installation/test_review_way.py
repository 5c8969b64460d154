"""A reviewer's way from her page through her reviews: counted, and when saving goes wrong."""

import pytest
from playwright.sync_api import expect

from tests.installation.test_pages import cookies_of

pytestmark = pytest.mark.browser
LATER = 30_000  # by when a form that could not be saved has tried again


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import installation_from

    with installation_from(prepared) as house:
        house.manage("demo", "--phase", "review")
        house.serve()
        yield house


@pytest.fixture
def reviewer(chromium, house):
    """A function of options: a page of the demonstration's reviewer, signed in."""
    contexts = []

    def reviewer(**options):
        cookies = cookies_of(chromium, house, "Reviewer")
        context = chromium.new_context(base_url=house.url, storage_state=cookies, **options)
        context.set_default_timeout(LATER)
        contexts.append(context)
        return context.new_page()

    yield reviewer
    for context in contexts:
        context.close()


def open_a_review(page):
    page.goto("/pedl/reviews/")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_url("**/pedl/reviews/*/")
    return page.locator("[name=for_authors]"), page.locator("#saved")


def test_what_is_typed_while_the_server_is_away_is_saved_when_it_is_back(reviewer):
    page = reviewer()
    text, saved = open_a_review(page)
    page.context.set_offline(True)
    text.fill("Typed in a tunnel.")
    expect(saved).to_contain_text("Not saved: the server does not answer.", timeout=LATER)
    page.context.set_offline(False)

    expect(saved).to_contain_text("Saved as a draft at", timeout=LATER)
    page.reload()
    expect(text).to_have_value("Typed in a tunnel.")


def test_who_was_signed_out_signs_in_elsewhere_and_goes_on(reviewer, chromium, house):
    page = reviewer()
    text, saved = open_a_review(page)
    page.context.clear_cookies()
    text.fill("Typed after the session was gone.")
    expect(saved).to_contain_text("Not saved: you are signed out.", timeout=LATER)
    page.context.add_cookies(cookies_of(chromium, house, "Reviewer")["cookies"])

    expect(saved).to_contain_text("Saved as a draft at", timeout=LATER)
    page.reload()
    expect(text).to_have_value("Typed after the session was gone.")


def test_a_server_that_breaks_down_is_told_and_asked_again(reviewer):
    page = reviewer()
    text, saved = open_a_review(page)
    page.route("**/reviews/*/", lambda route: route.fulfill(status=500))
    text.fill("Typed while it broke.")
    expect(saved).to_contain_text("Not saved: something went wrong.", timeout=LATER)
    page.unroute("**/reviews/*/")

    expect(saved).to_contain_text("Saved as a draft at", timeout=LATER)


def test_a_closed_laptop_loses_nothing(reviewer):
    page = reviewer()
    text, saved = open_a_review(page)
    text.fill("Half a review.")
    expect(saved).to_contain_text("Saved as a draft at", timeout=LATER)
    address = page.url
    page.close()

    later = reviewer()
    later.goto(address)
    expect(later.locator("[name=for_authors]")).to_have_value("Half a review.")
