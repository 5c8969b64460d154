"""More outcomes than two, a note to the authors, labels for the chairs."""

import pytest
from django.urls import reverse

from reviews.announcing import mail_decisions, release_decisions, to_release
from reviews.deciding import StaleDecision, decide, label
from reviews.models import Label
from submissions.lifecycle import Status
from submissions.models import Submission
from submissions.services import change_status
from tests.factories import make_decided, make_submission
from workshop.models import MailText, Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast):
    return make_submission(cast.workshop, cast.stranger, title="Counting joules")


def announced(submission, by):
    rows = Submission.objects.filter(pk=submission.pk)
    release_decisions(rows, by=by)
    mail_decisions(rows, by=by)
    submission.refresh_from_db()


def author_reads(client, cast, submission):
    client.force_login(cast.stranger)
    return client.get(submission.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("outcome", "status", "purpose", "words"),
    [
        ("accept", "accepted", "acceptance", "It is accepted."),
        ("oral", "accepted", "acceptance", "It is accepted as a talk."),
        ("poster", "accepted", "acceptance", "It is accepted as a poster."),
        ("conditional", "conditions", "conditions", "Your submission is accepted on conditions."),
        ("waitlist", "waitlisted", "waitlist", "Your submission is on the waitlist."),
        ("reject", "rejected", "rejection", "The chairs could not accept your submission."),
    ],
)
def test_each_outcome_once_announced_is_read_and_mailed_in_its_words(
    client, cast, submission, outcome, status, purpose, words
):
    decide(submission, outcome, by=cast.chair)
    assert words not in author_reads(client, cast, submission)

    announced(submission, cast.chair)

    assert submission.status == status
    assert words in author_reads(client, cast, submission)
    assert Message.objects.filter(object_id=submission.pk, purpose=purpose).count() == 1


@pytest.mark.parametrize("old", ["accept", "conditional", "waitlist", "reject"])
@pytest.mark.parametrize("new", ["poster", "conditional", "waitlist", "reject"])
def test_a_changed_decision_is_released_anew_whatever_it_was(cast, submission, old, new):
    make_decided(submission, old, release=True)

    make_decided(submission, new, release=True)

    assert submission.decision.released == new
    assert not to_release(Submission.objects.all())


def test_a_talk_that_becomes_a_poster_is_mailed_anew_and_the_old_mail_is_due_no_more(
    cast, submission
):
    decide(submission, "oral", by=cast.chair)
    announced(submission, cast.chair)
    decide(submission, "poster", by=cast.chair)
    announced(submission, cast.chair)

    first, second = Message.objects.filter(purpose="acceptance").order_by("pk")
    assert ("as a talk" in first.body, "as a poster" in second.body) == (True, True)
    assert (is_still_due(first), is_still_due(second)) == (False, True)


def test_a_note_is_read_by_authors_once_released_and_changed_once_more(client, cast, submission):
    decide(submission, "accept", by=cast.chair, note="Say how long the *meter* ran.")
    assert "meter" not in author_reads(client, cast, submission)
    announced(submission, cast.chair)
    assert "<em>meter</em>" in author_reads(client, cast, submission)
    assert "*meter*" in Message.objects.get(purpose="acceptance").body

    decide(submission, "accept", by=cast.chair, note="Never mind.")

    assert "<em>meter</em>" in author_reads(client, cast, submission)
    assert len(to_release(Submission.objects.all())) == 1
    announced(submission, cast.chair)
    assert "Never mind." in author_reads(client, cast, submission)
    assert Message.objects.filter(purpose="acceptance").count() == 2


def test_a_mail_worded_without_a_place_for_the_note_ends_in_it(cast, submission):
    text = {"subject": "News", "body": "“{title}” is {decision}."}
    MailText.objects.create(workshop=cast.workshop, purpose="acceptance", **text)
    decide(submission, "oral", by=cast.chair, note="Shorten it.")

    announced(submission, cast.chair)

    told = "“Counting joules” is accepted as a talk.\n\nShorten it.\n"
    assert Message.objects.get(purpose="acceptance").body == told


def test_two_chairs_who_change_the_note_at_once_overwrite_nothing(cast, submission):
    decide(submission, "accept", by=cast.chair, note="One.")
    seen = submission.decision.seen
    decide(submission, "accept", by=cast.chair, note="Two.", seen=seen)
    submission.decision.refresh_from_db()

    with pytest.raises(StaleDecision):
        decide(submission, "accept", by=cast.chair, note="Three.", seen=seen)

    submission.decision.refresh_from_db()
    assert submission.decision.note == "Two."


def test_a_label_is_the_chairs_own_and_stands_in_the_history(client, cast, submission):
    make_decided(submission, "accept", release=True)
    best = Label.objects.create(workshop=cast.workshop, name="best paper")
    label(submission.decision, [best], by=cast.chair)

    assert "best paper" not in author_reads(client, cast, submission)
    client.force_login(cast.chair)
    page = client.get(reverse("chair_submission", args=[cast.workshop.slug, submission.code]))
    assert "labels: – → best paper" in page.content.decode()
    assert not to_release(Submission.objects.all())


def test_what_is_withdrawn_and_brought_back_has_its_note_released_anew(cast, submission):
    decide(submission, "waitlist", by=cast.chair, note="Soon.")
    announced(submission, cast.chair)
    change_status(submission, Status.WITHDRAWN, by=cast.stranger)
    change_status(submission, Status.SUBMITTED, by=cast.chair)

    submission.decision.refresh_from_db()
    assert submission.decision.released_note == ""
    assert len(to_release(Submission.objects.all())) == 1


def test_a_note_too_long_stays_in_the_form_and_nothing_is_decided(client, cast, submission):
    client.force_login(cast.chair)
    address = reverse("decide", args=[cast.workshop.slug, submission.code])

    answer = client.post(address, {"outcome": "accept", "seen": "", "note": "long " * 1001})

    assert "long long" in answer.content.decode()
    assert "at most 5000 characters" in answer.content.decode()
    assert not hasattr(Submission.objects.get(), "decision")
