"""Every page: valid, ours alone, clean for axe in light and dark, whole at 320 pixels, quiet."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.html import faults_in
from tests.installation.pages import (
    ADDRESSES,
    AUTHOR,
    CHAIR,
    FILL,
    OPERATOR,
    PARTICIPANT,
    REVIEWER,
    STATUS,
)
from tests.installation.servers import wait_until

pytestmark = pytest.mark.browser
AXE = Axe().axe_script
AMISS = {"error", "warning", "assert"}
BUTTONS = {"Chair": CHAIR, "Author": AUTHOR, "Reviewer": REVIEWER}
BUTTONS["Participant"] = PARTICIPANT
EVERY_PAGE = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture(scope="module")
def numbers(installation):
    return installation.python(FILL)


@pytest.fixture(scope="module")
def signed_in(chromium, installation, numbers):
    """{button of the demonstration: the cookies of that person}"""
    return {name: cookies_of(chromium, installation, name) for name in BUTTONS}


def cookies_of(chromium, installation, name):
    with chromium.new_context(base_url=installation.url) as context:
        page = context.new_page()
        page.goto("/accounts/login/code/")
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_url("**/me/")
        return context.storage_state()


@pytest.fixture(scope="module")
def signed_in_as_operator(chromium, installation, numbers):
    """The cookies of the operator, who keeps a password."""
    with chromium.new_context(base_url=installation.url) as context:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill("operator@example.org")
        page.locator("[name=password]").fill("correct horse battery")
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/me/")
        return context.storage_state()


@pytest.fixture
def visit(browser, signed_in, signed_in_as_operator, numbers):
    """Open the page of that name; the errors of its console are in `page.complaints`."""

    cookies = dict.fromkeys(OPERATOR, signed_in_as_operator)
    for button, pages in BUTTONS.items():
        cookies |= dict.fromkeys(pages, signed_in[button])

    def visit(name, **options):
        page = browser(storage_state=cookies.get(name), **options)
        page.complaints = []
        page.on("console", lambda said: said.type in AMISS and page.complaints.append(said))
        page.asked = set()
        page.on("request", lambda sent: page.asked.add(urlsplit(sent.url).netloc))
        page.on("pageerror", lambda error: page.complaints.append(error))
        answer = page.goto(ADDRESSES[name].format(**numbers))
        assert answer.status == STATUS.get(name, 200)
        assert answer.request.redirected_from is None
        page.source = answer.text()
        return page

    return visit


def violations(page):
    """[rule: the element that breaks it, …]"""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    run = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
    found = page.evaluate(run)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@EVERY_PAGE
def test_page_has_no_axe_violation_fits_320_pixels_and_is_quiet(visit, name):
    """Loaded once: a page in each scheme and width would cost four visits."""
    page = visit(name)
    page.wait_for_load_state("networkidle")
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)  # buttons fade from one scheme to the other
    found["dark"] = violations(page)
    page.set_viewport_size({"width": 320, "height": 640})
    wait_until(lambda: fits(page, 320), otherwise=lambda: f"{widths(page)} of 320 pixels")
    amiss = [said for said in page.complaints if not is_the_page_itself(said, page)]

    assert faults_in(page.source) == []
    assert found == {"light": [], "dark": []}
    assert [str(said) for said in amiss] == []
    assert page.asked == {urlsplit(page.url).netloc}


def widths(page):
    """(of the window, of what stands in it), in pixels, of one moment."""
    of = "document.documentElement"
    return tuple(page.evaluate(f"[{of}.clientWidth, {of}.scrollWidth]"))


def fits(page, width):
    """Whether the window has that width and nothing stands out of it."""
    window, content = widths(page)
    return window == width and content <= width


def is_the_page_itself(said, page):
    """Whether the console tells of the status alone of a page that is missing or closed."""
    told = any(str(status) in str(said) for status in STATUS.values())
    return told and getattr(said, "location", {}).get("url") == page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_asks_for_the_code_has_no_axe_violation(browser, scheme):
    page = browser(color_scheme=scheme)
    page.goto("/accounts/login/code/")
    page.locator("[name=email]").fill(f"axe.{scheme}@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/confirm/")

    assert violations(page) == []
