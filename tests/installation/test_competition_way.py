"""A competition without JavaScript: register, send in, verify, leaderboard, results."""

import pytest
from playwright.sync_api import expect

from tests.installation.test_enter import POWER, TEXTS, file, press, sign_in
from tests.installation.test_pages import cookies_of
from tests.pdfs import paper

pytestmark = pytest.mark.browser
OVER = """
    from datetime import timedelta
    from django.utils import timezone
    from workshop.models import KeyDate, Workshop

    dates = KeyDate.objects.filter(workshop__slug="pedl")
    dates.filter(kind__in=["competition", "measuring", "ranking"]).update(
        at=timezone.now() - timedelta(hours=1)
    )
    Workshop.objects.filter(slug="pedl").touch()
    answer = 0
"""
WATTS = [200, 210, 220]  # of the organisers' three runs of two minutes


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import demonstration

    with demonstration(prepared, "call") as house:
        house.work()
        yield house


def test_from_the_registration_to_the_results(visitor, chromium, house):
    competitor = visitor()
    enter(competitor)
    chair = visitor(storage_state=cookies_of(chromium, house, "Chair"))
    measure(chair)
    everybody = visitor()
    everybody.goto("/pedl/competition/")
    expect(everybody.get_by_role("main")).not_to_contain_text("Sparse net")
    house.python(OVER)
    everybody.reload()
    row = everybody.get_by_role("row").filter(has_text="Sparse net")
    expect(row).to_contain_text("2.5 kJ (2.38–2.62)")
    expect(row).to_contain_text("measured")
    everybody.goto("/pedl/competition/?budget=3+kJ")
    expect(everybody.get_by_role("row").filter(has_text="Sparse net")).to_have_count(1)
    expect(everybody.get_by_role("row").filter(has_text="Wide net")).to_have_count(0)
    publish(chair)
    everybody.goto("/pedl/competition/results/")
    expect(everybody.get_by_role("main")).to_contain_text("Sparse net")
    competitor.goto("/pedl/competition/enter/")
    expect(competitor.get_by_role("main")).to_contain_text("measured")


def enter(page):
    page.goto("/pedl/competition/enter/")
    sign_in(page, "watts@example.org")
    page.wait_for_url("**/competition/enter/")
    page.locator("[name=name]").fill("Counted watts")
    page.locator("[name=accepts]").check()
    press(page, "Register the team")
    page.get_by_role("link", name="New entry").click()
    for field, text in (TEXTS | {"correct": "9530"}).items():
        page.locator(f"[name={field}]").fill(text)
    page.locator("[name=description]").set_input_files(file("sparse.pdf", paper(2)))
    page.locator("[name=logs]").set_input_files(file("power.csv", POWER.encode()))
    page.locator("[name=attests]").check()
    press(page, "Send in")
    expect(page.get_by_role("main")).to_contain_text("We have your entry.")


def measure(page):
    page.goto("/pedl/chair/competition/")
    page.get_by_role("link", name="Sparse net").click()
    logs = [file(f"run-{watts}.csv", log_of(watts)) for watts in WATTS]
    page.locator("input[type=file]").set_input_files(logs)
    press(page, "Attach these logs")
    expect(page.get_by_role("main")).to_contain_text("3 logs are attached.")
    page.locator("[name=accuracy-correct]").fill("9528")
    press(page, "Note the accuracy")
    page.get_by_label("State", exact=True).select_option(label="measured")
    press(page, "See what its team would be told")
    expect(page.get_by_role("main")).to_contain_text("watts@example.org")
    press(page, "Do it, and mail its team")
    expect(page.get_by_role("main")).to_contain_text("95.28")


def log_of(watts):
    rows = (f"{second},{watts}" for second in range(120))
    return ("timestamp,power_w\n" + "\n".join(rows) + "\n").encode()


def publish(page):
    page.goto("/pedl/chair/competition/results/")
    page.get_by_role("main").get_by_role("checkbox").first.check()
    press(page, "Publish the results")
    page.goto("/pedl/chair/competition/results/")
    expect(page.get_by_role("main")).to_contain_text("Mail each team its rank")
