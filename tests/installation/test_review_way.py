"""A reviewer's way from her page through her reviews: counted, and when saving goes wrong."""

import pytest
from playwright.sync_api import expect

from tests.installation.test_pages import cookies_of
from tests.installation.test_submit import tab_to

pytestmark = pytest.mark.browser
MOST_FOR_THE_FIRST, MOST_FOR_EACH_NEXT = 6, 4
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
LATER = 30_000  # by when a form that could not be saved has tried again


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import demonstration

    with demonstration(prepared, "review") as house:
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


class Counted:
    """Somebody at a browser; `done` counts clicks, committing keys and fields."""

    def __init__(self, page):
        self.page, self.done = page, 0

    def fill(self, name, text):
        self.page.locator(f"[name={name}]").fill(text)
        self.done += 1

    def click(self, role, name):
        self.page.get_by_role("main").get_by_role(role, name=name).first.click()
        self.done += 1


HOW = {
    "with JavaScript": {},
    "without JavaScript": {"java_script_enabled": False},
    "on a phone": PHONE,
    "on a phone without JavaScript": PHONE | {"java_script_enabled": False},
}


@pytest.mark.parametrize("how", HOW)
def test_one_review_and_the_next_take_few_interactions(reviewer, house, how):
    begin_anew(house)
    person = Counted(reviewer(**HOW[how]))
    person.page.goto("/me/")
    person.click("link", "Review “")
    expect(person.page.locator("[name=line]")).to_be_visible()
    assert_it_fits(person.page)
    write(person, "Submit, and the next one")

    expect(person.page.get_by_text("is in. You can still change it.")).to_be_visible()
    assert "/pedl/reviews/" in person.page.url
    assert person.done <= MOST_FOR_THE_FIRST
    person.done = 0
    write(person, "Submit the review")
    expect(person.page.get_by_text("2 of 5 done")).to_be_visible()
    assert_it_fits(person.page)
    assert person.done <= MOST_FOR_EACH_NEXT


def begin_anew(house):
    """She has five reviews to do."""
    house.python("""
    from reviews.models import Review
    from workshop.trail import unsealed
    with unsealed("a test that begins anew"):
        answer = Review.objects.filter(assignment__reviewer__email="reviewer@example.org").delete()
    """)


def write(person, button):
    person.fill("line", "3 4 2")
    person.fill("for_authors", "Well measured; say how long the meter ran.")
    person.click("button", button)


def assert_it_fits(page):
    width = max(320, page.viewport_size["width"])
    assert page.locator("html").evaluate("html => html.scrollWidth") <= width


def test_a_review_by_keyboard_alone(reviewer, house):
    begin_anew(house)
    page = reviewer()
    page.goto("/pedl/reviews/")
    tab_to(page, ".actions a.btn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pedl/reviews/*/")
    tab_to(page, "[name=zoom]")
    page.keyboard.press("ArrowRight")
    sheet = page.locator(".sheet").first
    pane = page.locator(".sheets").evaluate("pane => pane.clientWidth")
    assert sheet.evaluate("image => image.clientWidth") > 1.4 * pane
    tab_to(page, "[name=line]")
    page.keyboard.type("3 4 2")
    tab_to(page, "[name=recommendation]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=for_authors]")
    page.keyboard.type("By keys alone.")
    tab_to(page, "button[name=submit]")
    page.keyboard.press("Enter")

    expect(page.get_by_text("is in. You can still change it.")).to_be_visible()


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


def test_who_sends_it_while_signed_out_keeps_the_page_and_sends_it_after_signing_in(
    reviewer, chromium, house
):
    page = reviewer()
    text, saved = open_a_review(page)
    page.context.clear_cookies()
    text.fill("Typed after the session was gone, and sent.")
    expect(saved).to_contain_text("Not saved: you are signed out.", timeout=LATER)
    send = page.get_by_role("button", name="Save as a draft")
    send.click()
    expect(saved.get_by_role("link", name="Sign in in another tab")).to_be_focused()
    page.context.add_cookies(cookies_of(chromium, house, "Reviewer")["cookies"])
    send.click()

    expect(page.get_by_text("Saved as a draft. It counts")).to_be_visible(timeout=LATER)
    page.reload()
    expect(text).to_have_value("Typed after the session was gone, and sent.")


def test_whether_it_is_saved_is_seen_wherever_she_is_on_the_page(reviewer):
    page = reviewer(viewport={"width": 1280, "height": 700})
    text, saved = open_a_review(page)
    text.fill("At the top of the page.")

    expect(saved).to_contain_text("Saved as a draft at", timeout=LATER)
    expect(saved).to_be_in_viewport()


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
