"""Who is told what by mail once a submission has been sent in."""

import pytest

from submissions.models import Submission
from tests.factories import FACTS, make_manuscript, make_submission
from tests.pdfs import paper
from tests.submissions.forms import check, edit_address, typed, upload
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
