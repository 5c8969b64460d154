"""The page of a job, from when it is asked for until its file is there."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_page_of_a_job_tells_by_itself_when_it_is_done(page, installation):
    page.goto("/accounts/login/code/")
    page.get_by_role("button", name="Chair", exact=True).click()
    page.goto("/pedl/chair/submissions/")
    page.get_by_role("button", name="All PDFs in one file").click()
    expect(page.get_by_text("It waits for its turn.")).to_be_visible()

    installation.manage("work", "--once")

    download = page.get_by_role("link", name=re.compile("Download"))
    expect(download).to_be_visible(timeout=15_000)
    with page.expect_download() as fetched:
        download.click()
    assert fetched.value.suggested_filename == "pedl-submissions.zip"
