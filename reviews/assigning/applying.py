"""Making many assignments at once, in one transaction, each guarded as if it were made alone."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.assigning.closed import declined_of
from reviews.assigning.mailing import tell_all
from reviews.models import Assignment, AssignmentChange, Review
from reviews.querysets import has_closed
from submissions.conflicts import conflicts_of
from submissions.finding.services import find_conflicts
from submissions.models import Status, Submission
from workshop.models import User


@dataclass(frozen=True)
class Refusal:
    """Why one pair cannot be."""

    submission: object
    reviewer: object
    why: str

    def __str__(self):
        words = _("%(code)s, %(name)s: %(why)s")
        told = {"code": self.submission.code, "name": self.reviewer, "why": self.why}
        return words % told


class Refused(Exception):
    """Nothing was assigned. `refusals` are the pairs because of which; empty where all are."""

    def __init__(self, words, refusals=()):
        self.refusals = list(refusals)
        super().__init__(words)


def assign_all(workshop, pairs, *, by, gone=(), known=None):
    """Make assignments of the pairs (submission, reviewer), by number, and take back those `gone`.

    All or none; how many are new. What stands already stays; with `known`, the pairs that may
    stand of these submissions, nothing is done where others do or where somebody has declined it.
    Each reviewer gets one mail.
    Raises Refused.
    """
    find_conflicts(workshop)
    try:
        with transaction.atomic():
            return _assign_all(workshop, set(pairs), set(gone), by, known)
    except IntegrityError as error:  # a conflict of this very moment, refused by the database
        raise Refused(_("A conflict was declared just now. Propose again.")) from error


def _assign_all(workshop, pairs, gone, by, known):
    numbers = {submission for submission, _reviewer in pairs | gone}
    rows = Submission.objects.filter(pk__in=numbers, workshop=workshop)
    rows.lock()
    submissions = {one.pk: one for one in rows.select_related("workshop")}
    people = User.objects.in_bulk({reviewer for _submission, reviewer in pairs | gone})
    if known is not None:
        _check_still(pairs, known, rows)
    refusals = list(refusals_of(workshop, pairs, gone, submissions, people, by))
    if refusals:
        raise Refused(_("Things have changed, so nobody was assigned."), refusals)
    now = timezone.now()
    _take_back(gone, now, by)
    made = _make(pairs, now, by)
    tell_all(workshop, made, people, by=by)
    return len(made)


def _check_still(pairs, known, rows):
    if standing_pairs(rows) - known:
        raise Refused(_("Others were assigned meanwhile, so nothing was done. Propose again."))
    if declined_of(rows.order_by().values("pk")) & pairs:
        raise Refused(_("Somebody has declined meanwhile, so nothing was done. Propose again."))


def standing_pairs(submissions):
    """{(submission, reviewer)} by number of all that stands, in conflict or not."""
    rows = Assignment.objects.standing().filter(submission__in=submissions)
    return set(rows.values_list("submission", "reviewer"))


# --- guards ---


def refusals_of(workshop, pairs, gone, submissions, people, by):
    if has_closed(workshop, timezone.now()):
        raise Refused(_("Reviews have closed, so nobody was assigned. Move that date first."))
    keys = Submission.objects.filter(pk__in=submissions)
    own = keys if by is None else keys.decidable_by(by)
    may = set(own.values_list("pk", flat=True))
    if any(submission not in may for submission, _reviewer in pairs | gone):
        raise Refused(_("Some of it is not yours to assign any more. Propose again."))
    if any(reviewer not in people for _submission, reviewer in pairs):
        raise Refused(_("Somebody of them is not here any more. Propose again."))
    roles = workshop.memberships.reviewers().filter(user__in=people)
    reviewing = set(roles.select_for_update().order_by("pk").values_list("user", flat=True))
    closed, in_hand = conflicts_of(keys, list(people)), _begun(gone)
    for submission, reviewer in sorted(pairs | gone):
        pair = submission, reviewer
        if why := _why_not(pair, submissions[submission], gone, closed, reviewing, in_hand):
            yield Refusal(submissions[submission], people[reviewer], why)


def _why_not(pair, submission, gone, closed, reviewing, in_hand):
    if pair in gone:
        return _("this review is begun or in, so it stays") if pair in in_hand else ""
    if submission.status != Status.SUBMITTED:
        return _("it is withdrawn or announced")
    if pair[1] not in reviewing:
        return _("is no reviewer any more")
    return _("there is a conflict") if pair in closed else ""


def _begun(pairs):
    submissions = {submission for submission, _reviewer in pairs}
    rows = Review.objects.filter(assignment__submission__in=submissions)
    return set(rows.values_list("assignment__submission", "assignment__reviewer"))


# --- rows ---


def _rows_of(pairs):
    """{pair: Assignment, whether it stands or not}"""
    rows = Assignment.objects.filter(
        submission__in={submission for submission, _reviewer in pairs},
        reviewer__in={reviewer for _submission, reviewer in pairs},
    ).select_for_update()
    found = {(one.submission_id, one.reviewer_id): one for one in rows}
    return {pair: found[pair] for pair in pairs if pair in found}


def _take_back(pairs, now, by):
    ending = [one for one in _rows_of(pairs).values() if one.ended_at is None]
    Assignment.objects.filter(pk__in=[one.pk for one in ending]).update(ended_at=now)
    _note(ending, by, stands=False)


def _make(pairs, now, by):
    """Those that are new, or stand again."""
    known = _rows_of(pairs)
    again = [one for one in known.values() if one.ended_at is not None]
    for one in again:
        one.by, one.at, one.ended_at = by, now, None
    Assignment.objects.bulk_update(again, ["by", "at", "ended_at"])
    last = _last_numbers({submission for submission, _reviewer in pairs})
    fresh = []
    for submission, reviewer in sorted(pairs - known.keys()):
        last[submission] = last.get(submission, 0) + 1
        pair = {"submission_id": submission, "reviewer_id": reviewer}
        fresh.append(Assignment(**pair, number=last[submission], by=by, at=now))
    made = [*again, *Assignment.objects.bulk_create(fresh)]
    _note(made, by, stands=True)
    return made


def _last_numbers(submissions):
    rows = Assignment.objects.filter(submission__in=submissions).order_by()
    return dict(rows.values_list("submission").annotate(last=Max("number")))


def _note(assignments, by, *, stands):
    AssignmentChange.objects.bulk_create(
        AssignmentChange(assignment=one, by=by, stands=stands) for one in assignments
    )
