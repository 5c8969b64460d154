from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from competition.models.competition import Competition
from competition.querysets import TeamQuerySet
from workshop.fields import CodeField, validate_mail_address


class Team(models.Model):
    """Who competes, under a name that everybody reads."""

    code = CodeField()
    competition = models.ForeignKey(Competition, models.PROTECT, related_name="teams")
    name = models.CharField(_("name of the team"), max_length=80)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    registered_at = models.DateTimeField(_("registered"), auto_now_add=True)
    rules_accepted_at = models.DateTimeField(_("rules accepted"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(
                "competition",
                Lower("name"),
                name="team_name_once",
                violation_error_message=_("Another team has that name. Take another."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def mails(self):
        return [member.mail for member in self.members.all()]


class TeamMember(models.Model):
    """One of a team: whoever shows this address to be theirs acts for it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=120)
    mail = models.EmailField(_("mail address"), validators=[validate_mail_address])
    position = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of teams")
        indexes = [models.Index(fields=["mail"], name="team_member_mail")]
        constraints = [
            models.UniqueConstraint(fields=["team", "mail"], name="team_member_once"),
            models.CheckConstraint(
                condition=Q(mail=Lower("mail")), name="team_member_mail_lower_case"
            ),
        ]

    def __str__(self):
        return self.name
