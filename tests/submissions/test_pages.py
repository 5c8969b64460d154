"""What the author's pages say beside the form."""

import re
from datetime import UTC, datetime

import pytest

from tests.factories import make_draft
from workshop.models import KeyDate

pytestmark = pytest.mark.django_db


def words(client, address):
    main = re.search(r"<main.*?</main>", client.get(address).content.decode(), re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", "", main.replace("><", "> <")).split())


def test_a_deadline_reads_the_same_on_my_page_and_on_the_drafts(client, author, workshop):
    draft = make_draft(workshop, author)
    at = datetime(2029, 12, 26, 11, 59, tzinfo=UTC)
    KeyDate.objects.filter(workshop=workshop).update(at=at, shown_in="aoe")

    assert "25 December 2029, 23:59 AoE" in words(client, "/me/")
    assert "Due 25 December 2029, 23:59 AoE." in words(client, draft.get_absolute_url())
