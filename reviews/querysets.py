"""Which assignments and reviews: access is asked by query, so a late conflict cuts it at once."""

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Lower
from django.utils import timezone

from submissions.deadlines import GRACE
from submissions.models import Author, Conflict, Status, Submission
from workshop.models import FormerAddress, KeyDate
from workshop.retention import ended


def in_conflict():
    """Whether an assignment's reviewer conflicts with its submission, or is one of its authors."""
    same = {"submission": OuterRef("submission")}
    confirmed = EmailAddress.objects.filter(user=OuterRef(OuterRef("reviewer")), verified=True)
    addresses = confirmed.annotate(mail=Lower("email")).values("mail")
    former = FormerAddress.objects.filter(user=OuterRef(OuterRef("reviewer"))).values("mail")
    return (
        Q(submission__submitter=F("reviewer"))
        | Exists(Conflict.objects.standing().filter(user=OuterRef("reviewer"), **same))
        | Exists(Author.objects.filter(mail=OuterRef("reviewer__email"), **same))
        | Exists(Author.objects.filter(mail__in=addresses, **same))
        | Exists(Author.objects.filter(mail__in=former, **same))
    )


def undecided(submissions):
    """Those of them that wait for a decision."""
    return submissions.filter(status=Status.SUBMITTED, decision=None)


def closed(at):
    """The workshops whose reviews have closed by then; without such a date they close none.

    That reviews are due closes nothing: a late one is welcome.
    """
    door = KeyDate.objects.filter(kind=KeyDate.Kind.REVIEWS_CLOSE, at__lt=at - GRACE)
    return door.values("workshop")


def has_closed(workshop, at):
    return closed(at).filter(workshop=workshop).exists()


def closed_workshops(user):
    """Numbers of those that `user` chairs and where some submission is closed to them."""
    return Submission.objects.chaired_by(user).closed_to_all([user]).values("workshop")


class DecisionQuerySet(models.QuerySet):
    def about(self, submissions):
        """The decisions of what is not withdrawn."""
        return self.filter(submission__in=submissions.in_review())

    def released(self):
        """As they stand: one that was changed since is not."""
        return self.filter(released=F("outcome"), released_note=F("note"))


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(ended_at=None)

    def counted(self):
        """Those whose reviews count: of reviewers who are free of conflict, as far as is known."""
        return self.standing().exclude(in_conflict())

    def missing(self):
        """Of what is reviewed still: asked for, and not in."""
        return self.counted().filter(submission__status=Status.SUBMITTED, review__submitted_at=None)

    def readable_by(self, user):
        """What `user` may read as a reviewer: assigned, not withdrawn, without a conflict.

        Until the day on which the workshop's reviews are removed.
        """
        if not user.is_authenticated:
            return self.none()
        free = Submission.objects.in_review().without_conflict(user)
        roles = user.memberships.reviewers().values("workshop")
        kept = self.standing().exclude(submission__workshop__in=ended(timezone.now()))
        return kept.filter(
            reviewer=user,
            submission__in=free.values("pk"),
            submission__workshop__in=roles,
        )

    def open(self, at=None):
        """Those whose reviews are taken: no decision is out, and they have not closed."""
        rows = self.filter(submission__status=Status.SUBMITTED)
        return rows.exclude(submission__workshop__in=closed(at or timezone.now()))

    def reviewable_by(self, user, at=None):
        """What `user` may review now, or could with a request that had arrived by then."""
        return self.readable_by(user).open(at)

    def discussable_by(self, user):
        """Where `user` reads the other reviews: hers is in, and the workshop lets them discuss."""
        own = self.readable_by(user).filter(review__submitted_at__isnull=False)
        return own.filter(submission__workshop__reviewers_discuss=True)

    def for_list(self):
        """What is still to do first."""
        rows = self.select_related("submission__workshop", "review")
        is_over = Q(review__submitted_at__isnull=False) | ~Q(submission__status=Status.SUBMITTED)
        return rows.order_by(Case(When(is_over, then=1), default=0), "submission__title")


class ReviewQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(submitted_at__isnull=False)

    def counted(self):
        """What means and mails are made of: no drafts, and nothing by those in conflict."""
        assignments = self.model.assignment.field.related_model.objects.counted()
        return self.submitted().filter(assignment__in=assignments.values("pk"))
