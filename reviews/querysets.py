"""Which assignments and reviews: access is asked by query, so a late conflict cuts it at once."""

from django.db import models

from submissions.models import Status, Submission


class AssignmentQuerySet(models.QuerySet):
    def reviewed_by(self, user):
        """What `user` may read and review now: assigned, in review, without a conflict."""
        if not user.is_authenticated:
            return self.none()
        free = Submission.objects.filter(status=Status.SUBMITTED).without_conflict(user)
        roles = user.memberships.reviewers().values("workshop")
        return self.filter(
            reviewer=user,
            submission__in=free.values("pk"),
            submission__workshop__in=roles,
        )

    def for_list(self):
        return self.select_related("submission__workshop", "review").order_by("submission__title")


class ReviewQuerySet(models.QuerySet):
    def submitted(self):
        """Drafts count for nothing."""
        return self.filter(submitted_at__isnull=False)
