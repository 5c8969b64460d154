"""From the assignment to the public program, with all that comes between on the way.

A reviewer who is an author, a chair in conflict, a conflict found late, a submission withdrawn, a
mail that fails, a decision changed after it was announced.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.servers import wait_until
from tests.installation.test_way_through import button, main, says

pytestmark = pytest.mark.browser
REVIEWED, OWN, LEFT = "How to weigh a batch", "Meters of one of us", "Left in time"
GONE = "gone@example.org"
SENT_IN = f"""
    from submissions.models import Author
    from tests.factories import make_submission
    from workshop.demo import person_of
    from workshop.models import Workshop
    workshop = Workshop.objects.get(slug="pedl")
    of = {{{REVIEWED!r}: "author", {OWN!r}: "reviewer", {LEFT!r}: "author"}}
    sent = {{
        title: make_submission(workshop, person_of(role), title=title) for title, role in of.items()
    }}
    about = {{"name": "Anybody", "affiliation": "Pau", "position": 7}}
    Author.objects.create(submission=sent[{REVIEWED!r}], mail={GONE!r}, **about)
    answer = {{title: one.code for title, one in sent.items()}}
"""
SECOND_REVIEW = f"""
    from submissions.models import Submission
    from tests.factories import make_review
    from workshop.models import User
    found = Submission.objects.get(title={REVIEWED!r})
    answer = make_review(found, User.objects.get(email="brandvold@example.org"), mark=1).pk
"""


@pytest.fixture
def house(make_installation, smtp_sink):
    house = make_installation(MAIL_URL=smtp_sink.url)
    house.manage("demo", "--phase", "review")
    house.serve()
    house.work()
    yield house
    house.holds_all_invariants()


@pytest.fixture
def person(chromium, house):
    """A function of a role's button: a page signed in as that person."""
    contexts = []

    def person(role=""):
        context = chromium.new_context(base_url=house.url)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        if role:
            page.goto("/accounts/login/code/")
            page.get_by_role("button", name=role, exact=True).click()
        return page

    yield person
    for context in contexts:
        context.close()


def page_of(code):
    return f"/pedl/chair/submissions/{code}/"


def told(page, words):
    expect(page.locator("body")).to_contain_text(words)


def assign(chair, code, *reviewers):
    chair.goto(page_of(code))
    for name in reviewers:
        chair.locator("[name=reviewer]").select_option(label=name)
        main(chair).get_by_role("button", name="Assign", exact=True).click()
        told(chair, f"Assigned to {name}.")


def declare(chair, code, name):
    chair.goto(page_of(code))
    main(chair).get_by_text("Declare a conflict").click()
    chair.locator("[name=conflict-person]").select_option(label=name)
    chair.locator("[name=conflict-reason]").fill("The same laboratory.")
    button(chair, "Declare it").click()
    says(chair, "The same laboratory.")


def review(reviewer):
    reviewer.goto("/pedl/reviews/")
    main(reviewer).get_by_role("link", name=REVIEWED).first.click()
    for criterion in ("Relevance", "Quality", "Clarity"):
        reviewer.get_by_role("group", name=criterion).get_by_role("radio").nth(3).check()
    reviewer.locator("[name=for_authors]").fill("Measured with care.")
    button(reviewer, "Submit the review").click()
    told(reviewer, "is in. You can still change it.")


def decide(chair, decisions):
    """{code: outcome}, each in its row; seen first, then done."""
    chair.goto("/pedl/chair/decisions/")
    for code, outcome in decisions.items():
        chair.locator(f"[name=outcome-{code}]").select_option(outcome)
    button(chair, "Look at what would change").click()
    says(chair, "What would be decided")
    button(chair, "Record these decisions").click()
    told(chair, "Decided: ")


def row_of(chair, title):
    chair.goto("/pedl/chair/decisions/")
    return main(chair).get_by_role("row").filter(has_text=title)


def send_again(chair, sink):
    """Its mailbox is there again."""
    chair.goto("/pedl/chair/announce/")
    says(chair, "1 mail about a decision has failed.")
    sink.refuses.clear()
    before = len(sink.messages)
    button(chair, "Send only these again").click()
    wait_until(lambda: len(sink.messages) > before, seconds=30)
    assert sink.messages[before]["To"] == GONE


def has_failed(house):
    asked = "from workshop.models import Message\nanswer = Message.objects.filter(state='failed')"
    return house.python(f"{asked}.count()")


def test_from_an_assignment_to_the_public_program(person, house, smtp_sink):
    smtp_sink.refuses.add(GONE)
    codes = house.python(SENT_IN)
    chair, second, reviewer = person("Chair"), person("Second chair"), person("Reviewer")
    author, anyone = person("Author"), person()

    chair.goto(page_of(codes[OWN]))
    expect(chair.locator("[name=reviewer]")).not_to_contain_text("Renée Aldabarra")
    assign(chair, codes[REVIEWED], "Renée Aldabarra", "Jonas Brandvold")

    expect(row_of(second, REVIEWED).first).to_be_visible()
    declare(chair, codes[REVIEWED], "Noor Haddad")
    expect(row_of(second, REVIEWED)).to_have_count(0)
    assert second.goto(page_of(codes[REVIEWED])).status == 404

    review(reviewer)
    house.python(SECOND_REVIEW)
    expect(row_of(chair, REVIEWED)).to_contain_text("2 of 2")
    declare(chair, codes[REVIEWED], "Jonas Brandvold")
    expect(row_of(chair, REVIEWED)).to_contain_text("1 of 1")

    chair.goto(page_of(codes[LEFT]))
    main(chair).get_by_role("link", name="Withdraw it for its authors").click()
    button(chair, "Withdraw it").click()

    decide(chair, {codes[REVIEWED]: "oral", codes[OWN]: "reject"})
    author.goto(f"/pedl/submissions/{codes[REVIEWED]}/")
    expect(main(author)).not_to_contain_text("accepted")
    announce_all(chair)
    author.reload()
    says(author, "accepted")
    anyone.goto("/pedl/program/")
    says(anyone, REVIEWED)
    for title in (OWN, LEFT):
        expect(main(anyone)).not_to_contain_text(title)

    wait_until(lambda: has_failed(house), seconds=60)
    send_again(chair, smtp_sink)

    decide(chair, {codes[OWN]: "poster"})
    chair.goto("/pedl/chair/announce/")
    says(chair, "1 decision differs from what its authors were mailed.")
    announce_all(chair)
    anyone.goto("/pedl/program/")
    says(anyone, OWN)


def announce_all(chair):
    chair.goto("/pedl/chair/announce/")
    for act in ("Release", "Mail", "Publish"):
        chair.get_by_role("checkbox", name=re.compile(f"^{act}")).check()
    button(chair, "Do what is ticked").click()
    told(chair, "Released")
