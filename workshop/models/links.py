from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.models.editions import Workshop
from workshop.querysets import ActionLinkQuerySet


class ActionLink(models.Model):
    """A link in a mail: one purpose, one person, expiring, revocable, acted on by POST alone.

    The person has an account, or is known by the address that the link was mailed to. The token
    itself is in the mail; here is its SHA-256, so that a leaked table opens nothing.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, verbose_name=_("person")
    )
    mail = models.EmailField(_("mail address"), blank=True)
    workshop = models.ForeignKey(Workshop, models.CASCADE, null=True)
    object_id = models.CharField(_("about"), max_length=40)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = ActionLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("action link")
        verbose_name_plural = _("action links")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, mail="") | (Q(user=None) & ~Q(mail="")),
                name="action_link_is_somebodys",
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.object_id}"

    @property
    def is_open(self):
        return not self.used_at and not self.revoked_at and self.expires_at > timezone.now()
