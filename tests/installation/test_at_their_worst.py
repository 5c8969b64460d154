"""The public pages where the reader's browser, or what stands on them, is not as usual."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# A workshop whose every text is one word that no line holds.
LONG_WORDS = """
    from datetime import UTC, date, datetime, timedelta
    from program.models import Contribution, Material, News, Section, Slot, SlotSpeaker, Speaker
    from tests.factories import make_member, make_user
    from workshop.models import Topic, Workshop

    word, day = "Donaudampfschifffahrt" * 5, date(2031, 5, 6)
    workshop = Workshop.objects.create(
        slug="long-words", name=word, first_day=day, last_day=day, is_public=True,
        contact=f"{'c' * 60}@example.org", summary=word, introduction=word, organisers=word,
        committee=word,
    )
    make_member(workshop, user=make_user("long-words@example.org"))
    at = datetime(2031, 5, 6, 9, tzinfo=UTC)
    slot = Slot.objects.create(
        workshop=workshop, kind="contributions", title=word, abstract=word, group=word[:100],
        starts_at=at, ends_at=at + timedelta(hours=1),
    )
    speaker = Speaker.objects.create(
        workshop=workshop, name=word, affiliation=word, biography=word, slug="long"
    )
    SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    Contribution.objects.create(workshop=workshop, slot=slot, title=word, authors=word)
    host = ".".join(["host" * 12] * 2)
    Material.objects.create(slot=slot, url=f"https://{host}.org/", label=word[:80])
    Section.objects.create(workshop=workshop, title=word, text=word)
    News.objects.create(workshop=workshop, line=word)
    Topic.objects.create(workshop=workshop, name=word[:100])
    answer = slot.code
"""


@pytest.fixture(scope="module")
def slot_code(installation):
    return installation.python(LONG_WORDS)


PATHS = ["", "program/", "program/{code}/", "speakers/long/", "call/", "submit/"]


@pytest.mark.parametrize("path", ["/", *(f"/long-words/{path}" for path in PATHS)])
def test_words_that_no_line_holds_are_broken_at_320_pixels(browser, slot_code, path):
    page = browser(viewport={"width": 320, "height": 640})
    page.goto(path.format(code=slot_code))

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_no_button_offers_to_copy(browser):
    page = browser(java_script_enabled=False)
    page.goto("/pedl/call/copy/")

    expect(page.get_by_label("Markdown", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_with_javascript_a_button_copies(browser):
    page = browser()
    page.goto("/pedl/call/copy/")

    expect(page.get_by_role("button", name="Copy : Markdown")).to_be_visible()
