"""From the registration of a team to its entry, without JavaScript, wide and narrow."""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.test_pages import violations
from tests.pdfs import paper

pytestmark = pytest.mark.browser
NARROW = {"viewport": {"width": 320, "height": 640}}
OPEN = """
    from workshop.models import Workshop
    from competition.models import Competition, Entry, Team
    from tests.competition.factories import make_competition
    from workshop.trail import unsealed

    workshop = Workshop.objects.get(slug="pedl")
    workshop.key_dates.filter(kind__in=["competition", "ranking", "teams"]).delete()
    Entry.objects.filter(team__competition__workshop=workshop).delete()
    Team.objects.filter(competition__workshop=workshop).delete()
    with unsealed("a test of another competition"):
        Competition.objects.filter(workshop=workshop).delete()
    make_competition(workshop)
    answer = 0
"""
TEXTS = {
    "title": "Sparse net",
    "summary": "Half of the weights are zero.",
    "archive_url": "https://files.example.org/sparse.zip",
    "archive_sha256": "a" * 64,
    "correct": "95.3",
    "hardware": "RTX 3090",
}
POWER = "timestamp,power_w\n" + "\n".join(f"{second},{200 + second % 7}" for second in range(120))


@pytest.fixture(scope="module")
def house(prepared):
    from tests.installation.house import demonstration

    with demonstration(prepared, "call") as house:
        house.python(OPEN)
        house.work()
        yield house


def file(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def sign_in(page, mail):
    """By the code that the demonstration shows on the page that asks for it."""
    page.locator("[name=email]").fill(mail)
    page.get_by_role("main").get_by_role("button", name="Send").click()
    shown = page.get_by_role("main").inner_text()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", shown)[0]
    page.locator("[name=code]").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(("name", "how"), [("Wide", {}), ("Narrow", NARROW)])
def test_a_team_registers_and_sends_in_without_javascript(visitor, name, how):
    page = visitor(**how)
    page.goto("/pedl/competition/enter/")
    sign_in(page, f"{name.lower()}@example.org")
    page.wait_for_url("**/competition/enter/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=members]").fill("Bo Lund <bo@example.org>")
    page.locator("[name=accepts]").check()
    press(page, "Register the team")

    page.get_by_role("link", name="New entry").click()
    for field, text in TEXTS.items():
        page.locator(f"[name={field}]").fill(text)
    page.locator("[name=description]").set_input_files(file("sparse.pdf", paper(2)))
    page.locator("[name=logs]").set_input_files(file("power.csv", f"{name}{POWER}".encode()))
    page.locator("[name=attests]").check()
    press(page, "Send in")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Is 95.3 an accuracy in percent?")
    expect(main).to_contain_text("“power.csv” was refused.")
    assert page.locator("[name=title]").input_value() == "Sparse net"
    page.get_by_role("link", name="the page of the entry").click()
    press(page, "Remove power.csv")
    page.get_by_role("link", name="Go on with it").click()
    page.locator("[name=correct]").fill("9530")
    page.locator("[name=logs]").set_input_files(file("power.csv", POWER.encode()))
    page.locator("[name=attests]").check()
    press(page, "Send in")

    expect(main).to_contain_text("We have your entry.")
    expect(main).to_contain_text("95.30")
    expect(main).to_contain_text("24.2")
    expect(main).to_contain_text("all right", timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_team_sees_has_no_axe_violation_and_fits_a_phone(visitor, scheme):
    page = visitor(**NARROW, color_scheme=scheme, java_script_enabled=True)
    page.goto("/pedl/competition/enter/")
    sign_in(page, f"{scheme}@example.org")
    page.wait_for_url("**/competition/enter/")
    press(page, "Register the team")
    found = [(violations(page), too_wide(page))]
    page.locator("[name=name]").fill(f"Seen in the {scheme}")
    page.locator("[name=accepts]").check()
    press(page, "Register the team")
    page.get_by_role("link", name="New entry").click()
    found.append((violations(page), too_wide(page)))
    logs = [file("power.csv", POWER.encode()), file("note.csv", b"It took little.")]
    page.locator("[name=logs]").set_input_files(logs)
    press(page, "Send in")
    found.append((violations(page), too_wide(page)))
    page.get_by_role("link", name="the page of the entry").click()
    found.append((violations(page), too_wide(page)))

    assert found == [([], False)] * 4


def too_wide(page):
    return page.locator("html").evaluate("html => html.scrollWidth > html.clientWidth")
