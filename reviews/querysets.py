"""Which assignments and reviews: access is asked by query, so a late conflict cuts it at once."""

from django.db import models

from submissions.models import Status, Submission


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(ended_at=None)

    def readable_by(self, user):
        """What `user` may read as a reviewer: assigned, not withdrawn, without a conflict."""
        if not user.is_authenticated:
            return self.none()
        free = Submission.objects.in_review().without_conflict(user)
        roles = user.memberships.reviewers().values("workshop")
        return self.standing().filter(
            reviewer=user,
            submission__in=free.values("pk"),
            submission__workshop__in=roles,
        )

    def reviewed_by(self, user):
        """What `user` may review now: of what they read, all that has no released decision."""
        return self.readable_by(user).filter(submission__status=Status.SUBMITTED)

    def for_list(self):
        return self.select_related("submission__workshop", "review").order_by("submission__title")


class ReviewQuerySet(models.QuerySet):
    def submitted(self):
        """Drafts count for nothing."""
        return self.filter(submitted_at__isnull=False)
