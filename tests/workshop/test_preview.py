"""Markdown as it is typed in a form: shown as the public page would, before it is saved."""

import re

import pytest

from program.models import Section
from tests.adminforms import change_page
from tests.factories import make_section

pytestmark = pytest.mark.django_db

ADDRESS = "/me/preview/"


def preview(client, text, **more):
    return client.post(ADDRESS, {"preview": "text", "text": text} | more).content.decode()


def test_what_is_typed_is_shown_as_the_public_page_shows_it_and_stored_nowhere(client, cast):
    client.force_login(cast.chair)
    section = make_section(cast.workshop, text="Take the *train*.\n\n- or walk\n")
    public = client.get(f"/{cast.workshop.slug}/").content.decode()
    [prose] = re.findall(r'<div class="prose"><p>Take.*?</div>', public, re.S)

    assert prose in preview(client, section.text)
    assert "<p><em>Fly</em></p>" in preview(client, "*Fly*")
    assert Section.objects.get().text == section.text


def test_nothing_runs_in_a_preview(client, cast):
    client.force_login(cast.chair)

    html = preview(client, "<script>alert(1)</script> [x](javascript:alert(1))")

    assert "<script>alert" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("what", ["workshop", "section"])
def test_the_form_leads_to_it_with_all_that_is_typed(client, cast, what):
    client.force_login(cast.chair)
    row = cast.workshop if what == "workshop" else make_section(cast.workshop)

    html = client.get(change_page(row)).content.decode()

    first, *others = re.findall(r'<button[^>]*formaction="/me/preview/"[^>]*>', html)
    assert all('formtarget="_blank" formnovalidate' in button for button in [first, *others])


def test_the_enter_key_saves_and_does_not_preview(client, cast):
    """It presses the first button of the form."""
    client.force_login(cast.chair)
    html = client.get(change_page(make_section(cast.workshop))).content.decode()

    form = re.search(r'<form[^>]*id="section_form".*?</form>', html, re.S)[0]
    first = re.search(r"<button[^>]*>", form)[0]

    assert first == "<button hidden>"


def test_a_text_that_is_too_long_is_shown_to_its_limit_and_said_to_be(client, cast):
    client.force_login(cast.chair)

    html = preview(client, "x" * 20_000 + "Canary")

    assert "This text is longer than 20000 characters" in html
    assert "Canary" not in html
    assert "longer than" not in preview(client, "a\r\n" * 10_000)


def test_a_form_without_a_text_says_so(client, cast):
    client.force_login(cast.chair)

    assert "Nothing is typed." in preview(client, " ")
    assert "Nothing is typed." in client.post(ADDRESS).content.decode()


def test_guests_preview_as_well_since_they_write_abstracts(client):
    assert "<em>Fly</em>" in preview(client, "*Fly*")
