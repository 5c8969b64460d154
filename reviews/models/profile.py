"""What a reviewer says of herself, in one workshop: how much, about what, whom she knows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from reviews.models.invitation import LOADS
from workshop.models import Topic, Workshop

MOST_OF_A_TITLE, MOST_OF_AN_ABSTRACT = 300, 5_000  # characters


class ReviewerProfile(models.Model):
    """`most` is how many reviews she takes on, null for as many as the workshop asks of each.

    `is_senior` is the chairs' word. `version` is raised by each save of her page.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reviewer_profiles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="reviewer_profiles",
        verbose_name=_("reviewer"),
    )
    most = models.PositiveSmallIntegerField(
        _("reviews at most"), null=True, blank=True, validators=LOADS
    )
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, verbose_name=_("topics"))
    is_senior = models.BooleanField(_("senior"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["user__name", "user__email"]
        verbose_name = _("reviewer’s profile")
        verbose_name_plural = _("reviewers’ profiles")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="reviewer_profile_once")
        ]

    def __str__(self):
        return str(self.user)


class OfProfile(models.Model):
    """One line of a profile: its reviewer reads it, and what looks for conflicts.

    Chairs read it in the reason of a conflict that is found by it.
    """

    class Meta:
        abstract = True
        ordering = ["pk"]


class ProfileAlias(OfProfile):
    """Another address of hers: it counts for conflicts and opens nothing."""

    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="aliases")
    mail = models.EmailField(_("mail address"))

    class Meta(OfProfile.Meta):
        verbose_name = _("other address of a reviewer")
        verbose_name_plural = _("other addresses of reviewers")
        constraints = [
            models.UniqueConstraint(fields=["profile", "mail"], name="profile_alias_once"),
            models.CheckConstraint(
                condition=Q(mail=Lower("mail")), name="profile_alias_is_lower_case"
            ),
        ]

    def __str__(self):
        return self.mail


class ProfileAffiliation(OfProfile):
    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="affiliations")
    name = models.CharField(_("affiliation"), max_length=200)

    class Meta(OfProfile.Meta):
        verbose_name = _("affiliation of a reviewer")
        verbose_name_plural = _("affiliations of reviewers")
        constraints = [
            models.UniqueConstraint(fields=["profile", "name"], name="profile_affiliation_once")
        ]

    def __str__(self):
        return self.name


class ProfileAvoid(OfProfile):
    """Somebody whose work she would not review, by name or mail address."""

    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="avoids")
    name = models.CharField(_("name or mail address"), max_length=254)

    class Meta(OfProfile.Meta):
        verbose_name = _("person whom a reviewer avoids")
        verbose_name_plural = _("people whom reviewers avoid")
        constraints = [models.UniqueConstraint(fields=["profile", "name"], name="avoided_once")]

    def __str__(self):
        return self.name


class PastPaper(models.Model):
    """One of her own papers, by whose words she is matched."""

    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=MOST_OF_A_TITLE)
    abstract = models.TextField(_("abstract"), max_length=MOST_OF_AN_ABSTRACT, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("paper of a reviewer")
        verbose_name_plural = _("papers of reviewers")

    def __str__(self):
        return self.title
