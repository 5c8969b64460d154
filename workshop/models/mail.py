"""What chairs say in mails: the texts of their workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshop.models.editions import Workshop


class MailText(models.Model):
    """A workshop's own wording of one kind of mail. Without a row the default is sent."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="mail_texts")
    purpose = models.CharField(_("purpose"), max_length=40, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=10_000)

    class Meta:
        ordering = ["purpose"]
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "purpose"], name="mail_text_once")
        ]

    def __str__(self):
        return self.purpose
