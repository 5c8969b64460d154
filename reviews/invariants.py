"""What must hold of reviewing and decisions; see `manage.py check_invariants`."""

from django.db.models import F

from reviews.invitations import PURPOSE
from reviews.models import Assignment, Decision, Invitation, Review, ReviewerProfile, Score
from reviews.outcomes import PURPOSE_OF, STATUS_OF
from submissions.models import Conflict, Status, StatusChange, Submission
from workshop.models import ActionLink, Message


def assigned_against_a_conflict():
    """A conflict that stood when the assignment was made, not one declared later."""
    for conflict in Conflict.objects.all():
        rows = Assignment.objects.filter(
            submission=conflict.submission_id, reviewer=conflict.user_id, at__gt=conflict.at
        )
        yield from rows.exclude(at__gt=conflict.lifted_at) if conflict.lifted_at else rows


def decided_without_release():
    for status in set(STATUS_OF.values()):
        saying = [outcome for outcome, said in STATUS_OF.items() if said == status]
        told = Decision.objects.filter(released__in=saying).values("submission")
        yield from Submission.objects.filter(status=status).exclude(pk__in=told)


def mailed_without_release():
    """By the trail: what was released and withdrawn later was mailed rightly."""
    released = StatusChange.objects.filter(new__in=STATUS_OF.values())
    told = [str(pk) for pk in released.values_list("submission", flat=True)]
    mails = Message.objects.filter(purpose__in=PURPOSE_OF.values())
    return mails.exclude(object_id__in=told)


def marks_off_the_scale():
    for score in Score.objects.select_related("criterion"):
        if score.mark > len(score.criterion.marks):
            yield score


def assignments_against_their_trail():
    """Its last line says whether it stands."""
    for assignment in Assignment.objects.prefetch_related("changes"):
        changes = list(assignment.changes.all())
        if not changes or changes[-1].stands != (assignment.ended_at is None):
            yield assignment


def decisions_against_their_trail():
    """Its last line says how it was decided."""
    for decision in Decision.objects.prefetch_related("changes"):
        changes = list(decision.changes.all())
        if not changes or changes[-1].new != decision.outcome:
            yield decision


def links_of_revoked_invitations():
    """What a chair has taken back nobody answers any more."""
    revoked = Invitation.objects.filter(state=Invitation.State.REVOKED)
    numbers = [str(pk) for pk in revoked.values_list("pk", flat=True)]
    return ActionLink.objects.open().filter(purpose=PURPOSE, object_id__in=numbers)


def topics_of_other_workshops():
    chosen = ReviewerProfile.topics.through.objects.select_related("topic", "reviewerprofile")
    return chosen.exclude(topic__workshop=F("reviewerprofile__workshop"))


def marks_of_other_workshops():
    own = F("review__assignment__submission__workshop")
    return Score.objects.exclude(criterion__workshop=own)


def reviews_of_other_papers():
    read = Review.objects.filter(manuscript__isnull=False)
    return read.exclude(manuscript__submission=F("assignment__submission"))


def drafts_decided():
    return Decision.objects.filter(submission__status=Status.DRAFT)


INVARIANTS = {
    "a mark is by a criterion of its workshop": marks_of_other_workshops,
    "a review is of a PDF of its submission": reviews_of_other_papers,
    "what is decided was sent in": drafts_decided,
    "an assignment stands where its trail says": assignments_against_their_trail,
    "a decision is what its trail says": decisions_against_their_trail,
    "no assignment was made while a conflict stood": assigned_against_a_conflict,
    "accepted or rejected means a released decision": decided_without_release,
    "a decision is mailed after its release": mailed_without_release,
    "an invitation that was taken back has no open link": links_of_revoked_invitations,
    "a reviewer's topics are her workshop's": topics_of_other_workshops,
    "a mark is on its criterion's scale": marks_off_the_scale,
}
