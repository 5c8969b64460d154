"""Who is told what by mail once a submission has been sent in."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from submissions.models import Status, Submission
from submissions.services import ask_to_submit, change_status
from tests.factories import (
    FACTS,
    make_draft,
    make_manuscript,
    make_member,
    make_submission,
    make_user,
)
from tests.pdfs import paper
from tests.submissions.forms import check, edit_address, set_deadline, typed, upload
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


def told(purpose):
    return [one.recipient for one in Message.objects.filter(purpose=purpose).order_by("pk")]


def save(client, submission, **more):
    submission.refresh_from_db()
    form = typed(key=submission.key, seen=submission.version, save="1", **more)
    return client.post(edit_address(submission), form, follow=True)


def test_an_author_added_later_gets_the_receipt_of_what_is_in_force(client, author, workshop):
    sent = make_submission(workshop, author)
    make_manuscript(sent)
    save(client, sent)
    save(client, sent, title="Another title")

    assert told("receipt") == ["ana@example.org", "li@example.org"]
    assert sent.manuscripts.last().sha256 in Message.objects.get(recipient="li@example.org").body


def test_a_receipt_says_what_was_received_and_what_authors_declared(author, workshop):
    draft = make_draft(workshop, author, institutions="UPPA\nINRIA")
    friend = make_member(workshop, "reviewer", make_user(name="Bo Lund")).user
    foe = make_member(workshop, "reviewer", make_user(name="Known to chairs alone")).user
    draft.conflicts.create(user=friend, source="author", by=author)
    draft.conflicts.create(user=foe, source="chair", by=None)
    draft.attestations.create(kind="parallel", by=author)
    make_manuscript(draft)

    ask_to_submit(draft, by=author, at=timezone.now())

    body = Message.objects.get(purpose="receipt").body
    assert "declared: Bo Lund; UPPA, INRIA\n" in body
    assert "Confirmed:\nIt is under review nowhere else." in body
    assert "draft.pdf, " in body
    assert "Known to chairs alone" not in body


def test_a_receipt_tells_the_deadline_there_anywhere_on_earth_and_in_utc(author, workshop):
    workshop.zone = "Asia/Tokyo"
    workshop.save()
    set_deadline(workshop, datetime(2090, 6, 6, 11, 59, tzinfo=UTC))

    make_submission(workshop, author)

    told = "6 June 2090, 20:59 Asia/Tokyo, UTC+9 = 5 June 2090, 23:59 AoE = 6 June 2090, 11:59 UTC"
    assert f"You can change or withdraw it until {told}." in Message.objects.get().body


def test_a_receipt_of_what_is_withdrawn_offers_no_change(client, author, workshop):
    sent = make_submission(workshop, author)
    change_status(sent, Status.WITHDRAWN, by=author)
    client.post(f"{sent.get_absolute_url()}receipt/")

    receipt = Message.objects.filter(purpose="receipt", recipient=author.email).latest("pk")
    assert "You can change or withdraw it" not in receipt.body


def test_an_author_taken_out_and_put_back_gets_no_second_receipt(client, author, workshop):
    sent = make_submission(workshop, author)
    save(client, sent)
    save(client, sent, **{"authors-1-DELETE": "on"})
    save(client, sent)

    assert told("receipt") == ["ana@example.org", "li@example.org"]
    assert sent.authors.count() == 2


def test_who_replaced_the_pdf_is_told_once_it_has_passed(client, author, workshop):
    sent = make_submission(workshop, author)
    answer = save(client, sent, proposal=upload(paper(1)))
    assert "Saved." in answer.content.decode()
    assert told("replaced") == []

    check()

    mail = Message.objects.get(purpose="replaced")
    assert mail.recipient == "ana@example.org"
    assert Submission.objects.get().proposal.sha256 in mail.body
    assert "Version 2 counts." in client.get(sent.get_absolute_url()).content.decode()


def test_a_refused_replacement_is_no_replacement(author, workshop):
    sent = make_submission(workshop, author)
    make_manuscript(sent, facts=FACTS | {"pages": 3})

    assert told("replaced") == []
    assert told("refusal") == ["ana@example.org"]


def test_a_replacement_is_told_until_the_next_one_counts(author, workshop):
    sent = make_submission(workshop, author)
    make_manuscript(sent)
    mail = Message.objects.get(purpose="replaced")
    assert is_still_due(mail)

    make_manuscript(sent)

    assert not is_still_due(mail)
    assert is_still_due(Message.objects.filter(purpose="replaced").first())


def test_a_refusal_is_told_until_the_next_file_though_it_is_refused_as_well(author, workshop):
    sent = make_submission(workshop, author)
    make_manuscript(sent, facts=FACTS | {"pages": 3})
    mail = Message.objects.get(purpose="refusal")
    assert is_still_due(mail)

    make_manuscript(sent, facts=FACTS | {"pages": 4})

    assert not is_still_due(mail)


def test_a_changed_address_does_not_cancel_what_is_under_way(author, workshop):
    sent = make_submission(workshop, author)
    make_manuscript(sent)
    mail = Message.objects.get(purpose="replaced")

    author.email = "ana.moreau@example.org"
    author.save()

    assert is_still_due(mail)
