"""Reviewers who agreed that their name is posted; what they reviewed is posted nowhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models import Membership, Workshop

FEWEST = 3


class Lines(models.Aggregate):
    """The values of a group, one a line, in no order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, char(10))"
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **more):
        template = "STRING_AGG(%(expressions)s, chr(10))"
        return super().as_sql(compiler, connection, template=template, **more)


class NamedReviewerQuerySet(models.QuerySet):
    def posted(self):
        """Those that are named: posted, and in the role still."""
        roles = Membership.objects.reviewers().filter(user=models.OuterRef("user"))
        here = roles.filter(workshop=models.OuterRef("workshop"))
        return self.filter(models.Exists(here), posted_at__isnull=False)

    def in_one_query(self):
        """Of a row that is a workshop: its names, for `names_in`; its first page asks enough."""
        rows = self.posted().filter(workshop=models.OuterRef("pk")).order_by()
        return models.Subquery(rows.values("workshop").annotate(all=Lines("name")).values("all"))


def names_in(lines):
    """What everybody reads: never so few that they tell authors who it was."""
    names = sorted((lines or "").splitlines(), key=str.casefold)
    return names if len(names) >= FEWEST else []


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
