from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models.manuscript import Manuscript


class BlindCopy(models.Model):
    """A manuscript's PDF without what tells who wrote it, or why there is none.

    It is made for the authors of one moment: `people` is a digest of them, and it counts only while
    they are the same.
    """

    class Outcome(models.TextChoices):
        MADE = "made", _("made")
        WITHHELD = "withheld", _("withheld: it still names an author")
        NOT_PDF = "not-pdf", _("not a PDF")
        ENCRYPTED = "encrypted", _("encrypted")
        BROKEN = "broken", _("damaged")
        RESOURCE = "resource", _("too large a task")

    manuscript = models.OneToOneField(
        Manuscript, models.CASCADE, related_name="blind_copy", verbose_name=_("manuscript")
    )
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    left = models.JSONField(_("where an author is still named"), default=list)
    people = models.CharField(max_length=64)
    file = models.FileField(_("file"), max_length=200, blank=True)
    at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("blind copy")
        verbose_name_plural = _("blind copies")
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="made") & ~Q(file="")) | (~Q(outcome="made") & Q(file="")),
                name="blind_copy_made_means_file",
            )
        ]

    def __str__(self):
        return f"{self.manuscript}: {self.get_outcome_display()}"
