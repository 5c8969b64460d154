"""Who of a workshop may be asked, named or counted on."""

from reviews.models import Assignment
from submissions.conflicts import active_chairs
from submissions.models import Conflict, Submission
from submissions.querysets import writers_of
from workshop.lookalikes import alike
from workshop.models import User


def members(workshop):
    return User.objects.filter(memberships__workshop=workshop).distinct().order_by("name")


def alike_in(workshop):
    """[(a member, another whose name reads the same in other letters), …]"""
    named = {str(one): one for one in members(workshop)}
    return [(named[one], named[other]) for one, other in alike(named).items() if one < other]


def free_chairs(submission):
    """Active chairs who neither wrote it nor are in conflict with it."""
    in_conflict = submission.conflicts.standing().values("user")
    rows = active_chairs(submission.workshop).exclude(pk__in=in_conflict)
    return rows.exclude(pk__in=writers_of(submission).values("pk"))


def to_declare(submission):
    """Members without a conflict that a chair has declared."""
    standing = submission.conflicts.standing().filter(source=Conflict.Source.CHAIR)
    return members(submission.workshop).exclude(pk__in=standing.values("user"))


def reviewers_of(workshop):
    roles = workshop.memberships.reviewers()
    return User.objects.filter(pk__in=roles.values("user")).order_by("name", "email")


def who_reviewed(workshop, *, seen_by=None):
    """Who has submitted a review that counts, of what `seen_by` may know about; their numbers."""
    own = Submission.objects.filter(workshop=workshop)
    own = own.decidable_by(seen_by) if seen_by else own
    done = Assignment.objects.counted().filter(review__submitted_at__isnull=False)
    return done.filter(submission__in=own.values("pk")).values("reviewer")


def free_reviewers(submission):
    """Reviewers without a conflict who are not assigned yet."""
    in_conflict = submission.conflicts.standing().values("user")
    assigned = submission.assignments.standing().values("reviewer")
    rows = reviewers_of(submission.workshop).exclude(pk__in=assigned)
    return rows.exclude(pk__in=in_conflict).exclude(pk__in=writers_of(submission).values("pk"))
