"""The reader's own zone, which only their browser knows."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_readers_own_zone_is_offered_and_the_program_shown_in_it(browser):
    page = browser(timezone_id="Asia/Tokyo")
    page.goto("/acml-2021/program/")

    page.get_by_label("Times in").select_option(label="Asia/Tokyo (mine)")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("times in Asia/Tokyo, UTC+9")).to_be_visible()
    expect(page.get_by_text("16:00", exact=True).first).to_be_visible()
    assert page.get_by_label("Times in").input_value() == "Asia/Tokyo"


def test_without_javascript_an_offset_is_chosen(browser):
    page = browser(java_script_enabled=False)
    page.goto("/acml-2021/program/")

    page.get_by_label("Times in").select_option(label="UTC+5:30")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("times in UTC+5:30")).to_be_visible()
