"""What has happened to a submission: each change of its texts, each step of its life."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.lifecycle import Status
from submissions.models.submission import Submission
from workshop.models import History


class Edit(History):
    """One change of what has been sent in: who, when, each field's old and new words."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="edits")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    as_chair = models.BooleanField(_("for the authors"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    fields = models.JSONField(_("from, to"), default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("edit")
        verbose_name_plural = _("edits")

    def __str__(self):
        return ", ".join(self.fields)


class StatusChange(History):
    """One step of a submission's life: who, when, from, to."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="status_changes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    old = models.CharField(_("from"), max_length=10, choices=Status)
    new = models.CharField(_("to"), max_length=10, choices=Status)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")

    def __str__(self):
        return f"{self.get_old_display()} → {self.get_new_display()}"
