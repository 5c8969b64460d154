"""Pins and pairs that are ruled out, for the next draft."""

from django.db import transaction

from reviews.assigning.pool import assignable
from reviews.models import Preference
from reviews.services import InConflict, NotAReviewer
from submissions.conflicts import conflicts_of
from submissions.models import Submission


def wishes_for(workshop, user):
    """Those that count for the next draft of `user`, by submission."""
    rows = Preference.objects.filter(submission__in=assignable(workshop, user).values("pk"))
    rows = rows.select_related("submission", "reviewer")
    return rows.order_by("submission__title", "submission", "kind", "reviewer__name", "pk")


@transaction.atomic
def wish(submission, reviewer, kind, *, by):
    """Let this pair be pinned, ruled out or, with an empty `kind`, neither.

    Raises NotAReviewer, InConflict for a pin.
    """
    pair = {"submission": submission, "reviewer": reviewer}
    if not kind:
        Preference.objects.filter(**pair).delete()
        return
    if not reviewer.memberships.filter(workshop=submission.workshop_id).reviewers().exists():
        raise NotAReviewer
    one = Submission.objects.filter(pk=submission.pk)
    if kind == Preference.Kind.PIN and conflicts_of(one, [reviewer.pk]):
        raise InConflict
    Preference.objects.update_or_create(**pair, defaults={"kind": kind, "by": by})
