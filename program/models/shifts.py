from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models.slots import Slot
from workshop.models import Workshop


class Shift(models.Model):
    """Slots that were moved together, and from where: enough to undo it.

    With one that was skipped, what followed it moved up, or nothing did.
    `moved` is {number of a slot: [old start, old end, new start, new end]}, instants as text.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="shifts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    minutes = models.SmallIntegerField(_("minutes"))
    is_late = models.BooleanField(_("late on the day"), default=False)
    moved = models.JSONField(default=dict)
    skipped = models.ForeignKey(Slot, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")

    def __str__(self):
        moved = f"{self.minutes:+d} min" if self.moved else ""
        skipped = _("skipped: %(slot)s") % {"slot": self.skipped} if self.skipped else ""
        return ", ".join(filter(None, [skipped, moved]))
