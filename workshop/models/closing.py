"""What has been done of a workshop's end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models.editions import Workshop


class Closing(models.Model):
    """Whether a workshop is closed; when its people were told for which date that reviews go.

    `counts` of what was removed stay for statistics: {what: how many}.
    """

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="closing")
    closed_at = models.DateTimeField(null=True, editable=False)
    announced_for = models.DateTimeField(null=True, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    counts = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("closing")
        verbose_name_plural = _("closings")

    def __str__(self):
        return str(self.workshop)
