from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from program.querysets import ParticipantQuerySet
from workshop.fields import CodeField
from workshop.models import Workshop

MOST_SHARED = 10  # materials of one person


class Participant(models.Model):
    """Somebody who takes part. Everybody reads of it only where they have agreed to that."""

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    interests = models.CharField(
        _("interests"),
        max_length=300,
        blank=True,
        help_text=_("A line: what you work on, what you would like to talk about."),
    )
    is_listed = models.BooleanField(
        _("list me, with what I share, for everybody to read"), default=False
    )
    listed_at = models.DateTimeField(_("agreed to that"), null=True, editable=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="participant_once")
        ]

    def __str__(self):
        return self.name
