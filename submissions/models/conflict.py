from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission
from submissions.querysets import ConflictQuerySet


class Conflict(models.Model):
    """Someone who must have no part in a submission's reviewing. It stands until it is lifted.

    Authors and chairs each declare their own. Authors neither lift nor learn of the chairs', nor
    of those that were found, which a chair confirms or lifts.
    """

    class Source(models.TextChoices):
        AUTHOR = "author", _("declared by an author")
        CHAIR = "chair", _("declared by a chair")
        SELF = "self", _("declared by the person")
        FOUND = "found", _("found")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts", verbose_name=_("person")
    )
    source = models.CharField(_("source"), max_length=6, choices=Source)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("declared by"),
    )
    at = models.DateTimeField(_("declared"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    lift_reason = models.CharField(_("why it was lifted"), max_length=300, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "user", "source"],
                condition=Q(lifted_at__isnull=True),
                name="conflict_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lift_reason=""),
                name="conflict_lifted_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.submission.code}"

    @property
    def is_to_be_looked_at(self):
        """Found, and no chair has confirmed or lifted it."""
        return self.source == self.Source.FOUND and not (self.confirmed_at or self.lifted_at)
