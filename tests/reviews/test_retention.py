"""Reviews are kept until a date: then access ends, and they are removed for good."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from program.models import Confirmation
from reviews.announcing import mail_decisions
from reviews.discussion import add_comment
from reviews.models import Assignment, Comment, Decision, Invitation, Review
from reviews.notices import PURPOSE, announce_retention
from submissions.models import Conflict, Submission
from tests.factories import (
    make_assignment,
    make_cast,
    make_criterion,
    make_decided,
    make_draft,
    make_job,
    make_key_date,
    make_member,
    make_message,
    make_review,
    make_submission,
    make_user,
)
from workshop.jobs import tidy
from workshop.management.commands.check_invariants import broken_invariants
from workshop.models import Change, Closing, KeyDate, Message
from workshop.outbox import is_still_due
from workshop.retention import NOTICE, removable, remove
from workshop.trail import record

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def over(cast):
    """The cast's workshop, held a year ago, with one of everything that is not kept."""
    workshop = cast.workshop
    workshop.first_day = workshop.last_day = timezone.localdate() - timedelta(days=365)
    workshop.save()
    make_criterion(workshop)
    submission = make_submission(workshop)
    make_review(submission, cast.reviewer, for_authors="Well measured.", for_chairs="A talk.")
    add_comment(submission, by=cast.reviewer, text="Calibrated?", key=uuid.uuid4())
    make_decided(submission, release=True)
    mail_decisions(Submission.objects.filter(pk=submission.pk), by=cast.chair)
    make_message(workshop=workshop, purpose="reviewer_conflict", object_id=submission.pk)
    Message.objects.update(state="done", tries=1, finished_at=timezone.now())
    make_draft(workshop)
    submission.conflicts.create(user=make_user(), source="author", reason="a colleague")
    make_key_date(workshop, "reviews", timezone.now() - timedelta(days=400))
    return submission


def kept_until(workshop, at, *, announced=None):
    day = make_key_date(workshop, "retention", at)
    if announced:
        Closing.objects.create(workshop=workshop, announced_for=at, announced_at=announced)
    return day


def come(cast):
    """With its date come, and announced in time."""
    now = timezone.now()
    submission = over(cast)
    kept_until(cast.workshop, now - A_DAY, announced=now - A_DAY - NOTICE)
    return submission


def test_without_a_date_nothing_is_removed(cast, capsys):
    over(cast)

    call_command("retain")

    assert capsys.readouterr().out == "No workshop’s date has come.\n"
    assert Review.objects.exists()


def test_a_dry_run_counts_and_removes_nothing(cast, capsys):
    come(cast)

    call_command("retain", "--dry-run")

    told = capsys.readouterr().out
    assert f"{cast.workshop.slug}: would be removed" in told
    assert "     1  reviews, with their marks, texts and notes to chairs" in told
    assert "     1  drafts that were never sent in" in told
    assert Review.objects.exists()


def test_reviews_and_who_wrote_them_are_removed(cast, capsys):
    come(cast)

    call_command("retain")

    for model in (Review, Assignment, Comment, Conflict):
        assert not model.objects.exists()
    assert not Submission.objects.filter(status="draft").exists()
    assert f"{cast.workshop.slug}: removed" in capsys.readouterr().out


def test_decisions_and_what_was_accepted_stay(cast):
    submission = come(cast)

    call_command("retain")

    submission.refresh_from_db()
    assert submission.status == "accepted"
    assert Decision.objects.get().changes.count() == 1


def test_where_an_author_was_and_could_not_come_is_forgotten(cast):
    submission = come(cast)
    told = {"zone": "Asia/Tokyo", "hours": "before noon"}
    confirmation = Confirmation.objects.create(submission=submission, attendance="remote", **told)
    confirmation.changes.create(fields={"zone": ["", "Asia/Tokyo"], "attendance": ["", "remote"]})

    assert remove(cast.workshop)["whereabouts"] == 1

    confirmation.refresh_from_db()
    assert (confirmation.zone, confirmation.hours, confirmation.attendance) == ("", "", "remote")
    assert confirmation.changes.get().fields == {"attendance": ["", "remote"]}
    assert "whereabouts" not in remove(cast.workshop)


def test_the_trail_of_an_invitation_forgets_who_was_invited(cast):
    come(cast)
    invitation = Invitation.objects.create(
        workshop=cast.workshop, mail="ada@example.org", name="Ada", most=3, by=cast.chair
    )
    record(invitation, by=cast.chair, workshop=cast.workshop)

    remove(cast.workshop)

    [change] = Change.objects.filter(model="reviews.invitation")
    assert (change.name, change.fields, change.by) == ("", {}, cast.chair)


def test_counts_stay_for_statistics(cast):
    come(cast)

    call_command("retain")

    counts = Closing.objects.get().counts
    assert counts["reviews"] == counts["assignments"] == counts["drafts"] == 1


def test_what_must_hold_holds_afterwards(cast):
    come(cast)

    call_command("retain")

    broken = {claim: rows for claim, rows in broken_invariants().items() if rows}
    assert broken == {}


