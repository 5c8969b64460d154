from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from workshop.fields import validate_mail_address
from workshop.querysets import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account, known by a mail address; roles are memberships of workshops."""

    email = models.EmailField(_("mail address"), unique=True, validators=[validate_mail_address])
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def is_operator(self):
        """Runs the installation: sees all workshops, accounts and jobs."""
        return self.is_active and self.is_superuser


class FormerAddress(models.Model):
    """An address that was confirmed and then changed: a conflict for good, and no access."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_addresses")
    mail = models.EmailField(_("mail address"))
    until = models.DateTimeField(_("until"), auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["user", "mail"], name="former_address_once"),
            models.CheckConstraint(
                condition=models.Q(mail=Lower("mail")), name="former_address_lower_case"
            ),
        ]

    def __str__(self):
        return self.mail
