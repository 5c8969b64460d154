"""What the author's pages say beside the form."""

import re
from datetime import UTC, datetime

import pytest

from submissions.models import Status
from tests.factories import make_draft, make_submission
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


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.WITHDRAWN, "This submission is withdrawn already."),
        (Status.ACCEPTED, "has been decided. Write to contact@example.org to withdraw it."),
        (Status.REJECTED, "has been decided. Write to contact@example.org to withdraw it."),
    ],
)
def test_what_cannot_be_withdrawn_is_not_asked_about(client, author, workshop, status, sentence):
    submission = make_submission(workshop, author, status)

    for send in (client.get, client.post):
        answer = send(f"{submission.get_absolute_url()}withdraw/", follow=True)
        assert sentence in answer.content.decode()

    submission.refresh_from_db()
    assert submission.status == status


def test_a_draft_is_not_asked_about_withdrawing(client, author, workshop):
    draft = make_draft(workshop, author)

    answer = client.get(f"{draft.get_absolute_url()}withdraw/", follow=True)

    assert "it has not been sent in" in answer.content.decode()
