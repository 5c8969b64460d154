"""A PDF that was sent in time and is refused after the deadline: twelve hours for another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.checks import TO_REPLACE, let_go
from submissions.deadlines import GRACE
from submissions.models import Submission
from submissions.services import ask_to_submit
from submissions.ticks import tick
from tests.factories import FACTS, make_draft, make_manuscript, make_submission
from tests.pdfs import paper
from tests.submissions.forms import (
    after_the_deadline,
    check,
    edit_address,
    set_deadline,
    typed,
    upload,
)
from workshop.models import Job, Message

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = FACTS | {"pages": 3}


@pytest.fixture
def refused(client, author, workshop):
    """Asked for in time; by the time its PDF was refused, the deadline was over."""
    client.post("/warm/submit/", typed(submit="1", proposal=upload(paper(3))))
    after_the_deadline(workshop)
    check()
    return Submission.objects.get()


def send(client, submission, pages, **more):
    form = {"key": submission.key, "seen": Submission.objects.get().version} | (
        more or {"submit": 1}
    )
    answer = client.post(edit_address(submission), typed(**form, proposal=upload(paper(pages))))
    check()
    submission.refresh_from_db()
    return answer


def test_it_stays_asked_for_and_everybody_reads_until_when(client, refused):
    assert refused.status == "draft"
    assert refused.asked_at
    left = refused.replace_until - timezone.now()
    assert TO_REPLACE - timedelta(minutes=5) < left <= TO_REPLACE
    page = client.get(refused.get_absolute_url()).content.decode()
    assert "Send another until" in page
    assert f'datetime="{refused.replace_until:%Y-%m-%dT%H:%M}' in page
    mail = Message.objects.get(purpose="refusal")
    assert "the time at which you pressed “Submit” counts" in mail.body
    assert f"Another can be sent until {refused.replace_until:%-d %B %Y, %H:%M} UTC" in mail.body
    assert "Send another PDF of" in client.get("/me/").content.decode()


def test_another_that_passes_counts_from_the_first_time(client, refused):
    asked_at = refused.asked_at

    send(client, refused, 2)

    assert (refused.status, refused.submitted_at) == ("submitted", asked_at)
    assert refused.replace_until is None


def test_another_that_is_refused_as_well_does_not_make_it_longer(client, refused):
    until = refused.replace_until

    send(client, refused, 4)

    assert (refused.status, refused.replace_until) == ("draft", until)
    assert refused.asked_at


def test_after_twelve_hours_nothing_is_taken_and_it_is_a_draft_again(client, refused):
    Submission.objects.update(replace_until=timezone.now() - timedelta(minutes=1))
    assert let_go(timezone.now()) == 0  # what came in time may be on its way

    answer = send(client, refused, 2)
    assert answer.status_code == 422
    assert refused.manuscripts.count() == 1
    let_go(timezone.now() + GRACE)

    refused.refresh_from_db()
    assert (refused.status, refused.asked_at) == ("draft", None)


def test_who_keeps_it_as_a_draft_may_still_send_it_in(client, refused):
    send(client, refused, 2, save=1)
    assert (refused.status, refused.asked_at) == ("draft", None)

    client.post(f"{refused.get_absolute_url()}send/")

    refused.refresh_from_db()
    assert refused.status == "submitted"


def test_a_replacement_that_is_refused_too_late_may_be_replaced_once_more(author, workshop):
    sent = make_submission(workshop, author)
    late = make_manuscript(sent, facts=None)
    after_the_deadline(workshop)
    late.delete()
    make_manuscript(sent, facts=REFUSED)

    sent.refresh_from_db()
    assert sent.replace_until > timezone.now()
    assert "The version before it still counts." in Message.objects.get(purpose="refusal").body


def test_before_the_deadline_and_for_mere_drafts_nothing_is_opened(author, workshop):
    sent, draft = make_submission(workshop, author), make_draft(workshop, author)
    make_manuscript(sent, facts=REFUSED)
    after_the_deadline(workshop)
    make_manuscript(draft, facts=REFUSED)

    assert not Submission.objects.exclude(replace_until=None).exists()


def test_who_has_longer_needs_no_window(author, workshop):
    draft = make_draft(workshop, author)
    manuscript = make_manuscript(draft, facts=None)
    ask_to_submit(draft, by=author, at=timezone.now())
    set_deadline(workshop, timezone.now() - timedelta(hours=1))
    later = timezone.now() + timedelta(hours=1)
    workshop.extensions.create(mail=author.email, until=later)
    manuscript.delete()
    make_manuscript(draft, facts=REFUSED)

    draft.refresh_from_db()
    assert (draft.replace_until, draft.asked_at) == (None, None)


def test_of_a_guest_it_opens_too_and_nothing_is_mailed(workshop):
    draft = make_draft(workshop)
    draft.submitter, draft.asked_at = None, timezone.now()
    draft.save()
    after_the_deadline(workshop)

    make_manuscript(draft, facts=REFUSED)
    make_manuscript(draft)

    draft.refresh_from_db()
    assert draft.replace_until
    assert draft.asked_at
    assert draft.status == "draft"  # until the guest has shown who they are
    assert let_go(draft.replace_until + 2 * GRACE) == 0
    assert not Message.objects.exists()


def test_what_we_could_not_check_may_be_sent_again_and_counts_from_the_first_time(
    client, author, workshop
):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(paper(1))))
    Job.objects.update(state=Job.State.FAILED, finished_at=timezone.now())
    after_the_deadline(workshop)
    tick(timezone.now())
    asked = Submission.objects.get()
    arrived = asked.asked_at
    assert "again: we could not check it" in client.get("/me/").content.decode()
    send(client, asked, 1)

    assert (asked.status, asked.submitted_at) == ("submitted", arrived)
    assert asked.manuscripts.count() == 1


def test_while_it_is_in_time_a_check_that_broke_down_needs_no_window(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload(paper(1))))
    Job.objects.update(state=Job.State.FAILED, finished_at=timezone.now())
    tick(timezone.now())

    assert Submission.objects.get().replace_until is None
