"""Every page of the admin is clean for axe, in light and dark: lists, forms, errors, questions."""

import pytest
from django.contrib import admin

from tests.installation.house import demonstration
from tests.installation.test_pages import violations

pytestmark = pytest.mark.browser
MODELS = {one._meta.label_lower.replace(".", "/"): one for one in admin.site._registry}
ROWS = """
    from django.contrib import admin
    from workshop.accounts import confirm_address
    from workshop.models import User, Workshop

    operator = User.objects.create_superuser("walker@example.org", "correct horse battery")
    confirm_address(operator)
    newest = lambda model: model.objects.order_by("-pk").values_list("pk", flat=True).first()
    answer = {
        one._meta.label_lower.replace(".", "/"): newest(one) for one in admin.site._registry
    }
"""
PAGES = [
    "",
    "?q=nothing-has-this",
    "?q=a&workshop__id__exact={workshop}",
    "add/?workshop={workshop}",
    "add/?workshop={workshop}&_popup=1",
    "{row}/change/",
    "{row}/change/?_popup=1",
    "{row}/history/",
    "{row}/delete/",
]
COLOURS = "axe.run({runOnly: ['color-contrast'], resultTypes: ['violations']})"
PASSES = f"{COLOURS}.then(found => found.violations.flatMap(one => one.nodes.map(it => it.html)))"


@pytest.fixture(scope="module")
def house(prepared):
    """Of its own: the pages of others are not to find so many rows."""
    with demonstration(prepared, "review") as house:
        yield house


@pytest.fixture(scope="module")
def rows(house):
    return house.python(ROWS)


@pytest.fixture(scope="module")
def page(chromium, house, rows):
    """Of the operator, who may see every page; where nothing moves, no button fades."""
    about = {"base_url": house.url, "reduced_motion": "reduce"}
    with chromium.new_context(**about) as context:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill("walker@example.org")
        page.locator("[name=password]").fill("correct horse battery")
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/me/")
        yield page


def amiss(page, where):
    """What axe says of the page as it is, and of its colours in the dark."""
    page.emulate_media(color_scheme="light")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return [f"{where}: {one}" for one in [*found, *page.evaluate(PASSES)]]


def answer_of(page, act):
    """Of the page that follows."""
    with page.expect_navigation():
        act()
    return page


def press_save(page):
    page.evaluate("document.querySelector('#content-main form[method=post]').requestSubmit()")


def ask_to_act(page, number):
    """Tick the first row, and choose an action."""
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").first.select_option(index=number)
    page.locator("button[name=index]").first.click()


@pytest.mark.parametrize("model", MODELS)
def test_its_pages_are_clean(page, rows, model):
    values = {"row": rows[model], "workshop": rows["workshop/workshop"]}
    found, seen = [], []
    for pattern in [one for one in PAGES if rows[model] or "{row}" not in one]:
        where = f"/admin/{model}/{pattern.format(**values)}"
        if page.goto(where).status == 200:
            seen.append(where)
            found += amiss(page, where)

    assert found == []
    assert len(seen) >= 3, seen


@pytest.mark.parametrize("model", MODELS)
def test_an_error_shown_is_clean(page, rows, model):
    where = f"/admin/{model}/add/?workshop={rows['workshop/workshop']}"
    if page.goto(where).status != 200 or not page.locator("#content-main form").count():
        return  # nothing is added here
    answer_of(page, lambda: press_save(page))

    assert amiss(page, where) == []


@pytest.mark.parametrize("model", MODELS)
def test_the_question_before_an_action_is_clean(page, rows, model):
    where = f"/admin/{model}/"
    page.goto(where)
    if not page.locator("select[name=action]").count():
        return
    for number in range(1, page.locator("select[name=action] option").count()):
        page.goto(where)
        answer_of(page, lambda number=number: ask_to_act(page, number))

        assert amiss(page, f"{where} action {number}") == []


def test_the_first_pages_are_clean(page):
    found = []
    for where in ("/admin/", "/admin/program/"):
        assert page.goto(where).status == 200
        found += amiss(page, where)

    assert found == []
