"""Reviewers assigned on the board: by form without JavaScript, by drag, by key, and not at all."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NOTHING_ASSIGNED = """
    from reviews.models import Assignment, Review, Score
    from workshop.trail import unsealed
    with unsealed("a test of nothing assigned"):
        for model in (Score, Review, Assignment):
            model.objects.all().delete()
    from reviews.assigning.pool import assignable
    from workshop.models import User, Workshop
    chair = User.objects.get(email="chair@example.org")
    rows = assignable(Workshop.objects.get(slug="pedl"), chair)
    answer = list(rows.order_by("title").values_list("code", flat=True)[:2])
"""
STANDING = """
    from reviews.models import Assignment
    answer = list(Assignment.objects.standing().values_list("submission__code", "reviewer__email"))
"""
CONFLICT = """
    from submissions.conflicts import add_conflict
    from submissions.models import Submission
    from workshop.models import User
    reviewer, chair = [
        User.objects.get(email=f"{{name}}@example.org") for name in ("reviewer", "chair")
    ]
    one = Submission.objects.get(code="{code}")
    add_conflict(one, reviewer, by=chair, reason="a colleague")
    answer = reviewer.pk
"""
NUMBER = """
    from workshop.models import User
    answer = User.objects.get(email="reviewer@example.org").pk
"""


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import demonstration

    with demonstration(prepared, "review") as house:
        yield house


@pytest.fixture
def codes(house):
    """Of two submissions to which nobody is assigned."""
    return house.python(NOTHING_ASSIGNED)


@pytest.fixture
def board(chromium, house, codes):
    """The board as the chair opens it, with or without JavaScript."""
    contexts = []

    def opened(*, scripts=True):
        options = {"base_url": house.url, "java_script_enabled": scripts}
        options["viewport"] = {"width": 1280, "height": 1600}  # a drag that scrolls is none
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.goto("/accounts/login/code/")
        page.get_by_role("button", name="Chair", exact=True).click()
        page.goto("/pedl/chair/matching/by-hand/")
        return page

    yield opened
    for context in contexts:
        context.close()


def chip(page, number):
    """The reviewer in the list of all."""
    return page.locator(f".pool [data-reviewer='{number}'] .who")


def test_without_javascript_one_is_assigned_by_form_and_that_is_undone(board, house, codes):
    page, number = board(scripts=False), house.python(NUMBER)
    row = page.locator(f"[id='{codes[0]}']")

    row.get_by_role("combobox").select_option(f"{codes[0]} {number}")
    row.get_by_role("button", name="Assign").click()
    expect(page.get_by_text(f"Assigned {codes[0]} to")).to_be_visible()
    assert house.python(STANDING) == [[codes[0], "reviewer@example.org"]]

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Taken back {codes[0]} from")).to_be_visible()
    assert house.python(STANDING) == []


def test_a_reviewer_is_dragged_to_a_submission_to_another_and_back(board, house, codes):
    page, number = board(), house.python(NUMBER)
    first, second = (page.locator(f"[id='{code}']") for code in codes)

    chip(page, number).drag_to(first.get_by_role("heading"))
    expect(page.get_by_text(f"Assigned {codes[0]} to")).to_be_visible()
    first.locator(".who").drag_to(second.get_by_role("heading"))
    expect(page.get_by_text(f"from {codes[0]} to {codes[1]}.")).to_be_visible()
    assert house.python(STANDING) == [[codes[1], "reviewer@example.org"]]

    second.locator(".who").drag_to(page.locator(".pool"))
    expect(page.get_by_text(f"Taken back {codes[1]} from")).to_be_visible()
    assert house.python(STANDING) == []


def test_a_reviewer_is_assigned_by_key(board, house, codes):
    page, number = board(), house.python(NUMBER)
    first = page.locator(".hand .card").first
    code, told = first.get_attribute("id"), page.locator("[data-up]")

    chip(page, number).press("Enter")
    expect(told).to_contain_text("taken up")
    page.keyboard.press("Escape")
    expect(told).to_have_text("All is left as it was.")
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)

    expect(page.get_by_text(f"Assigned {code} to")).to_be_visible()
    assert house.python(STANDING) == [[code, "reviewer@example.org"]]


def test_a_conflict_is_got_round_neither_by_drag_nor_by_a_forged_form(board, house, codes):
    number = house.python(CONFLICT.format(code=codes[0]))
    page = board()
    row, person = page.locator(f"[id='{codes[0]}']"), chip(page, number)

    person.press("Enter")
    expect(row).to_contain_text("is in conflict")
    page.keyboard.press("Escape")
    person.drag_to(row.get_by_role("heading"))
    expect(page.locator("[data-up]")).to_contain_text("is in conflict")
    page.evaluate(
        """sent => {
            const { elements } = document.getElementById("hand");
            elements.new.disabled = false;
            elements.new.value = sent;
            elements.new.form.submit();
        }""",
        f"{codes[0]} {number}",
    )

    expect(page.get_by_role("alert")).to_contain_text("there is a conflict")
    assert house.python(STANDING) == []
