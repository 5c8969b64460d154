"""Rows that break each invariant of `reviews`, put there past what guards it."""

from datetime import timedelta

from django.utils import timezone

from reviews.models import Decision, Invitation, ReviewerProfile, Score
from submissions.services import change_status
from tests.factories import (
    make_assignment,
    make_criterion,
    make_decided,
    make_draft,
    make_member,
    make_message,
    make_review,
    make_submission,
    make_topic,
)
from workshop.models import ActionLink


def assigned_past_the_triggers():
    submission = make_submission()
    assignment = make_assignment(submission)
    conflict = submission.conflicts.create(user=assignment.reviewer, source="chair")
    type(conflict).objects.update(at=timezone.now() - timedelta(days=1))


def accepted_without_a_decision():
    submission = make_submission()
    change_status(submission, "accepted", by=submission.submitter)


def mailed_early():
    make_message(purpose="acceptance", object_id=str(make_submission().pk))


def answerable_though_taken_back():
    about = {"workshop": make_member().workshop, "mail": "ada@example.org"}
    invitation = Invitation.objects.create(**about, most=3, state="revoked")
    until = timezone.now() + timedelta(days=1)
    ActionLink.objects.create(
        **about, purpose="invitation", object_id=invitation.pk, digest="d", expires_at=until
    )


def topic_of_another_workshop():
    member = make_member(make_member().workshop, "reviewer")
    profile = ReviewerProfile.objects.create(workshop=member.workshop, user=member.user)
    profile.topics.add(make_topic(make_member().workshop))


def mark_off_the_scale():
    submission = make_submission()
    make_criterion(submission.workshop)
    make_review(submission)
    Score.objects.update(mark=7)


def taken_back_past_the_service():
    assignment = make_assignment(make_submission())
    type(assignment).objects.update(ended_at=timezone.now())


def decided_past_the_service():
    decision = make_decided(make_submission()).decision
    type(decision).objects.update(outcome="reject")


def criterion_of_another():
    submission = make_submission()
    criterion = make_criterion(make_member().workshop)
    make_review(submission).scores.create(criterion=criterion, mark=1)


def review_of_another_pdf():
    review = make_review(make_submission())
    type(review).objects.update(manuscript=make_submission().manuscripts.get())


def draft_decided():
    decision = Decision.objects.create(submission=make_draft(), outcome="accept")
    decision.changes.create(old="", new="accept")


BREAKS = {
    "a mark is by a criterion of its workshop": criterion_of_another,
    "a review is of a PDF of its submission": review_of_another_pdf,
    "what is decided was sent in": draft_decided,
    "an assignment stands where its trail says": taken_back_past_the_service,
    "a decision is what its trail says": decided_past_the_service,
    "no assignment was made while a conflict stood": assigned_past_the_triggers,
    "accepted or rejected means a released decision": accepted_without_a_decision,
    "a decision is mailed after its release": mailed_early,
    "an invitation that was taken back has no open link": answerable_though_taken_back,
    "a reviewer's topics are her workshop's": topic_of_another_workshop,
    "a mark is on its criterion's scale": mark_off_the_scale,
}
