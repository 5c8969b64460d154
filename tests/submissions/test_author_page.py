"""What authors read on the page of their submission beside its state."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from submissions.models import Status, Submission
from submissions.uploads import add_manuscript
from tests.factories import (
    FACTS,
    make_draft,
    make_key_date,
    make_manuscript,
    make_member,
    make_submission,
    make_user,
)
from tests.html import as_read
from tests.pdfs import paper
from tests.submissions.forms import check, upload
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)


def words(answer):
    return as_read(answer.content.decode())


def page_of(client, submission):
    return words(client.get(submission.get_absolute_url()))


@pytest.fixture
def sent(author, workshop):
    """With three versions, of which the second counts."""
    sent = make_submission(workshop, author)
    make_manuscript(sent, content=paper(1))
    make_manuscript(sent, facts=FACTS | {"pages": 3}, content=paper(3))
    return sent


def test_every_version_stands_there_with_its_sum_and_verdict(client, sent):
    page = page_of(client, sent)

    for one in sent.manuscripts.all():
        assert f'<code class="long">{one.sha256}</code>' in page
    assert 'Version 2</a> <span class="tag good">counts</span>' in page
    assert page.count("<td>all right</td>") == 2
    assert page.count("<td>refused</td>") == 1


def test_each_version_opens_for_authors_and_chairs(client, workshop, sent):
    chair = workshop.memberships.chairs().get().user
    for person in (sent.submitter, chair):
        client.force_login(person)
        for number, pages in ((2, 1), (3, 3)):
            answer = client.get(f"{sent.get_absolute_url()}versions/{number}.pdf")
            assert answer.getvalue() == paper(pages)
            name = f'filename="warm-{sent.code}-{number}.pdf"'
            assert answer["Content-Disposition"] == f"inline; {name}"
    assert client.get(f"{sent.get_absolute_url()}versions/4.pdf").status_code == 404


def test_who_publishes_it_reads_the_version_that_counts_alone(client, author, workshop):
    accepted = make_submission(workshop, author, Status.ACCEPTED)
    client.force_login(make_member(workshop, "publications").user)

    assert "SHA-256" not in page_of(client, accepted)
    assert client.get(f"{accepted.get_absolute_url()}versions/1.pdf").status_code == 404
    assert client.get(f"{accepted.get_absolute_url()}proposal.pdf").getvalue() == paper()


def test_who_publishes_it_sees_no_page_and_no_verdict_of_a_refused_version(client, sent, workshop):
    add_manuscript(sent, upload(paper(4)), by=sent.submitter)
    check()
    Submission.objects.update(status=Status.ACCEPTED)
    fourth = f"{sent.get_absolute_url()}pages/4/"
    assert b"".join(client.get(fourth).streaming_content)

    client.force_login(make_member(workshop, "publications").user)

    assert "version 2" in page_of(client, sent)
    assert "version 4" not in page_of(client, sent)
    assert client.get(fourth).status_code == 404


def test_an_author_asks_for_the_receipt_again_once_in_a_while(client, author, workshop, sent):
    for _press in range(2):
        answer = client.post(f"{sent.get_absolute_url()}receipt/", follow=True)

    assert "The receipt is on its way to ana@example.org." in words(answer)
    mail = Message.objects.filter(purpose="receipt").latest("pk")
    assert sent.proposal.sha256 in mail.body
    assert mail.by == author
    assert is_still_due(mail)
    assert page_of(client, sent).count("Receipt to ana@example.org") in {2, 3}


def test_a_coauthor_gets_it_at_the_address_that_stands_there(client, sent):
    sent.authors.create(position=2, name="Li Wei", mail="li@pau.example.org", affiliation="Pau")
    li = make_user("li@example.org")
    EmailAddress.objects.create(user=li, email="li@pau.example.org", verified=True)
    client.force_login(li)

    client.post(f"{sent.get_absolute_url()}receipt/")

    assert Message.objects.filter(recipient="li@pau.example.org").count() == 1
    assert "ana@example.org" not in page_of(client, sent)


def test_of_a_draft_there_is_no_receipt(client, author, workshop):
    draft = make_draft(workshop, author)

    client.post(f"{draft.get_absolute_url()}receipt/")

    assert not Message.objects.exists()
    assert "receipt again" not in page_of(client, draft)


def test_the_dates_stand_there_until_a_promised_one_goes_by(client, workshop, sent):
    decisions = make_key_date(workshop, "decisions", timezone.now() + timedelta(days=20))
    assert "Decisions: <b" in page_of(client, sent)
    assert "Can be changed until <b" in page_of(client, sent)

    decisions.at = timezone.now() - timedelta(days=1)
    decisions.save()

    assert "Decisions: to be announced" in page_of(client, sent)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DESK])
def test_of_what_is_over_no_dates_are_ahead(client, workshop, sent, status):
    make_key_date(workshop, "decisions", timezone.now() + timedelta(days=9))
    assert "Decisions:" in page_of(client, sent)

    type(sent).objects.filter(pk=sent.pk).update(status=status)

    page = page_of(client, sent)
    assert "Can be changed until" not in page
    assert "Decisions:" not in page
    assert "Received on" in page
