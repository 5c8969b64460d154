"""What a file brings, stored. Each kind raises what the act by hand would raise."""

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.assigning.applying import assign_all
from reviews.assigning.csvfiles import ASSIGNMENTS, CONFLICTS, SCORES, read
from reviews.assigning.pool import pool_of
from reviews.matching.scorefiles import BadScores
from reviews.models import AffinityScore
from submissions.conflicts import add_conflicts, conflicts_of
from submissions.models import Submission
from workshop.digests import NotSeen, digest_of
from workshop.models import User
from workshop.trail import record_act


def digest_of_file(kind, found):
    return digest_of((kind, sorted(found.items())))


def read_for(workshop, kind, text, *, by):
    """What a chair brings in, {(submission, reviewer): the third cell}. Raises BadScores.

    Her own conflicts a chair declares one by one: she cannot take them back.
    """
    found = read(kind, text, pool_of(workshop, by))
    if kind == CONFLICTS and any(reviewer == by.pk for _submission, reviewer in found):
        told = _("%(mail)s is you. Declare your own conflicts on the pages of the submissions.")
        raise BadScores([told % {"mail": by.email}])
    return found


def people_in(found):
    """{number: the reviewer} of all that are named."""
    return User.objects.in_bulk({reviewer for _submission, reviewer in found})


def rows_shown(found, people, known=()):
    """[(submission, reviewer, the third cell, whether it stands already)] as the file has them."""
    submissions = Submission.objects.in_bulk({submission for submission, _reviewer in found})
    return [
        (submissions[pair[0]], people[pair[1]], third, pair in known)
        for pair, third in found.items()
    ]


def bring_in(workshop, kind, text, *, seen, by):
    """How many lines came in. Raises BadScores, NotSeen, Refused."""
    found = read_for(workshop, kind, text, by=by)
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
    record_act(workshop, "scores", None, _("brought in by a file"), by=by, workshop=workshop)


def _store_conflicts(workshop, found, by):
    """As a chair's own word. What stands already stays, whoever declared or found it."""
    known = standing_among(found)
    told = {pair: why or _("from a file") for pair, why in found.items() if pair not in known}
    add_conflicts(told, by=by)


def standing_among(found):
    """The pairs that are in conflict already, of those that a file names."""
    submissions = Submission.objects.filter(pk__in={submission for submission, _user in found})
    return found.keys() & conflicts_of(submissions, list({user for _submission, user in found}))


def _store_assignments(workshop, found, by):
    assign_all(workshop, found, by=by)


STORES = {SCORES: _store_scores, CONFLICTS: _store_conflicts, ASSIGNMENTS: _store_assignments}
