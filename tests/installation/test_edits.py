"""What the first organisers did to their page by hand, done by forms and seen on the public page.

Each kind of their 34 edits (`docs/concepts.md`), on an installation of its own.
"""

import io
import re
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.installation.house import installation_from

pytestmark = pytest.mark.browser
SLIDES = "https://slides.example.org/sparse.pdf"
MOST_INTERACTIONS = 11  # the nearest system takes 22


@pytest.fixture(scope="module")
def house(prepared):
    with installation_from(prepared) as house:
        house.serve()
        yield house


@pytest.fixture
def visit(chromium, house):
    """A function of a role of the demonstration, or of none: a page signed in as that."""
    contexts = []

    def enter(role=""):
        context = chromium.new_context(base_url=house.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if role:
            page.goto("/accounts/login/code/")
            page.get_by_role("button", name=role, exact=True).click()
        return page

    yield enter
    for context in contexts:
        context.close()


class Hand:
    """What somebody does to a page, counted: a press, a field filled, a file chosen."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, role, name, **more):
        self.count += 1
        self.page.get_by_role(role, name=name, **more).first.click()

    def fill(self, field, text):
        self.count += 1
        self.page.locator(f"[name={field}]").fill(text)

    def choose(self, field, value):
        self.count += 1
        self.page.locator(f"[name={field}]").select_option(value)

    def upload(self, field, content):
        self.count += 1
        file = {"name": "me.png", "mimeType": "image/png", "buffer": content}
        self.page.locator(f"[name={field}]").set_input_files(file)


def picture(colour):
    content = io.BytesIO()
    Image.new("RGB", (400, 600), colour).save(content, "PNG")
    return content.getvalue()


def times_of(page):
    page.goto("/pedl/program/")
    return page.locator(".slots > li time:first-of-type").all_inner_texts()


def edit_workshop(page, **fields):
    """Fill fields of the page of a workshop, under the chair's eyes, and save."""
    page.goto("/me/")
    card = page.get_by_role("listitem").filter(has=page.locator("a[href='/pedl/']"))
    card.get_by_role("link", name="Workshop and dates").click()
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        is_select = field.evaluate("one => one.tagName") == "SELECT"
        field.select_option(value) if is_select else field.fill(value)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


@contextmanager
def lines_changed(page, path):
    """(lines that are new on a public page, lines that are gone)"""
    page.goto(path)
    before, found = set(page.locator("main").inner_text().splitlines()), ([], [])
    yield found
    page.goto(path)
    after = set(page.locator("main").inner_text().splitlines())
    found[0].extend(sorted(after - before))
    found[1].extend(sorted(before - after))


def test_talks_moved_a_biography_slides_and_a_portrait_take_eleven_interactions(visit):
    page, public = visit("Chair"), visit()
    public.goto("/pedl/speakers/anne-cecile-orgerie/")
    old = public.locator("main img").first.get_attribute("src")
    page.goto("/pedl/chair/")
    hand = Hand(page)

    hand.press("link", "Program", exact=True)
    hand.press("link", re.compile("Shift : Energy consumption of AI"))
    hand.fill("minutes", "-60")
    hand.press("button", "Show what would move")
    hand.press("button", re.compile("Move [0-9]+ slots"))
    hand.press("link", "Anne-Cécile Orgerie")
    hand.fill("biography", "Measures what networks draw.")
    hand.upload("upload", picture("teal"))
    hand.fill("materials-0-url", SLIDES)
    hand.press("button", "Save", exact=True)

    assert hand.count <= MOST_INTERACTIONS
    page.goto("/pedl/program/")
    expect(page.get_by_text("Measures what networks draw.")).to_have_count(1)
    expect(page.locator(f"a[href='{SLIDES}']")).to_have_count(1)
    for title, start in [
        ("Energy consumption of AI", "09:30"),
        ("Measuring and modelling", "10:30"),
    ]:
        slot = page.locator(".slots > li").filter(has=page.get_by_role("heading", name=title))
        expect(slot.locator("time").first).to_have_text(start)
    public.goto("/pedl/speakers/anne-cecile-orgerie/")
    assert public.locator("main img").first.get_attribute("src") != old


def test_a_speaker_mends_her_slides_link_herself(visit):
    page = visit("Speaker")
    page.locator("[name$=-url]").last.fill("https://https://slides.example.org/mine.pdf")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("https://", use_inner_text=True)
    expect(page.get_by_text("Saved.")).to_have_count(0)

    page.locator("[name^=new-][name$=-url]").fill("https://slides.example.org/mine.pdf")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/pedl/program/")
    expect(page.locator("a[href='https://slides.example.org/mine.pdf']")).to_have_count(1)


def test_a_name_and_an_affiliation_are_corrected(visit):
    page = visit("Chair")
    page.goto("/pedl/chair/program/")
    page.get_by_role("link", name="Johannes Lederer").click()

    page.locator("[name=name]").fill("Johannes C. Lederer")
    page.locator("[name=affiliation]").fill("Universität Hamburg")
    page.get_by_role("button", name="Save", exact=True).click()

    page.goto("/pedl/program/")
    expect(page.get_by_text("Johannes C. Lederer").first).to_be_visible()
    expect(page.get_by_text("Universität Hamburg").first).to_be_visible()


def test_one_date_moves_everywhere_and_those_concerned_are_told(visit):
    page, public = visit("Chair"), visit()
    with lines_changed(public, "/pedl/call/") as (new, gone):
        edit_workshop(page, **{"key_dates-1-at_0": "2099-01-02"})

    assert any("2 January 2099" in line for line in new)
    assert gone
    public.goto("/pedl/")
    expect(public.locator(".dates s").first).to_be_visible()
    page.goto("/pedl/chair/")
    expect(page.get_by_text("has moved").first).to_be_visible()


def test_the_day_of_the_list_is_promised_from_the_dates(visit):
    page, public = visit("Chair"), visit()
    public.goto("/pedl/program/")
    expect(public.get_by_text("The list will be announced on")).to_be_visible()
    page.goto("/me/")
    card = page.get_by_role("listitem").filter(has=page.locator("a[href='/pedl/']"))
    card.get_by_role("link", name="Workshop and dates").click()
    rows = page.locator("[name^=key_dates-][name$=-kind]")
    rows.first.wait_for()
    kinds = [rows.nth(place).input_value() for place in range(rows.count())]
    day = page.locator(f"[name=key_dates-{kinds.index('decisions')}-at_0]")
    day.fill("2099-03-04")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")

    public.goto("/pedl/program/")

    expect(public.get_by_text("The list will be announced on 4 March 2099.")).to_be_visible()


def test_proposals_come_by_a_form_not_by_mail(visit):
    page = visit("Author")
    page.goto("/pedl/call/")
    page.get_by_role("link", name="Submit a proposal").click()

    expect(page.locator("input[type=file]")).to_be_visible()


def test_a_call_that_is_over_is_closed_or_hidden_and_comes_back(visit):
    page, public = visit("Chair"), visit()
    edit_workshop(page, call_shown="closed")
    public.goto("/pedl/call/")
    expect(public.get_by_text("Proposals are not taken now.")).to_be_visible()
    edit_workshop(page, call_shown="hidden")
    assert public.goto("/pedl/call/").status == 404

    edit_workshop(page, call_shown="dates")

    public.goto("/pedl/call/")
    expect(public.get_by_role("link", name="Submit a proposal")).to_be_visible()


def test_what_is_removed_is_not_lost(visit):
    page, public = visit("Chair"), visit()
    page.goto("/pedl/chair/program/")
    page.get_by_role("link", name="Edit : Competition results").click()
    page.locator("[name=is_cancelled]").check()
    page.get_by_role("button", name="Save", exact=True).click()
    public.goto("/pedl/program/")
    expect(public.get_by_text("cancelled").first).to_be_visible()

    page.goto("/pedl/chair/program/")
    page.get_by_role("link", name="Edit : Competition results").click()
    page.locator("[name=is_cancelled]").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()

    public.goto("/pedl/program/")
    expect(public.get_by_text("cancelled")).to_have_count(0)


def test_every_zone_is_computed_from_one_instant(visit):
    page = visit()
    page.goto("/pedl/program/")
    first = page.locator(".slots time").first
    instant = first.get_attribute("datetime")
    page.locator("[name=zone]").select_option("+09:00")
    page.get_by_role("button", name="Show").click()

    assert first.get_attribute("datetime") != instant
    expect(page.locator("h2.day").first).to_contain_text("UTC+9")
