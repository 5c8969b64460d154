from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from workshop.fields import validate_mail_address
from workshop.models import History, Workshop


class Extension(History):
    """A later deadline for one person, given by a chair. The latest of theirs counts."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="extensions")
    mail = models.EmailField(_("mail address"), validators=[validate_mail_address])
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(
                condition=Q(mail=Lower("mail")), name="extension_mail_lower_case"
            )
        ]

    def __str__(self):
        return self.mail
