"""What has been done of a workshop's end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models.editions import Workshop


class Closing(models.Model):
    """When its people were told that reviews will be removed, for which date, and what was.

    `counts` stay for statistics: {what: how many were removed}.
    """

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="closing")
    announced_for = models.DateTimeField(null=True, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    counts = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("closing")
        verbose_name_plural = _("closings")

    def __str__(self):
        return str(self.workshop)
