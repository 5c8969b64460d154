from django.db import models
from django.utils.translation import gettext_lazy as _

from competition.models.competition import Competition
from competition.models.entries import Entry
from workshop.fields import PositionField


class Award(models.Model):
    """What a jury gives apart from the ranks."""

    competition = models.ForeignKey(Competition, models.CASCADE, related_name="awards")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="awards", verbose_name=_("entry"))
    name = models.CharField(_("award"), max_length=80)
    text = models.TextField(_("why"), max_length=600, blank=True)
    position = PositionField()

    class Meta:
        ordering = [*PositionField.ordering(), "pk"]
        verbose_name = _("award of the jury")
        verbose_name_plural = _("awards of the jury")

    def __str__(self):
        return self.name
