"""The live edition matched by a chair who counts, and a conflict that cuts access at once."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MOST = 3  # the best system takes 7
NOTHING_ASSIGNED = """
    from reviews.models import Assignment, Review, ReviewerProfile, Score
    from workshop.models import Message
    from workshop.trail import unsealed
    with unsealed("a test of nothing assigned"):
        for model in (Score, Review, Assignment):
            model.objects.all().delete()
    Message.objects.filter(purpose="assignment").delete()
    ReviewerProfile.objects.update(most=6)
    answer = Assignment.objects.count()
"""
ASSIGNED = """
    from collections import Counter
    from reviews.models import Assignment
    from workshop.models import Message
    rows = Assignment.objects.counted().filter(submission__workshop__slug="pedl")
    counts = Counter(rows.values_list("submission", flat=True))
    mails = Message.objects.filter(purpose="assignment", state="waiting")
    answer = [sorted(set(counts.values())), len(counts), mails.count()]
"""
OF_REVIEWER = """
    from reviews.models import Assignment
    rows = Assignment.objects.standing().filter(reviewer__email="reviewer@example.org")
    answer = rows.order_by("pk").first().get_absolute_url()
"""
CONFLICT = """
    from reviews.models import Assignment
    from submissions.conflicts import add_conflict
    from workshop.models import User
    one = Assignment.objects.get(code="{code}")
    chair = User.objects.get(email="chair@example.org")
    answer = add_conflict(one.submission, one.reviewer, by=chair, reason="a colleague").pk > 0
"""


@pytest.fixture
def house(make_installation):
    house = make_installation()
    house.manage("demo", "--phase", "review")
    house.serve()
    yield house
    house.holds_all_invariants()


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def visitor(request, chromium, house):
    """A function of the demonstration's role: a page of somebody who has signed in as that."""
    contexts = []

    def visit(role):
        options = {"base_url": house.url, "java_script_enabled": request.param}
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.goto("/accounts/login/code/")
        page.get_by_role("button", name=role, exact=True).click()
        return page

    yield visit
    for context in contexts:
        context.close()


def match(page):
    """As a chair does it; how many things that takes, from the chair's page."""
    main, done = page.get_by_role("main"), 0
    page.goto("/pedl/chair/decisions/")
    page.get_by_role("link", name="Matching", exact=True).click()
    done += 1
    main.get_by_role("button", name="Propose").click()
    done += 1
    expect(main).to_contain_text("30 new, 0 stay")
    expect(main).to_contain_text("1st of")
    main.get_by_role("button", name=re.compile("^Apply: assign 30 and tell 6 reviewers")).click()
    done += 1
    expect(page.get_by_text("30 reviews are assigned.")).to_be_visible()
    return done


def test_all_is_matched_in_three_steps_and_a_later_conflict_cuts_access(visitor, house):
    house.python(NOTHING_ASSIGNED)

    assert match(visitor("Chair")) <= MOST
    assert house.python(ASSIGNED) == [[3], 10, 6]

    page, address = visitor("Reviewer"), house.python(OF_REVIEWER)
    assert page.goto(address).status == 200
    assert house.python(CONFLICT.format(code=address.strip("/").split("/")[-1]))
    assert page.goto(address).status == 404


def test_a_hole_is_filled_by_one_more_reviewer(visitor):
    page = visitor("Chair")
    main = page.get_by_role("main")
    page.goto("/pedl/chair/matching/")
    main.get_by_role("button", name="Fill the holes").click()
    expect(main).to_contain_text("30: 1 new, 29 stay")
    main.get_by_role("button", name=re.compile("^Apply: assign 1")).click()
    expect(page.get_by_text("1 review is assigned.")).to_be_visible()
