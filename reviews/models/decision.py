from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.querysets import DecisionQuerySet
from submissions.models import Submission
from workshop.digests import digest_of
from workshop.models import History, Workshop

MOST_OF_A_NOTE = 5_000  # characters


class Label(models.Model):
    """A word for the chairs on a decision, such as "best paper": authors never read it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="labels")
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        ordering = ["name"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="label_once",
                violation_error_message=_("This workshop has a label of that name already."),
            )
        ]

    def __str__(self):
        return self.name


class Decision(models.Model):
    """What the chairs decided. Quiet until released: `released` is what authors were told.

    So is `released_note` of the note. Accepted in no form of presentation is said of none.
    """

    class Outcome(models.TextChoices):
        ACCEPT = "accept", _("accept")
        ORAL = "oral", _("accept as a talk")
        POSTER = "poster", _("accept as a poster")
        CONDITIONAL = "conditional", _("accept conditionally")
        WAITLIST = "waitlist", _("waitlist")
        REJECT = "reject", _("reject")

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    note = models.TextField(
        _("note to the authors"),
        max_length=MOST_OF_A_NOTE,
        blank=True,
        validators=[MaxLengthValidator(MOST_OF_A_NOTE)],
    )
    labels = models.ManyToManyField(
        Label, related_name="decisions", blank=True, verbose_name=_("labels")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(_("decided"), auto_now=True)
    released = models.CharField(max_length=12, choices=Outcome, blank=True, editable=False)
    released_note = models.TextField(blank=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(released="", released_at__isnull=True)
                | (~Q(released="") & Q(released_at__isnull=False)),
                name="decision_released_means_when",
            )
        ]

    def __str__(self):
        return f"{self.submission.code}: {self.get_outcome_display()}"

    @property
    def is_released(self):
        """As it stands: what was changed since is not."""
        return (self.released, self.released_note) == (self.outcome, self.note)

    @property
    def seen(self):
        """What stands, in short: a form that was opened on something else is stale."""
        return f"{self.outcome}-{digest_of(self.note)[:12]}" if self.note else self.outcome


class DecisionChange(History):
    """One line of a decision's trail, kept apart: who is in conflict must not read it.

    `more` is {"note" or "labels": [old, new]}.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    old = models.CharField(max_length=12, choices=Decision.Outcome, blank=True)
    new = models.CharField(max_length=12, choices=Decision.Outcome)
    more = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of decision")
        verbose_name_plural = _("changes of decision")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")) | ~Q(more={}), name="decision_change_changes"
            )
        ]

    def __str__(self):
        outcome = f"{self.get_old_display() or '–'} → {self.get_new_display()}"
        parts = [outcome] if self.old != self.new else []
        for name, label in [("note", _("note to the authors")), ("labels", _("labels"))]:
            if name in self.more:
                old, new = self.more[name]
                parts.append(f"{label}: {old or '–'} → {new or '–'}")
        return "; ".join(parts)


class BoardVisit(models.Model):
    """Up to which moment a chair has said that all of the decision board was seen."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("visit of the decision board")
        verbose_name_plural = _("visits of the decision board")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="board_visit_once")
        ]

    def __str__(self):
        return f"{self.user}, {self.until:%Y-%m-%d}"
