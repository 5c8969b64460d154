"""Reviewers who agreed that their name is posted; what they reviewed is posted nowhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models import Workshop

FEWEST = 3


class NamedReviewerQuerySet(models.QuerySet):
    def posted(self, workshop):
        """Those everybody reads: in the role still, and never so few that they tell who it was."""
        roles = workshop.memberships.reviewers().values("user")
        rows = list(self.filter(workshop=workshop, posted_at__isnull=False, user__in=roles))
        return rows if len(rows) >= FEWEST else []


class NamedReviewer(models.Model):
    """One who agreed, under the name they wish; the row goes when they do not any more."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="named_reviewers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    agreed_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True, editable=False)

    objects = NamedReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("reviewer who is named")
        verbose_name_plural = _("reviewers who are named")
        constraints = [models.UniqueConstraint(fields=["workshop", "user"], name="named_once")]

    def __str__(self):
        return self.name
