"""The call as text to paste."""

import html
import re

import pytest

from program.call_texts import COLUMNS, call_texts
from tests.factories import make_key_date, make_topic, make_workshop
from workshop.markdown import as_html
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    workshop = make_workshop(
        name="Warm Computing",
        host="Workshop at SAMPLE 2030",
        summary="Where the heat goes, " + "and why it goes there " * 12,
        organisers="The warm group, Pau",
    )
    make_topic(
        workshop, name="Measuring what a very long name of a topic says about lines that wrap"
    )
    make_key_date(workshop, shown_in="aoe", shows_time=True)
    make_key_date(workshop, kind="decisions")
    return Workshop.objects.prefetch_related("key_dates", "topics").get()


def test_the_plain_text_has_all_and_fits_72_columns(workshop):
    text = call_texts(workshop).plain

    assert max(map(len, text.splitlines())) <= COLUMNS
    assert text.startswith("Warm Computing 2030\n\nWorkshop at SAMPLE 2030, Pau, 5 June 2030\n")
    assert "- 4 June 2030, 21:00 AoE: Proposals due\n" in text
    assert f"Submit at\nhttp://localhost:8000/{workshop.slug}/call/\n" in text
    assert text.endswith("The warm group, Pau\n\nQuestions: contact@example.org\n")


def test_an_address_longer_than_a_line_stays_whole(workshop):
    workshop.organisers = "https://warm.example.org/" + "very-long-" * 9

    assert workshop.organisers in call_texts(workshop).plain


def test_the_markdown_reads_as_the_call(workshop):
    read = as_html(call_texts(workshop).markdown)

    assert "<h3>Call for proposals: Warm Computing 2030</h3>" in read
    assert "<li><strong>4 June 2030, 21:00 AoE</strong>: Proposals due</li>" in read
    assert f'<a href="http://localhost:8000/{workshop.slug}/call/"' in read


def test_the_post_has_three_lines(workshop):
    assert call_texts(workshop).post.splitlines() == [
        "Call for proposals: Warm Computing 2030 (Workshop at SAMPLE 2030, Pau, 5 June 2030)",
        "Proposals (at most 2 pages, A4 or US Letter) are due 4 June 2030, 21:00 AoE.",
        f"http://localhost:8000/{workshop.slug}/call/",
    ]


def test_the_page_gives_each_to_copy(client, workshop):
    page = client.get(f"/{workshop.slug}/call/copy/").content.decode()

    given = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    texts = call_texts(workshop)
    assert [html.unescape(text).lstrip("\n") for text in given] == [
        texts.subject,
        texts.plain,
        texts.markdown,
        texts.post,
    ]


def test_a_call_that_says_little_gives_no_empty_parts(client):
    workshop = make_workshop(summary="")
    Workshop.objects.prefetch_related("key_dates", "topics").get()

    texts = call_texts(workshop)

    assert "\n\n\n" not in texts.plain + texts.markdown
    assert "Topics" not in texts.plain


def test_a_closed_call_stays_and_says_so(client, workshop):
    workshop.key_dates.filter(kind="submission").update(at="2020-01-01T00:00Z")

    page = client.get(f"/{workshop.slug}/call/").content.decode()

    assert "Proposals are not taken now." in page
    assert "Copy the call" in page
