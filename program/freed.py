"""Places that became free: what was accepted and is withdrawn, and who is next on the waitlist."""

from django.db.models import Exists, OuterRef

from reviews.board import lines_of
from reviews.models import Decision, DecisionChange
from reviews.outcomes import ACCEPTING
from submissions.models import Status, StatusChange


def freed(submissions):
    """Those that were accepted and then declined or withdrawn."""
    steps = StatusChange.objects.filter(submission=OuterRef("pk"))
    left = steps.filter(old=Status.ACCEPTED, new=Status.WITHDRAWN)
    rows = submissions.filter(Exists(left), status=Status.WITHDRAWN)
    return rows.select_related("confirmation").order_by("title", "pk")


def free_places(submissions):
    """How many of those places nobody of the waitlist was given yet, released or not."""
    given = DecisionChange.objects.filter(old=Decision.Outcome.WAITLIST, new__in=ACCEPTING)
    moved = given.filter(decision__submission__in=submissions.order_by().values("pk"))
    count = freed(submissions).count()
    return count and max(0, count - moved.values("decision").distinct().count())


def waitlist(submissions):
    """Lines of the board, the best mean first, of what may be accepted in their place."""
    lines = lines_of(submissions.filter(status=Status.WAITLISTED))
    return [line for line in lines if line.decision and line.decision.is_released]
