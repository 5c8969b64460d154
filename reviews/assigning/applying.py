"""Assigning, one pair or many at once, in one transaction: the same guards, trail and mail."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.assigning.closed import declined_of
from reviews.assigning.mailing import tell_all
from reviews.models import Assignment, AssignmentChange, MatchingRun, Review
from reviews.querysets import has_closed
from reviews.services import AlreadyReviewed, InConflict, NotAReviewer, NotInReview, ReviewClosed
from submissions.conflicts import conflicts_of
from submissions.finding.services import find_conflicts
from submissions.models import Status, Submission
from workshop.models import User


@dataclass(frozen=True)
class Refusal:
    """Why one pair cannot be, in words and as what is raised where it is the only one."""

    submission: object
    reviewer: object
    why: str
    error: type

    def __str__(self):
        words = _("%(code)s, %(name)s: %(why)s")
        told = {"code": self.submission.code, "name": self.reviewer, "why": self.why}
        return words % told


class Refused(Exception):
    """Nothing was assigned. `refusals` are the pairs because of which; empty where all are."""

    def __init__(self, words, refusals=(), error=None):
        self.refusals = list(refusals)
        self.error = self.refusals[0].error if self.refusals else error
        super().__init__(words)

    def told(self, most=10):
        """In words, with the first of the pairs."""
        shown = [f"{one}." for one in self.refusals[:most]]
        left = len(self.refusals) - len(shown)
        more = [ngettext("And %d more.", "And %d more.", left) % left] if left else []
        return " ".join([str(self), *shown, *more])


@dataclass(frozen=True)
class Asked:
    """The pairs (submission, reviewer), by number, to make and to take back, and whom they name.

    The rows of the submissions are held.
    """

    workshop: object
    new: set
    gone: set
    submissions: dict
    people: dict

    @property
    def pairs(self):
        return self.new | self.gone

    @property
    def rows(self):
        return Submission.objects.filter(pk__in=self.submissions)


def assign(submission, reviewer, *, by):
    """Ask a reviewer to review, as `assign_all` would of this one pair; the assignment there is.

    The caller has found the submission among what `by` may assign. Conflicts of the two are looked
    for first, and stay when it is refused. Raises NotAReviewer, InConflict, NotInReview,
    ReviewClosed.
    """
    find_conflicts(submission.workshop, submission=submission, user=reviewer)
    try:
        with transaction.atomic():
            _act(_held(submission.workshop, {(submission.pk, reviewer.pk)}, set()), by)
    except IntegrityError as error:
        raise InConflict from error
    except Refused as refused:
        raise refused.error from refused
    return Assignment.objects.get(submission=submission, reviewer=reviewer)


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
            asked = _held(workshop, set(pairs), set(gone))
            if known is not None:
                _check_still(asked, known)
            _check_whose(asked, by)
            return _act(asked, by)
    except IntegrityError as error:  # a conflict of this very moment, refused by the database
        raise Refused(_("A conflict was declared just now. Look again.")) from error


def apply_draft(draft, *, by):
    """What a draft of the matching would change; how many are new. Raises Refused."""
    about = {"gone": draft.gone, "known": draft.known}
    count = assign_all(draft.workshop, draft.new, by=by, **about)
    MatchingRun.objects.filter(pk=draft.run.pk).update(state=MatchingRun.State.APPLIED)
    return count


def _held(workshop, new, gone):
    rows = Submission.objects.filter(pk__in={one for one, _other in new | gone}, workshop=workshop)
    rows.lock()
    people = User.objects.in_bulk({other for _one, other in new | gone})
    return Asked(workshop, new, gone, rows.select_related("workshop").in_bulk(), people)


def _act(asked, by):
    """How many are new. Raises Refused."""
    if has_closed(asked.workshop, timezone.now()):
        words = _("Reviews have closed, so nobody was assigned. Move that date first.")
        raise Refused(words, error=ReviewClosed)
    if refusals := list(_refusals_of(asked)):
        raise Refused(_("Things have changed, so nobody was assigned."), refusals)
    now = timezone.now()
    _take_back(asked.gone, now, by)
    made = _make(asked.new, now, by)
    tell_all(asked.workshop, made, asked.people, by=by)
    return len(made)


def standing_pairs(submissions):
    """{(submission, reviewer)} by number of all that stands, in conflict or not."""
    rows = Assignment.objects.standing().filter(submission__in=submissions)
    return set(rows.values_list("submission", "reviewer"))


# --- guards ---


def _check_still(asked, known):
    """Whether nothing has come between since the pairs were proposed. Raises Refused."""
    if standing_pairs(asked.rows) - known:
        raise Refused(_("Others were assigned meanwhile, so nothing was done. Look again."))
    if declined_of(asked.rows.order_by().values("pk")) & asked.new:
        raise Refused(_("Somebody has declined meanwhile, so nothing was done. Look again."))


def _check_whose(asked, by):
    """Whether all is of this workshop and `by`, if anybody, may assign it. Raises Refused."""
    own = asked.rows if by is None else asked.rows.decidable_by(by)
    may = set(own.values_list("pk", flat=True))
    if any(submission not in may for submission, _reviewer in asked.pairs):
        raise Refused(_("Some of it is not yours to assign any more. Look again."))
    if any(reviewer not in asked.people for _submission, reviewer in asked.new):
        raise Refused(_("Somebody of them is not here any more. Look again."))


def _refusals_of(asked):
    """The Refusal of each pair that cannot be, while the roles of the reviewers are held."""
    reviewing, standing = _held_roles(asked), standing_pairs(asked.rows)
    closed, in_hand = conflicts_of(asked.rows, list(asked.people)), _begun(asked.gone)
    for pair in sorted(asked.pairs):
        submission, reviewer = asked.submissions[pair[0]], asked.people[pair[1]]
        if pair in asked.gone:
            if pair in in_hand:
                why = _("this review is begun or in, so it stays")
                yield Refusal(submission, reviewer, why, AlreadyReviewed)
        elif submission.status != Status.SUBMITTED:
            yield Refusal(submission, reviewer, _("it is withdrawn or announced"), NotInReview)
        elif pair not in standing and pair[1] not in reviewing:
            yield Refusal(submission, reviewer, _("is no reviewer any more"), NotAReviewer)
        elif pair not in standing and pair in closed:
            yield Refusal(submission, reviewer, _("there is a conflict"), InConflict)


def _held_roles(asked):
    """Numbers of those of the people who review here."""
    roles = asked.workshop.memberships.reviewers().filter(user__in=asked.people)
    return set(roles.select_for_update().order_by("pk").values_list("user", flat=True))


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