def test_no_mail_says_what_a_review_said_and_none_is_mailed_again(cast):
    submission = come(cast)
    assert Message.objects.filter(body__contains="Well measured.").exists()

    call_command("retain")

    assert not Message.objects.filter(body__contains="Well measured.").exists()
    told = ["assignment", "declined_review", "reviewer_conflict", "discussion"]
    assert not Message.objects.filter(purpose__in=told).exists()
    assert mail_decisions(Submission.objects.filter(pk=submission.pk), by=cast.chair) == 0


def test_done_twice_it_finds_nothing_and_keeps_the_counts(cast, capsys):
    come(cast)
    call_command("retain")

    call_command("retain")

    assert f"{cast.workshop.slug}: nothing removed" in capsys.readouterr().out
    assert Closing.objects.get().counts["reviews"] == 1


def test_another_workshop_keeps_its_reviews(cast):
    come(cast)
    other = make_cast()
    kept = make_review(make_submission(other.workshop), other.reviewer)

    call_command("retain")

    assert list(Review.objects.all()) == [kept]


def test_the_daily_tidying_removes_it(cast):
    come(cast)

    assert tidy(make_job())["retention"] > 0
    assert not Review.objects.exists()


def test_wrong_usage_is_an_error(cast):
    with pytest.raises(CommandError):
        call_command("retain", "--workshop", "none")


def test_a_chair_s_conflict_goes_on_closing_the_door_but_forgets_its_reason(cast):
    submission = come(cast)
    chair = make_member(cast.workshop).user
    submission.conflicts.create(user=chair, source="chair", reason="my student", by=cast.chair)

    call_command("retain")

    conflict = Conflict.objects.get()
    assert (conflict.user, conflict.reason) == (chair, "")
    assert not Submission.objects.decidable_by(chair).exists()


# --- when ---


def test_reviewers_lose_access_on_the_date_before_anything_is_removed(client, cast):
    submission = over(cast)
    address = submission.assignments.get().get_absolute_url()
    client.force_login(cast.reviewer)
    assert client.get(address).status_code == 200

    kept_until(cast.workshop, timezone.now())

    assert client.get(address).status_code == 404
    assert Review.objects.exists()


def test_nothing_is_removed_within_14_days_of_being_announced(cast):
    over(cast)
    now = timezone.now()
    kept_until(cast.workshop, now - A_DAY, announced=now - NOTICE + A_DAY)

    call_command("retain")

    assert Review.objects.exists()


def test_a_moved_date_is_to_be_announced_first(cast):
    come(cast)
    KeyDate.objects.filter(kind="retention").update(at=timezone.now() - 2 * A_DAY)

    call_command("retain")

    assert Review.objects.exists()


def test_nothing_is_removed_before_the_workshop_is_over(cast):
    day = make_key_date(cast.workshop, "reviews")
    day.kind = "retention"

    with pytest.raises(ValidationError, match="after the workshop is over"):
        day.full_clean()


# --- announced ---


def notices():
    return sorted(Message.objects.filter(purpose=PURPOSE).values_list("recipient", flat=True))


def test_reviewers_and_chairs_are_told_14_days_before_once(cast):
    over(cast)
    now = timezone.now()
    day = kept_until(cast.workshop, now + NOTICE)

    announce_retention(now - A_DAY)
    assert notices() == []
    announce_retention(now)
    announce_retention(now + A_DAY)

    assert notices() == sorted([cast.chair.email, cast.reviewer.email])
    assert f"{day.local:%-d %B %Y}" in Message.objects.filter(purpose=PURPOSE).first().body


def test_of_a_moved_date_they_are_told_anew_and_the_mail_before_is_let_go(cast):
    over(cast)
    now = timezone.now()
    day = kept_until(cast.workshop, now + A_DAY)
    announce_retention(now)
    first = Message.objects.filter(purpose=PURPOSE).first()
    assert is_still_due(first)

    day.at += 3 * A_DAY
    day.save()
    announce_retention(now)

    first = Message.objects.get(pk=first.pk)
    assert len(notices()) == 4
    assert not is_still_due(first)


def test_where_there_is_nothing_to_remove_nobody_is_told(cast):
    over(cast)
    remove(cast.workshop)
    kept_until(cast.workshop, timezone.now() + A_DAY)

    announce_retention(timezone.now())

    assert notices() == []
    assert removable(cast.workshop) == {}


def test_who_is_no_reviewer_any_more_is_not_told(cast):
    over(cast)
    kept_until(cast.workshop, timezone.now() + A_DAY)
    announce_retention(timezone.now())

    cast.workshop.memberships.reviewers().delete()

    mail = Message.objects.get(purpose=PURPOSE, recipient=cast.reviewer.email)
    assert not is_still_due(mail)


def test_the_queue_says_until_when_reviews_are_kept(client, cast):
    submission = make_submission(cast.workshop)
    make_assignment(submission, cast.reviewer)
    kept_until(cast.workshop, cast.workshop.over_at + A_DAY)
    client.force_login(cast.reviewer)

    page = client.get(reverse("reviews", args=[cast.workshop.slug])).content.decode()

    assert "Reviews are kept until" in page
