"""Who is asked to review for a workshop. Nobody has the role before she accepts."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.fields import CodeField
from workshop.models import Membership, Workshop

MOST = 50  # reviews of one person
MOST_OF_A_SUGGESTION = 500  # characters
LOADS = [MinValueValidator(1), MaxValueValidator(MOST)]


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer: not of who was given the role since."""
        roles = Membership.objects.reviewers().filter(workshop=models.OuterRef("workshop"))
        given = models.Exists(roles.filter(user__email=models.OuterRef("mail")))
        return self.filter(~given, state=self.model.State.INVITED)


class Invitation(models.Model):
    """One address that was asked. `user` is who accepted, maybe under another address.

    `suggestion` is whom she would ask, who declines; `answered_at` when she last said anything.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("has not answered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REVOKED = "revoked", _("taken back")

    code = CodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invitations")
    mail = models.EmailField(_("mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.INVITED)
    most = models.PositiveSmallIntegerField(_("reviews at most"), validators=LOADS)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    suggestion = models.TextField(_("suggests"), max_length=MOST_OF_A_SUGGESTION, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "mail"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "mail"], name="invitation_once"),
            models.CheckConstraint(
                condition=Q(mail=Lower("mail")), name="invitation_mail_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", user__isnull=False)
                | (~Q(state="accepted") & Q(user=None)),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="invitation_answered_at_some_time",
            ),
        ]

    def __str__(self):
        return f"{self.name} <{self.mail}>" if self.name else self.mail
