"""Six reviewers invited by a chair who counts, and one of them accepting behind her link."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MOST = 4  # the best system takes 5
SIX = """Ada Boole <boole@example.org>, University of Pau
Li Wei <li.wei@example.org> (Institute of Heat)
Grace Lovelace, lovelace@example.org, Warm Labs
moss@example.org
Noor Haddad-Ruiz <haddad.ruiz@example.org>
"Turing-Sow, Awa" <turing@example.org>, Dakar
"""
INVITED = """
    from workshop.models import Workshop
    workshop = Workshop.objects.get(slug="pedl")
    asked = [line.split("@")[0].split()[-1].strip("<") for line in {six!r}.splitlines()]
    rows = workshop.invitations.filter(mail__in=[f"{{one}}@example.org" for one in asked])
    people = workshop.memberships.filter(user__email__in=[one.mail for one in rows])
    answer = [rows.filter(state="invited", most=5).count(), people.count()]
"""
LINK = """
    from workshop.models import Message
    answer = Message.objects.filter(recipient="{mail}", purpose="invitation").first().secret
"""
ANSWERED = """
    from reviews.models import Invitation
    asked = Invitation.objects.get(mail="{mail}")
    profile = asked.user and asked.user.reviewer_profiles.get()
    topics = [str(one) for one in profile.topics.all()] if profile else []
    papers = profile.papers.count() if profile else 0
    answer = [asked.state, profile and profile.most, topics, papers, asked.suggestion]
"""


@pytest.fixture
def house(make_installation):
    house = make_installation()
    house.serve()
    yield house
    house.holds_all_invariants()


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def visitor(request, chromium, house):
    """A function: a page of a new visitor."""
    contexts = []

    def visit():
        options = {"base_url": house.url, "java_script_enabled": request.param}
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(30_000)
        return contexts[-1].new_page()

    yield visit
    for context in contexts:
        context.close()


def invite(page, lines):
    """As a chair does it; how many things that takes, from the chair's page."""
    main, done = page.get_by_role("main"), 0
    page.goto("/accounts/login/code/")
    page.get_by_role("button", name="Chair", exact=True).click()
    page.goto("/pedl/chair/decisions/")
    page.get_by_role("link", name="Reviewers", exact=True).click()
    done += 1
    main.locator("[name=text]").fill(lines)
    done += 1
    main.get_by_role("button", name="Show what would be sent").click()
    done += 1
    expect(main).to_contain_text("Dear Ada Boole")
    main.get_by_role("button", name=re.compile("^Invite ")).click()
    done += 1
    expect(page.get_by_text(re.compile(r"mails? (is|are) in the outbox"))).to_be_visible()
    return done


def test_six_are_invited_and_two_answer(visitor, house):
    assert invite(visitor(), SIX) <= MOST
    assert house.python(INVITED.format(six=SIX)) == [6, 0]

    page = visitor()
    page.goto(f"/invitations/{house.python(LINK.format(mail='boole@example.org'))}/")
    page.locator("[name=most]").fill("3")
    page.get_by_label("Lighter architectures").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Thank you, you are a reviewer now.")).to_be_visible()
    page.locator("[name=papers]").fill("@misc{a, title = {Warm {\\'e}tudes}}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[name=papers]")).to_have_value("Warm études")
    accepted = house.python(ANSWERED.format(mail="boole@example.org"))
    assert accepted == ["accepted", 3, ["Lighter architectures"], 1, ""]

    page = visitor()
    page.goto(f"/invitations/{house.python(LINK.format(mail='moss@example.org'))}/")
    page.get_by_text("I cannot: decline").click()
    page.locator("[name=suggestion]").fill("Li <li@example.org>")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("You have declined.")).to_be_visible()
    declined = house.python(ANSWERED.format(mail="moss@example.org"))
    assert declined == ["declined", None, [], 0, "Li <li@example.org>"]
