"""What stands under the title of a workshop, with and without a summary."""

import re
from datetime import date

import pytest

from tests.factories import make_topic, make_workshop

pytestmark = pytest.mark.django_db


def lead(client, path):
    page = client.get(path).content.decode()
    return " ".join(re.search(r'<p class="lead">(.*?)</p>', page, re.S)[1].split())


@pytest.mark.parametrize(
    ("fields", "topics", "said"),
    [
        ({}, ["Heat"], "Where the heat goes."),
        ({"summary": ""}, [], "A workshop of one day."),
        ({"summary": "", "last_day": date(2030, 6, 6)}, [], "A workshop of 2 days."),
        ({"summary": ""}, ["Heat"], "A workshop of one day. Its topics: Heat."),
        (
            {"summary": ""},
            ["Heat", "Cold", "R&D"],
            "A workshop of one day. Its topics: Heat, Cold and R&amp;D.",
        ),
    ],
)
def test_without_a_summary_the_fields_speak(client, fields, topics, said):
    workshop = make_workshop(place="", **fields)
    for name in topics:
        make_topic(workshop, name)

    assert [lead(client, path) for path in ("/", f"/{workshop.slug}/")] == [said] * 2


def test_the_description_for_search_engines_says_the_same(client):
    workshop = make_workshop(summary="", slug="warm")
    make_topic(workshop, 'Heat & "light"')

    page = client.get("/warm/").content.decode()

    description = re.search(r'<meta name="description" content="([^"]*)">', page)[1]
    assert " ".join(description.split()) == (
        "A workshop of one day. Its topics: Heat &amp; &quot;light&quot;."
    )
