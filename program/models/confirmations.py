from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.fields import AddressField
from submissions.models import Submission
from workshop.models import History

MOST_HOURS = 500  # characters that say which hours are impossible


class Confirmation(models.Model):
    """What the authors of an accepted submission have answered; its presenter is one of them.

    An acceptance that is given anew is confirmed anew: what was said before is where it begins.
    """

    class Attendance(models.TextChoices):
        PERSON = "person", _("in person")
        REMOTE = "remote", _("remotely")

    class Post(models.TextChoices):
        PDF = "pdf", _("the abstract and the PDF")
        LINK = "link", _("the abstract and a link to the paper elsewhere")
        ABSTRACT = "abstract", _("the abstract only")

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="confirmation")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    declined_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    via = models.EmailField(
        blank=True, editable=False, help_text=_("The address behind whose link it was answered.")
    )
    attendance = models.CharField(_("how"), max_length=6, choices=Attendance, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, blank=True)
    hours = models.TextField(
        _("impossible hours"),
        max_length=MOST_HOURS,
        blank=True,
        validators=[MaxLengthValidator(MOST_HOURS)],
    )
    post = models.CharField(_("what is posted"), max_length=8, choices=Post, default=Post.ABSTRACT)
    link = AddressField(_("address of the paper"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None),
                name="confirmation_says_yes_or_no",
            ),
            models.CheckConstraint(
                condition=~Q(post="link") | ~Q(link=""), name="confirmation_link_is_there"
            ),
        ]

    def __str__(self):
        return str(self.submission)


class ConfirmationChange(History):
    """One line of its trail, kept apart: who is in conflict must not read it."""

    confirmation = models.ForeignKey(Confirmation, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    via = models.EmailField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    fields = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of confirmation")
        verbose_name_plural = _("changes of confirmation")

    def __str__(self):
        return ", ".join(self.fields)
