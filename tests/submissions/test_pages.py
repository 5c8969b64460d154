"""What the author's pages say beside the form."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from submissions.models import Status
from tests.factories import FACTS, make_draft, make_manuscript, make_submission
from workshop.models import KeyDate

pytestmark = pytest.mark.django_db


def words(client, address):
    main = re.search(r"<main.*?</main>", client.get(address).content.decode(), re.S)[0]
    text = re.sub(r"<[^>]+>", "", main.replace("><", "> <")).replace("&nbsp;", " ")
    return " ".join(text.split())


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


def buttons(client, submission):
    page = client.get(submission.get_absolute_url()).content.decode()
    filled = re.findall(r'class="btn" [^>]*>([^<]*)<|<button>([^<]*)<', page)
    return page, ["".join(one) for one in filled]


def send(client, submission):
    return client.post(f"{submission.get_absolute_url()}send/", follow=True)


def test_a_complete_draft_is_sent_in_from_its_page(client, author, workshop):
    draft = make_draft(workshop, author)
    make_manuscript(draft)
    page, filled = buttons(client, draft)
    assert filled == ["Submit"]
    assert "Go on with it" in page
    assert "csrfmiddlewaretoken" in page

    answer = send(client, draft)

    assert "We have your submission." in answer.content.decode()


def test_a_draft_that_lacks_something_is_not_sent_in_from_its_page(client, author, workshop):
    draft = make_draft(workshop, author)
    assert buttons(client, draft)[1] == ["Go on with it"]

    assert "a PDF that passes the check" in send(client, draft).content.decode()

    draft.refresh_from_db()
    assert draft.is_draft


def test_nobody_but_its_authors_sends_a_draft_in(client, author, workshop):
    draft = make_draft(workshop)
    make_manuscript(draft)

    assert send(client, draft).status_code == 404

    draft.refresh_from_db()
    assert draft.is_draft


def test_a_refused_pdf_is_replaced_first(client, author, workshop):
    draft = make_draft(workshop, author)
    make_manuscript(draft, facts=FACTS | {"pages": 3})

    assert buttons(client, draft)[1] == ["Replace the PDF"]


def test_while_its_pdf_is_checked_a_draft_is_told_as_sent_in(client, author, workshop):
    draft = make_draft(workshop, author, asked_at=timezone.now())
    make_manuscript(draft, facts=None).save()

    mine = words(client, "/me/")
    assert "Send in your draft" not in mine
    assert re.search("Your submissions .*Counting joules .*being checked", mine)
    page, filled = buttons(client, draft)
    assert (filled, "Change it" in page, "being checked</span>" in page) == ([], True, True)


def test_the_pdf_that_opens_is_named_when_the_newest_was_refused(client, author, workshop):
    sent = make_submission(workshop, author)
    assert "Open the PDF" in words(client, sent.get_absolute_url())

    make_manuscript(sent, facts=FACTS | {"pages": 3})

    page = words(client, sent.get_absolute_url())
    assert "Open version 1, which counts" in page
    assert "refused draft.pdf" in page


def test_a_closed_call_leads_on(client, author, workshop):
    KeyDate.objects.filter(workshop=workshop).update(at=timezone.now() - timedelta(days=1))

    page = client.get("/warm/submit/").content.decode()

    assert 'href="mailto:contact@example.org"' in page
    assert 'href="/warm/call/">Back to the call' in page


def test_who_withdrew_by_mistake_can_write_at_once(client, author, workshop):
    sent = make_submission(workshop, author, Status.WITHDRAWN)

    assert (
        'href="mailto:contact@example.org"' in client.get(sent.get_absolute_url()).content.decode()
    )
