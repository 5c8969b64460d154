"""The outbox of a workshop as its chairs read it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.models import Assignment
from tests.factories import (
    make_assignment,
    make_letter,
    make_member,
    make_message,
    make_submission,
    make_user,
)
from workshop.demo import ROLES
from workshop.letters import digest_of, is_still_due, mails_of, recipients_of, send_letter
from workshop.models import ActionLink, Letter, Message
from workshop.queue import work_once
from workshop.services import add_membership

pytestmark = pytest.mark.django_db
OVER = {"finished_at": timezone.now()}


def page(client, cast, **query):
    return client.get(reverse("outbox", args=[cast.workshop.slug]), query)


def shown(answer):
    return sorted(message.subject for message in answer.context["page"])


@pytest.fixture
def mails(cast):
    """One of each state, named after it."""
    make = {"purpose": "membership", "workshop": cast.workshop}
    make_message(**make, subject="waiting")
    make_message(**make, subject="done", state="done", answer="250 OK", **OVER)
    make_message(**make, subject="failed", state="failed", error="550 no such user", **OVER)
    make_message(**make, subject="cancelled", state="cancelled", **OVER)
    other = cast.other_chair.memberships.get().workshop
    make_message(purpose="membership", subject="elsewhere", workshop=other)


def test_it_lists_each_mail_with_how_it_stands(client, cast, chair_signed_in, mails):
    answer = page(client, cast)

    assert shown(answer) == ["cancelled", "done", "failed", "waiting"]
    assert "550 no such user" in answer.content.decode()
    assert "1 failed" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ({"state": "failed"}, ["failed"]),
        ({"find": "DONE reader"}, ["done"]),
        ({"purpose": "receipt"}, []),
        ({"state": "nonsense"}, ["cancelled", "done", "failed", "waiting"]),
        ({"page": "99"}, ["cancelled", "done", "failed", "waiting"]),
    ],
)
def test_it_is_filtered(client, cast, chair_signed_in, mails, query, subjects):
    assert shown(page(client, cast, **query)) == subjects


def post(client, cast, *subjects, **fields):
    codes = Message.objects.filter(subject__in=subjects).values_list("code", flat=True)
    fields |= {"message": list(codes)}
    return client.post(reverse("outbox", args=[cast.workshop.slug]), fields, follow=True)


def states():
    return dict(Message.objects.values_list("subject", "state"))


def test_a_letter_leads_to_its_mails(client, cast, chair_signed_in, mails):
    letter = make_letter(cast.workshop, by=cast.chair, subject="News for {name}")
    make_message(workshop=cast.workshop, letter=letter, subject="News for Bo", purpose="letter")
    page = client.get(letter.get_absolute_url()).content.decode()

    [address] = re.findall(r'href="([^"]*\?letter=[^"]*)"', page)

    assert [one.subject for one in client.get(address).context["page"]] == ["News for Bo"]


def test_only_the_failed_are_sent_again_by_one_press(client, cast, chair_signed_in, mails):
    answer = post(client, cast, failed="1")

    assert "1 mail is queued again." in answer.content.decode()
    assert states() == {
        "waiting": "waiting",
        "done": "done",
        "failed": "waiting",
        "cancelled": "cancelled",
        "elsewhere": "waiting",
    }
    assert Message.objects.get(subject="failed").by == cast.chair


def test_of_the_ticked_only_what_was_not_sent_is_sent_again(client, cast, chair_signed_in, mails):
    post(client, cast, "done", "cancelled", again="1")

    assert (states()["done"], states()["cancelled"]) == ("done", "waiting")


def test_of_the_ticked_only_what_waits_is_cancelled(client, cast, chair_signed_in, mails):
    answer = post(client, cast, "waiting", "done", "elsewhere", cancel="1")

    assert "1 mail is cancelled." in answer.content.decode()
    assert states()["waiting"] == "cancelled"
    assert (states()["done"], states()["elsewhere"]) == ("done", "waiting")


def test_a_mail_has_a_page_with_why_when_and_the_servers_answer(
    client, cast, chair_signed_in, mails
):
    mail = Message.objects.get(subject="done")

    html = client.get(reverse("message", args=[cast.workshop.slug, mail.code])).content.decode()

    assert "250 OK" in html
    assert "what happened, by itself" in html


def test_a_mail_of_another_workshop_is_not_there(client, cast, chair_signed_in, mails):
    mail = Message.objects.get(subject="elsewhere")

    assert client.get(reverse("message", args=[cast.workshop.slug, mail.code])).status_code == 404


def test_a_secret_is_masked(client, cast, chair_signed_in):
    mail = make_message(
        purpose="membership", workshop=cast.workshop, body="Go to [[secret]]", secret="WXYZ"
    )

    html = client.get(reverse("message", args=[cast.workshop.slug, mail.code])).content.decode()

    assert "••••••" in html
    assert "WXYZ" not in html


def test_on_the_demonstration_alone_what_is_masked_is_shown_beside_it(
    client, cast, chair_signed_in
):
    mail = make_message(
        purpose="membership", workshop=cast.workshop, body="Go to [[secret]]", secret="WXYZ"
    )
    make_user(ROLES["chair"][1])

    html = client.get(reverse("message", args=[cast.workshop.slug, mail.code])).content.decode()

    assert "WXYZ" in html


def test_its_queries_do_not_grow_with_the_mails(client, cast, chair_signed_in, mails):
    Message.objects.update(by=cast.chair)
    page(client, cast)
    with CaptureQueriesContext(connection) as few:
        page(client, cast)
    for _number in range(8):
        make_message(purpose="membership", workshop=cast.workshop, by=cast.reviewer)

    with CaptureQueriesContext(connection) as many:
        page(client, cast)

    assert len(many) == len(few)


# --- what tells who reviews is kept from chairs in conflict ---


@pytest.fixture
def conflicted(cast):
    """A chair in conflict with a submission that is being reviewed."""
    chair = make_member(cast.workshop).user
    submission = make_submission(cast.workshop)
    submission.conflicts.create(user=chair, source="chair", by=cast.chair)
    make_assignment(submission)
    return chair


def test_mails_about_assignments_are_kept_from_a_chair_in_conflict(client, cast, conflicted):
    client.force_login(cast.chair)
    assert {one.purpose for one in page(client, cast).context["page"]} == {"assignment", "receipt"}

    client.force_login(conflicted)

    assert shown(page(client, cast)) == []


def test_a_letter_to_those_with_open_reviews_is_kept_from_them_too(client, cast, conflicted):
    letter = make_letter(
        cast.workshop, by=cast.chair, state=Letter.State.DRAFT, group="reviewers_open"
    )
    people = recipients_of(letter, seen_by=cast.chair)
    seen = digest_of(letter, mails_of(letter, people))
    send_letter(letter, by=cast.chair, seen=seen)
    client.force_login(conflicted)

    written = client.get(reverse("write_letter", args=[cast.workshop.slug])).content.decode()

    assert client.get(letter.get_absolute_url()).status_code == 404
    assert letter.subject not in written
    assert shown(page(client, cast)) == []


def test_who_is_in_conflict_writes_to_those_alone_that_they_may_know_of(cast, conflicted):
    letter = make_letter(cast.workshop, by=conflicted, group="reviewers_open")

    assert recipients_of(letter, seen_by=conflicted) == []
    assert len(recipients_of(letter, seen_by=cast.chair)) == 1


@pytest.mark.parametrize("group", ["reviewers", "authors_rejected", "authors_submitted"])
def test_every_letter_that_tells_of_reviews_or_decisions_is_kept_from_them(
    client, cast, conflicted, group
):
    letter = make_letter(cast.workshop, by=cast.chair, group=group)
    mail = make_message(workshop=cast.workshop, letter=letter, purpose="letter")
    client.force_login(conflicted)

    assert mail.recipient not in client.get(letter.get_absolute_url()).content.decode()
    assert shown(page(client, cast)) == []


def test_what_is_hidden_from_a_chair_is_not_theirs_to_stop(client, cast, conflicted):
    letter = make_letter(cast.workshop, by=cast.chair, group="reviewers_open")
    mail = make_message(workshop=cast.workshop, letter=letter, purpose="letter")
    client.force_login(conflicted)

    assert client.post(letter.get_absolute_url(), {"stop": "1"}).status_code == 404

    mail.refresh_from_db()
    letter.refresh_from_db()
    assert (mail.state, letter.state) == ("waiting", "queued")


def test_what_comes_of_a_letter_tells_its_writer_no_more_than_they_may_know(cast, conflicted):
    """Who reviews the hidden submission alone is free, as far as this chair may know."""
    [reviewer] = [one.reviewer for one in Assignment.objects.select_related("reviewer")]
    letter = make_letter(cast.workshop, by=conflicted, group="reviewers_free")
    mail = make_message(
        workshop=cast.workshop, letter=letter, purpose="letter", recipient=reviewer.email
    )

    assert is_still_due(mail)


def test_a_test_is_read_by_who_asked_for_it_alone(client, cast, chair_signed_in):
    another = make_member(cast.workshop).user
    make_message(purpose="test", workshop=cast.workshop, by=another, subject="[Test] Not theirs")
    make_message(purpose="test", workshop=cast.workshop, by=cast.chair, subject="[Test] Own")

    assert [one.subject for one in page(client, cast).context["page"]] == ["[Test] Own"]


def test_reviewers_get_one_mail_for_what_is_assigned_within_ten_minutes(cast):
    first = make_assignment(make_submission(cast.workshop), cast.reviewer)
    make_assignment(make_submission(cast.workshop), cast.reviewer)

    message = Message.objects.get(purpose="assignment")

    assert message.recipient == cast.reviewer.email
    assert message.by == first.by
    assert timedelta(minutes=9) < message.due_at - timezone.now() <= timedelta(minutes=10)
    assert "reviews/" in message.body
    assert first.submission.title not in message.body


def invitation(cast):
    add_membership(cast.workshop, mail="new@example.org", role="reviewer", by=cast.chair)
    return Message.objects.filter(purpose="membership").latest("pk")


def test_an_invitation_whose_role_was_taken_away_does_not_leave(cast):
    message = invitation(cast)
    cast.workshop.memberships.filter(user__email="new@example.org").delete()

    while work_once("mail"):
        pass

    message.refresh_from_db()
    assert message.state == "cancelled"


def test_an_invitation_that_failed_is_given_anew_by_the_role_and_let_be(
    client, cast, chair_signed_in
):
    message = invitation(cast)
    gone = timezone.now() - timedelta(minutes=6)
    Message.objects.update(state="failed", finished_at=gone, secret="", error="550 no such user")
    ActionLink.objects.update(created_at=gone)
    html = client.get(reverse("message", args=[cast.workshop.slug, message.code])).content.decode()
    assert "Send it again" not in html
    assert "give the person the role once more" in html

    assert invitation(cast) != message
    outbox = reverse("outbox", args=[cast.workshop.slug])
    client.post(outbox, {"message": message.code, "cancel": "1"})

    message.refresh_from_db()
    assert (message.state, message.error) == ("cancelled", "550 no such user")
    chair = client.get(reverse("chair", args=[cast.workshop.slug])).content.decode()
    assert "could not be delivered" not in chair
