"""What a file brings, stored. Each kind raises what the act by hand would raise."""

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.assigning.applying import assign_all
from reviews.assigning.csvfiles import ASSIGNMENTS, CONFLICTS, SCORES, read
from reviews.assigning.pool import pool_of
from reviews.models import AffinityScore
from submissions.models import Conflict, Submission
from workshop.digests import NotSeen, digest_of


def digest_of_file(kind, found):
    return digest_of((kind, sorted(found.items())))


def bring_in(workshop, kind, text, *, seen, by):
    """How many lines came in. Raises BadScores, NotSeen, Refused."""
    found = read(kind, text, pool_of(workshop, by))
    if digest_of_file(kind, found) != seen:
        raise NotSeen
    STORES[kind](workshop, found, by)
    return len(found)


@transaction.atomic
def _store_scores(workshop, found, by):
    """In the place of those there are of these submissions."""
    submissions = {submission for submission, _reviewer in found}
    AffinityScore.objects.filter(submission__in=submissions).delete()
    AffinityScore.objects.bulk_create(
        AffinityScore(submission_id=submission, reviewer_id=reviewer, score=score)
        for (submission, reviewer), score in found.items()
    )


@transaction.atomic
def _store_conflicts(workshop, found, by):
    """As a chair's own word; what a chair has declared already stays as it was."""
    numbers = {submission for submission, _reviewer in found}
    Submission.objects.filter(pk__in=numbers).lock()
    Conflict.objects.bulk_create(
        (
            Conflict(
                submission_id=submission,
                user_id=reviewer,
                source=Conflict.Source.CHAIR,
                reason=(why or _("from a file"))[:300],
                by=by,
            )
            for (submission, reviewer), why in found.items()
        ),
        ignore_conflicts=True,
    )


def _store_assignments(workshop, found, by):
    assign_all(workshop, found, by=by)


STORES = {SCORES: _store_scores, CONFLICTS: _store_conflicts, ASSIGNMENTS: _store_assignments}
