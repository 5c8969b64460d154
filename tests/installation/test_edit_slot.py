"""Each of these once without JavaScript and once with it (the fixture `page`)."""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.test_sign_in import sign_in_by_code

pytestmark = pytest.mark.browser


def edit_the_program(page):
    """Sign in as the chair and open the list of the live edition's slots."""
    sign_in_by_code(page, "chair@example.org")
    card = page.get_by_role("listitem").filter(has=page.locator("a[href='/pedl/']"))
    card.get_by_role("link", name="Slots").click()


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


def test_a_new_title_stands_in_the_program_on_the_next_request(page, request):
    title = f"Sparse networks, {request.node.callspec.id}"
    page.goto("/pedl/program/")
    edit_the_program(page)
    page.get_by_role("row").filter(has_text="Johannes Lederer").get_by_role("link").last.click()

    page.locator("[name=title]").fill(title)
    save(page)
    page.goto("/pedl/program/")

    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_new_key_date_stands_on_the_landing_page_on_the_next_request(page, request):
    day = "17" if "without" in request.node.callspec.id else "18"
    page.goto("/pedl/")
    sign_in_by_code(page, "second.chair@example.org")
    card = page.get_by_role("listitem").filter(has=page.locator("a[href='/pedl/']"))
    card.get_by_role("link", name="Workshop and dates").click()

    page.locator("[name=key_dates-0-at_0]").fill(f"2020-01-{day}")
    save(page)
    page.goto("/pedl/")

    dates = page.get_by_role("list", name="Key dates")
    expect(dates.get_by_role("listitem").first).to_have_text(
        re.compile(rf"{day} January 2020.*Call opens")
    )
