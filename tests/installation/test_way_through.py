"""The way through: from an author's PDF to a line of the public program.

Once without JavaScript and once with it (the fixture `page`'s parameters), on an installation of
its own with its worker running.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.test_sign_in import sign_in_by_code
from tests.pdfs import docx, paper

pytestmark = pytest.mark.browser
TITLE = "Warm starts for cold models"


@pytest.fixture
def house(make_installation):
    house = make_installation()
    house.serve()
    house.work()
    return house


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def person(request, chromium, house):
    """A function of a role's button, or a mail address: a page signed in as that person."""
    contexts = []

    def person(role="", mail=""):
        context = chromium.new_context(base_url=house.url, java_script_enabled=request.param)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if mail:
            sign_in_by_code(page, mail)
        elif role:
            page.goto("/accounts/login/code/")
            page.get_by_role("button", name=role, exact=True).click()
        return page

    yield person
    for context in contexts:
        context.close()


def upload(page, content, name="proposal.pdf"):
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator("[name=proposal]").set_input_files(file)


def fill_in(page):
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=abstract]").fill("What a model draws before its first batch.")
    page.get_by_label("Lighter architectures").check()
    for name, value in {"name": "Ida Warm", "affiliation": "University of Laruns"}.items():
        page.locator(f"[name=authors-0-{name}]").fill(value)


def main(page):
    return page.get_by_role("main")


def button(page, name):
    return main(page).get_by_role("button", name=name)


def test_from_a_pdf_to_a_line_of_the_public_program(person):
    author = person(mail="ida@example.org")
    author.goto("/pedl/call/")
    author.get_by_role("link", name="Submit a proposal").click()
    fill_in(author)
    upload(author, docx())
    button(author, "Submit").click()
    expect(main(author)).to_contain_text("This is a Word document, not a PDF.", timeout=20_000)
    expect(main(author)).to_contain_text("This is a draft")

    author.get_by_role("link", name="Go on with it").click()
    expect(author.locator("[name=title]")).to_have_value(TITLE)
    upload(author, paper(3))
    button(author, "Submit").click()
    expect(main(author)).to_contain_text("This PDF has 3 pages; the limit is 2.", timeout=20_000)

    author.get_by_role("link", name="Go on with it").click()
    upload(author, paper(2))
    button(author, "Submit").click()
    expect(main(author)).to_contain_text("We have your submission.", timeout=20_000)
    its_page = author.url

    chair = person("Chair")
    chair.goto("/pedl/chair/submissions/")
    chair.get_by_role("link", name=TITLE).click()
    its_board = chair.url
    chair.locator("[name=reviewer]").select_option(label="Renée Aldabarra")
    button(chair, "Assign").click()
    expect(chair.get_by_role("status")).to_contain_text("Assigned to Renée Aldabarra.")

    reviewer = person("Reviewer")
    reviewer.goto("/pedl/reviews/")
    reviewer.get_by_role("link", name=TITLE).click()
    expect(main(reviewer)).not_to_contain_text("Ida Warm")
    sheet = reviewer.get_by_alt_text("Page 1; its text follows.")
    assert sheet.evaluate("image => image.complete && image.naturalWidth") == 1100
    button(reviewer, "Submit the review").click()
    expect(main(reviewer)).to_contain_text("Needed before the review can be submitted.")
    for criterion in ("Relevance", "Quality", "Clarity"):
        reviewer.get_by_role("group", name=criterion).get_by_role("radio").nth(2).check()
    reviewer.locator("[name=for_authors]").fill("Measured with care.")
    button(reviewer, "Save as a draft").click()
    expect(reviewer.get_by_role("status")).to_contain_text("Saved as a draft.")
    button(reviewer, "Submit the review").click()
    expect(reviewer.get_by_role("status")).to_contain_text("Your review is in.")

    chair.goto(its_board)
    expect(main(chair)).to_contain_text("Measured with care.")
    chair.locator("[name=outcome]").select_option("accept")
    button(chair, "Note the decision").click()
    author.goto(its_page)
    expect(main(author)).not_to_contain_text("accepted")
    anyone = person()
    anyone.goto("/pedl/program/")
    expect(main(anyone)).not_to_contain_text(TITLE)

    chair.goto("/pedl/chair/announce/")
    for act in ("Release", "Mail", "Publish"):
        chair.get_by_role("checkbox", name=re.compile(f"^{act}")).check()
    button(chair, "Do what is ticked").click()
    expect(main(chair)).to_contain_text("Released: 1.")
    anyone.goto("/pedl/program/")
    slot = anyone.get_by_role("listitem").filter(has_text="Contributions")
    expect(slot.first).to_contain_text(TITLE)
    author.goto(its_page)
    expect(main(author)).to_contain_text("accepted")
