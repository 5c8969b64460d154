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
REVIEWER = "Renée Aldabarra"


@pytest.fixture
def house(make_installation):
    house = make_installation()
    house.serve()
    house.work()
    yield house
    house.holds_all_invariants()


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


def main(page):
    return page.get_by_role("main")


def button(page, name):
    return main(page).get_by_role("button", name=name)


def says(page, words, **options):
    expect(main(page)).to_contain_text(words, **options)


# --- what people do, one step each, with what they must read then ---


def begin(author):
    """From the call to a first try with a file that is no PDF; all that was typed is kept."""
    author.goto("/pedl/call/")
    author.get_by_role("link", name="Submit a proposal").click()
    author.locator("[name=title]").fill(TITLE)
    author.locator("[name=abstract]").fill("What a model draws before its first batch.")
    author.get_by_label("Lighter architectures").check()
    for name, value in {"name": "Ida Warm", "affiliation": "University of Laruns"}.items():
        author.locator(f"[name=authors-0-{name}]").fill(value)
    submit_pdf(author, docx(), "This is a Word document, not a PDF.")
    says(author, "This is a draft")
    author.get_by_role("link", name="Replace the PDF").click()
    expect(author.locator("[name=title]")).to_have_value(TITLE)


def submit_pdf(author, content, answer):
    upload(author, content)
    button(author, "Submit").click()
    says(author, answer, timeout=60_000)


def send_in(author):
    """Refused for its length, then received; the address of its page."""
    submit_pdf(author, paper(3), "This PDF has 3 pages; the limit is 2.")
    author.get_by_role("link", name="Replace the PDF").click()
    submit_pdf(author, paper(2), "We have your submission.")
    says(author, "version 3")
    return author.url


def replace_pdf(author):
    author.get_by_role("link", name="Change it or replace the PDF").click()
    upload(author, paper(1), "better.pdf")
    button(author, "Save").click()
    says(author, "better.pdf, version 4", timeout=60_000)
    says(author, "1 page")


def assign(chair):
    """The address of the submission's page for chairs."""
    chair.goto("/pedl/chair/submissions/")
    chair.get_by_role("link", name=TITLE).click()
    chair.locator("[name=reviewer]").select_option(label=REVIEWER)
    button(chair, "Assign").click()
    expect(chair.get_by_role("status")).to_contain_text(f"Assigned to {REVIEWER}.")
    return chair.url


def open_review(reviewer):
    """The page drawn beside the form, without the authors; its address."""
    reviewer.goto("/pedl/reviews/")
    reviewer.get_by_role("link", name=TITLE, exact=True).click()
    expect(main(reviewer)).not_to_contain_text("Ida Warm")
    sheet = reviewer.get_by_alt_text("Page 1; its text follows.")
    expect(sheet).to_have_js_property("naturalWidth", 1100)
    return reviewer.url


def review_it(reviewer):
    """Asked for what is missing, saved as a draft, submitted."""
    button(reviewer, "Submit the review").click()
    says(reviewer, "Needed before the review can be submitted.")
    for criterion in ("Relevance", "Quality", "Clarity"):
        reviewer.get_by_role("group", name=criterion).get_by_role("radio").nth(2).check()
    reviewer.locator("[name=for_authors]").fill("Measured with care.")
    button(reviewer, "Save as a draft").click()
    expect(reviewer.get_by_role("status").first).to_contain_text("Saved as a draft.")
    button(reviewer, "Submit the review").click()
    expect(reviewer.get_by_role("status").first).to_contain_text("is in. You can still change it.")


def decide(chair, its_board):
    chair.goto(its_board)
    says(chair, "Measured with care.")
    chair.locator("[name=outcome]").select_option("accept")
    button(chair, "Note the decision").click()
    expect(chair.get_by_role("status")).to_contain_text("Noted.")


def find_nothing_of_it(author, its_page, anyone):
    author.goto(its_page)
    expect(main(author)).not_to_contain_text("accepted")
    anyone.goto("/pedl/program/")
    expect(main(anyone)).not_to_contain_text(TITLE)


def announce(chair):
    chair.goto("/pedl/chair/announce/")
    for act in ("Release", "Mail", "Publish"):
        chair.get_by_role("checkbox", name=re.compile(f"^{act}")).check()
    button(chair, "Do what is ticked").click()
    says(chair, "Released: 1.")


def find_it_announced(author, its_page, anyone):
    author.goto(its_page)
    says(author, "accepted")
    anyone.goto("/pedl/program/")
    slot = anyone.get_by_role("listitem").filter(has_text="Contributions")
    expect(slot.first).to_contain_text(TITLE)


def withdraw(author):
    author.get_by_role("link", name="Withdraw it").click()
    button(author, "Withdraw it").click()
    says(author, "It is withdrawn.")


def bring_back(chair, its_board):
    chair.goto(its_board)
    says(chair, "It is withdrawn.")
    button(chair, "Bring it back").click()
    expect(chair.get_by_role("status")).to_contain_text("The submission is back.")


def declare_conflict(chair):
    main(chair).get_by_text("Declare a conflict").click()
    chair.locator("[name=conflict-person]").select_option(label=REVIEWER)
    chair.locator("[name=conflict-reason]").fill("The same laboratory.")
    button(chair, "Declare it").click()
    says(chair, "The same laboratory.")


def test_from_a_pdf_to_a_line_of_the_public_program(person):
    author, chair, reviewer, anyone = (
        person(mail="ida@example.org"),
        person("Chair"),
        person("Reviewer"),
        person(),
    )
    begin(author)
    its_page = send_in(author)
    replace_pdf(author)
    its_board = assign(chair)
    open_review(reviewer)
    review_it(reviewer)
    decide(chair, its_board)
    find_nothing_of_it(author, its_page, anyone)
    announce(chair)
    find_it_announced(author, its_page, anyone)
    assert anyone.get_by_text(TITLE).count()


def test_what_is_withdrawn_comes_back_and_a_late_conflict_closes_the_review_at_once(person):
    author, chair, reviewer = person(mail="ida@example.org"), person("Chair"), person("Reviewer")
    begin(author)
    its_page = send_in(author)
    its_board = assign(chair)
    its_review = open_review(reviewer)

    withdraw(author)
    assert reviewer.goto(its_review).status == 404
    bring_back(chair, its_board)
    author.goto(its_page)
    says(author, "We have your submission.")
    assert reviewer.goto(its_review).status == 200

    declare_conflict(chair)
    assert reviewer.goto(its_review).status == 404
