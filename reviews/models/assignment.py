from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.querysets import AssignmentQuerySet
from submissions.models import Submission
from workshop.fields import CodeField
from workshop.models import History


class Assignment(models.Model):
    """Who is asked to review what. Triggers refuse it while a conflict stands.

    `number` is the order in which they were asked, in which others read their reviews. `code` is
    random, so its address tells neither order nor count.
    """

    code = CodeField()
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("reviewer"),
    )
    number = models.PositiveSmallIntegerField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("assigned"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(
        _("taken back"),
        null=True,
        editable=False,
        help_text=_("What was begun stays with it, and it can be made again."),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="assignment_once"),
            models.UniqueConstraint(fields=["submission", "number"], name="assignment_number_once"),
        ]

    def __str__(self):
        return f"{self.submission.code}, {self.number}"

    def get_absolute_url(self):
        return reverse("review", args=[self.submission.workshop.slug, self.code])


class AssignmentChange(History):
    """One line of an assignment's trail, kept apart: who is in conflict must not read it."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    stands = models.BooleanField(help_text=_("Made, or else taken back."))
    reason = models.CharField(
        max_length=300, blank=True, help_text=_("Why the reviewer has declined it.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of assignment")
        verbose_name_plural = _("changes of assignment")

    def __str__(self):
        return f"{self.assignment}: {'+' if self.stands else '−'}"
