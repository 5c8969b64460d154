"""What chairs do beside deciding: reject without review, let a refused PDF count."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.chair_page import steps_for
from reviews.decisions.rows import rows_of, totals_of
from reviews.history import history_of
from reviews.models import Assignment
from submissions.models import Edit, Submission
from tests.factories import (
    FACTS,
    make_cast,
    make_draft,
    make_key_date,
    make_manuscript,
    make_member,
    make_review,
    make_submission,
    make_user,
)
from tests.html import as_read
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
REFUSED = FACTS | {"pages": 3}
WHY = {"reason": "It is about cooking."}


@pytest.fixture
def cast(client):
    cast = make_cast()
    cast.author = make_user("ana@example.org")
    client.force_login(cast.chair)
    return cast


def page_of(submission, name=""):
    return f"/{submission.workshop.slug}/chair/submissions/{submission.code}/{name}"


def words(answer):
    return as_read(answer.content.decode())


# --- rejected without review ---


@pytest.fixture
def rejected(client, cast):
    sent = make_submission(cast.workshop, cast.author)
    make_review(sent, cast.reviewer)
    client.post(page_of(sent, "desk-reject/"), WHY)
    sent.refresh_from_db()
    return sent


def test_it_is_asked_with_a_reason_first(client, cast):
    sent = make_submission(cast.workshop)

    assert client.get(page_of(sent, "desk-reject/")).status_code == 200
    assert client.post(page_of(sent, "desk-reject/"), {"reason": ""}).status_code == 422

    sent.refresh_from_db()
    assert sent.status == "submitted"


def test_its_authors_read_the_reason_by_mail_and_on_its_page(client, cast, rejected):
    mail = Message.objects.get(purpose="desk_rejection")
    assert mail.recipient == "ana@example.org"
    assert "It is about cooking." in mail.body
    client.force_login(cast.author)

    page = words(client.get(rejected.get_absolute_url()))

    assert "The chairs do not have it reviewed.</b> It is about cooking." in page
    assert "rejected without review" in page
    assert rejected.status == "desk"


def test_neither_reviews_nor_decisions_are_about_it_any_more(client, cast, rejected):
    client.post(page_of(rejected, "decide/"), {"outcome": "accept", "seen": ""})

    assert not hasattr(Submission.objects.get(), "decision")
    assert not Assignment.objects.readable_by(cast.reviewer).exists()
    rows = rows_of(Submission.objects.all(), rejected.workshop, lambda *_about: [])
    counted = totals_of(rows)
    assert set(counted.values()) == {0}
    assert "Note the decision" not in words(client.get(page_of(rejected)))


def test_the_chairs_bring_it_back_and_the_mail_that_waits_is_cancelled(client, cast, rejected):
    mail = Message.objects.get(purpose="desk_rejection")
    assert is_still_due(mail)

    client.post(page_of(rejected, "bring-back/"))

    rejected.refresh_from_db()
    assert rejected.status == "submitted"
    assert not is_still_due(mail)
    assert Assignment.objects.readable_by(cast.reviewer).exists()


def test_its_authors_are_told_that_it_is_back_as_long_as_it_is(client, cast, rejected):
    client.post(page_of(rejected, "bring-back/"))

    mail = Message.objects.get(purpose="brought_back")
    assert (mail.recipient, is_still_due(mail)) == ("ana@example.org", True)
    assert f"“{rejected.title}” ({rejected.code}): it is under review again." in mail.body
    client.post(page_of(rejected, "desk-reject/"), WHY)
    assert not is_still_due(mail)


def test_what_was_accepted_or_withdrawn_is_not_rejected_so(client, cast):
    sent = make_submission(cast.workshop, status="withdrawn")

    client.post(page_of(sent, "desk-reject/"), WHY)

    sent.refresh_from_db()
    assert sent.status == "withdrawn"
    assert not Edit.objects.exists()


def test_the_history_says_who_did_it_and_why(cast, rejected):
    lines = [(who, what) for _at, who, what in history_of(rejected)]

    assert (cast.chair, "rejected without review: It is about cooking.") in lines
    assert (cast.chair, "submitted → rejected without review") in lines


# --- a refused PDF that counts ---


@pytest.fixture
def asked(cast):
    """Asked for in time, refused after the deadline."""
    make_key_date(cast.workshop, at=timezone.now() - timedelta(hours=1))
    draft = make_draft(cast.workshop, cast.author)
    at = timezone.now() - timedelta(hours=2)
    Submission.objects.filter(pk=draft.pk).update(asked_at=at, asked_by=cast.author)
    make_manuscript(draft, facts=REFUSED)
    draft.refresh_from_db()
    return draft


def test_the_chairs_page_names_by_its_code_what_was_refused_too_late(cast, asked):
    [step] = [one for one in steps_for(cast.workshop, cast.chair) if asked.code in one.text]

    assert step.address == page_of(asked, "override/")
    assert asked.title not in step.text
    assert not [one for one in steps_for(cast.workshop, cast.author) if asked.code in one.text]


def test_what_was_asked_for_is_sent_in_as_if_it_had_passed(client, cast, asked):
    page = words(client.get(page_of(asked, "override/")))
    assert "This PDF has 3 pages; the limit is 2." in page
    assert client.get(page_of(asked, "refused.pdf")).getvalue().startswith(b"%PDF")

    client.post(page_of(asked, "override/"), {"reason": "A table on page 3.", "number": 1})

    sent = Submission.objects.get()
    assert (sent.status, sent.submitted_at) == ("submitted", asked.asked_at)
    assert sent.status_changes.get().by == cast.author
    assert sent.proposal.overridden_by == cast.chair
    assert Message.objects.filter(purpose="receipt").count() == 1
    assert not is_still_due(Message.objects.get(purpose="refusal"))
    told = "PDF: version 1, refused, counts all the same: A table on page 3."
    assert (cast.chair, told) in [(who, what) for _at, who, what in history_of(sent)]


def test_a_refused_replacement_counts_and_who_sent_it_is_told(client, cast):
    sent = make_submission(cast.workshop, cast.author)
    make_manuscript(sent, facts=REFUSED)
    assert page_of(sent, "override/") in client.get(page_of(sent)).content.decode()

    client.post(page_of(sent, "override/"), {"reason": "A table on page 3.", "number": 2})

    assert Submission.objects.get().proposal.number == 2
    assert Message.objects.get(purpose="replaced").recipient == "ana@example.org"
    assert client.get(page_of(sent, "override/")).status_code == 404


def test_of_two_pdfs_the_one_that_was_looked_at_is_meant(client, cast):
    sent = make_submission(cast.workshop, cast.author)
    make_manuscript(sent, facts=REFUSED)
    make_manuscript(sent, facts=REFUSED)

    client.post(page_of(sent, "override/"), {"reason": "A table on page 3.", "number": 2})

    assert Submission.objects.get().proposal.number == 1


def test_what_lacks_more_than_a_pdf_is_not_sent_in(client, cast, asked):
    Submission.objects.update(title="")

    answer = client.post(
        page_of(asked, "override/"), {"reason": "A table.", "number": 1}, follow=True
    )

    assert "before its authors add: a title. Nothing was changed." in words(answer)
    assert 'value="A table."' in words(answer)
    assert asked.manuscripts.get().verdict == "reject"


def test_a_chair_in_conflict_and_others_find_nothing_to_let_count(client, cast, asked):
    conflicted = make_member(cast.workshop).user
    asked.conflicts.create(user=conflicted, source="author")

    for person in (conflicted, cast.author, cast.reviewer, cast.other_chair, cast.stranger):
        client.force_login(person)
        for name in ("override/", "refused.pdf"):
            assert client.get(page_of(asked, name)).status_code == 404
        assert client.post(page_of(asked, "override/"), {"number": 1}).status_code == 404
    assert steps_for(cast.workshop, conflicted) == []


def test_a_mere_draft_and_a_guest_that_nobody_knows_stay_unseen(client, cast, asked):
    Submission.objects.update(submitter=None)
    draft = make_draft(cast.workshop, cast.author)
    make_manuscript(draft, facts=REFUSED)

    for one in (draft, asked):
        assert client.get(page_of(one, "override/")).status_code == 404
