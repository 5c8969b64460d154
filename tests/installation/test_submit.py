"""From the empty form to the receipt, by people without an account: with and without JavaScript,
on a phone, by keyboard alone. Each thing that a person does is counted."""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.test_pages import AMISS, violations
from tests.pdfs import docx, paper

pytestmark = pytest.mark.browser
PAGE = "/pedl/submit/"
AUTHORS = "Ida Warm <ida@example.org> (University of Laruns); Bo Lund <bo@example.org> (Pau)"
WHAT_A_PERSON_MAY_NEED = 12  # the best systems of today take 17 and 21


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import demonstration

    with demonstration(prepared, "call") as house:
        house.work()
        yield house


class Person:
    """Somebody at a browser; `done` counts clicks, committing keys, fields and files."""

    def __init__(self, page):
        self.page, self.done = page, 0

    def fill(self, name, text):
        self.page.locator(f"[name={name}]").fill(text)
        self.done += 1

    def choose(self, content, name="proposal.pdf"):
        file = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.page.locator("[name=proposal]").set_input_files(file)
        self.done += 1

    def tick(self, label):
        self.page.get_by_label(label).check()
        self.done += 1

    def press(self, button):
        self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        self.done += 1

    def says(self, words, **options):
        expect(self.page.get_by_role("main")).to_contain_text(words, **options)


@pytest.fixture
def person(chromium, house):
    contexts = []

    def person(**options):
        context = chromium.new_context(base_url=house.url, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Person(context.new_page())

    yield person
    for context in contexts:
        context.close()


def code_on(page):
    """The demonstration shows the mail on the page that asks for its code."""
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page.get_by_role("main").inner_text())[0]


PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
HOW = {
    "with JavaScript": {},
    "without JavaScript": {"java_script_enabled": False},
    "on a phone": PHONE,
    "on a phone without JavaScript": PHONE | {"java_script_enabled": False},
}


@pytest.mark.parametrize("how", HOW)
def test_from_the_empty_form_to_the_receipt_without_an_account(person, how):
    guest = person(**HOW[how])
    guest.page.goto(PAGE)
    guest.choose(paper(2))
    guest.fill("title", f"Warm starts, {how}")
    guest.fill("abstract", "What a model draws before its first batch.")
    guest.tick("Lighter architectures")
    guest.fill("pasted", AUTHORS)
    guest.press("Submit")
    guest.says("It has arrived")
    guest.fill("code", code_on(guest.page))
    guest.press("Confirm")

    guest.says("We have your submission.", timeout=60_000)
    assert guest.done <= WHAT_A_PERSON_MAY_NEED
    assert guest.page.locator("html").evaluate("html => html.scrollWidth") <= max(
        320, guest.page.viewport_size["width"]
    )


def test_the_check_answers_on_the_page_while_it_is_filled_in(person):
    guest = person()
    guest.page.goto(PAGE)
    guest.choose(docx(), "draft.docx")
    guest.says("This is a Word document, not a PDF.", timeout=60_000)
    guest.choose(paper(3))
    guest.says("This PDF has 3 pages; the limit is 2.", timeout=60_000)
    guest.choose(paper(2))
    guest.says("all right", timeout=60_000)

    assert guest.page.url.endswith(PAGE)
    drawn = guest.page.get_by_alt_text("Page 1 of the PDF")
    expect(drawn).to_have_js_property("complete", True)
    assert drawn.evaluate("image => image.naturalWidth") > 0


def test_the_first_field_is_kept_when_the_page_is_closed(person):
    guest = person()
    guest.page.goto(PAGE)
    guest.fill("title", "Half a thought")
    guest.page.locator("[name=abstract]").focus()
    expect(guest.page.locator("#saved")).to_contain_text("Kept as a draft at")
    guest.page.close()

    later = guest.page.context.new_page()
    later.goto(PAGE)
    expect(later.locator("[name=title]")).to_have_value("Half a thought")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_guest_sees_has_no_axe_violation_and_a_quiet_console(person, scheme):
    guest = person(color_scheme=scheme)
    said = []
    guest.page.on("console", lambda line: line.type in AMISS and said.append(line.text))
    guest.page.goto(PAGE)
    found = [violations(guest.page)]
    guest.choose(paper(2))
    guest.says("all right", timeout=60_000)
    guest.fill("title", f"Seen in the {scheme}")
    guest.fill("pasted", "Nobody in particular, somewhere")
    guest.press("Submit")
    guest.says("Not sent in yet")
    found.append(violations(guest.page))
    guest.fill("abstract", "Measured.")
    guest.fill("pasted", AUTHORS)
    guest.press("Submit")
    guest.says("It has arrived")
    found.append(violations(guest.page))

    assert found == [[], [], []]
    assert [line for line in said if "422" not in line] == []


def test_by_keyboard_alone(person):
    guest = person()
    page = guest.page
    page.goto(PAGE)
    guest.choose(paper(2))
    for name, text in {"title": "By keys", "abstract": "Measured.", "pasted": AUTHORS}.items():
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    tab_to(page, "button[name=paste]")
    page.keyboard.press("Enter")
    expect(page.locator("[name=authors-1-name]")).to_have_value("Bo Lund")
    tab_to(page, "button[name=up][value='1']")
    page.keyboard.press("Enter")
    expect(page.locator("[name=authors-0-name]")).to_have_value("Bo Lund")
    assert page.evaluate("document.activeElement.name") == "down"
    tab_to(page, "button[name=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/code/")
    tab_to(page, "[name=code]")
    page.keyboard.type(code_on(page))
    page.keyboard.press("Enter")

    guest.says("We have your submission.", timeout=60_000)
    guest.says("Bo Lund")


def tab_to(page, selector):
    for _press in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key")
